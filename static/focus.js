// What a page load does by itself, done again after htmx has swapped <main>: focus and news.
// Also what the person sees while a form leaves, and when the network fails.
const main = () => document.getElementById("main");
const words = document.body.dataset;

function tellNews() {
  const status = document.getElementById("status");
  const news = main().querySelector("[data-status]")?.textContent.trim() ?? "";
  if (status.textContent !== news) status.textContent = news;
}

function printButtons() {
  main().querySelectorAll("p[data-print]").forEach((place) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button quiet";
    button.textContent = place.dataset.print;
    button.onclick = () => print();
    place.replaceWith(button);
  });
}

function focus(swapped) {
  printButtons();
  // a fault: its box, or the one field that says it by itself
  const fault = main().querySelector("[role=alert], [aria-invalid=true]");
  if (swapped) tellNews(); // with a fault it is empty: « C'est noté » is no longer true
  if (fault || !swapped) return fault?.focus();
  document.querySelectorAll("a[data-from]").forEach((link) => {
    const url = new URL(link.href);
    url.searchParams.set("depuis", location.pathname);
    link.href = url;
  });
  const kept = main().querySelector("[data-focus]");
  if (kept) return kept.contains(document.activeElement) || (kept.querySelector("li > * > button") ?? kept).focus();
  scrollTo(0, 0);
  main().querySelector("h1")?.focus({ preventScroll: true });
}

function label(button) {
  return button?.querySelector(".word") ?? button;
}

function busy({ sourceElement: form, request: { submitter } }) {
  form.querySelector("[role=alert].failed")?.remove();
  form.setAttribute("aria-busy", "true");
  if (!submitter) return;
  label(submitter).dataset.word = label(submitter).textContent;
  label(submitter).textContent = words.sending;
}

function free({ sourceElement: form, request: { submitter } }) {
  form.removeAttribute("aria-busy");
  if (label(submitter)?.dataset.word) label(submitter).textContent = label(submitter).dataset.word;
}

function failed({ sourceElement: form, request: { submitter } }) {
  if (!form.requestSubmit) return; // a view that refreshes by itself tries again by itself
  const box = document.createElement("div");
  const again = document.createElement("button");
  box.className = "errors failed";
  box.setAttribute("role", "alert");
  box.tabIndex = -1;
  box.append(document.createElement("p"), again);
  box.firstChild.textContent = words.failed;
  again.className = "button";
  again.type = "button";
  again.textContent = words.retry;
  again.onclick = () => form.requestSubmit(submitter);
  form.prepend(box);
  box.focus();
}

addEventListener("htmx:before:request", (event) => busy(event.detail.ctx));
addEventListener("htmx:finally:request", (event) => free(event.detail.ctx));
addEventListener("htmx:error", ({ detail: { ctx } }) => ctx?.request && failed(ctx));
addEventListener("htmx:before:swap", (event) => {
  const { ctx, tasks } = event.detail;
  if (ctx.select === "#main" && !tasks[0]?.fragment.querySelector("#main")) {
    event.preventDefault(); // an answer that is no page of ours, such as a proxy's
    failed(ctx);
  }
});
addEventListener("htmx:before:history:update", (event) => {
  const { path } = event.detail.history;
  if (new URL(path, location.href).href === location.href) event.preventDefault(); // one Back a page
});
addEventListener("htmx:finally:swap", ({ target }) => {
  if (target === main() || target === document.body) focus(true);
  else tellNews(); // a piece of the page: the focus stays
});
if (!navigator.cookieEnabled) document.querySelectorAll("[data-no-cookies]").forEach((hint) => (hint.hidden = false));
focus(false);
