// For who signs in: « Afficher le mot de passe », and a word before the session ends. Without scripts
// the field stays hidden, and the foot of the page says how long one stays in.
const WARN = 300; // seconds before the end
const stay = document.getElementById("time-left");
let ending;

addEventListener("click", ({ target }) => {
  const button = target.closest?.("button[data-reveal]");
  if (!button) return;
  const field = document.getElementById(button.dataset.reveal);
  const shown = field.type === "password";
  field.type = shown ? "text" : "password";
  button.setAttribute("aria-pressed", shown);
});
addEventListener("submit", () => document.querySelectorAll("button[data-reveal][aria-pressed=true]").forEach((button) => button.click()), true);

function offer() {
  document.querySelectorAll("button[data-reveal]").forEach((button) => { button.hidden = false; });
}

function say(name) {
  stay.replaceChildren(stay.querySelector("template").content.cloneNode(true));
  stay.querySelectorAll("[data-when]").forEach((part) => { part.hidden = !part.dataset.when.split(" ").includes(name); });
  stay.querySelector("form").onsubmit = prolong;
}

function plan(rest, total) {
  const template = stay.querySelector("template") ?? plan.template;
  plan.template = template.cloneNode(true);
  stay.replaceChildren(template);
  clearTimeout(ending);
  const seconds = Math.min(rest, total);
  ending = setTimeout(() => {
    show(total < rest ? "last" : "soon");
    ending = setTimeout(() => show("over"), Math.min(seconds, WARN) * 1000);
  }, Math.max(0, seconds - WARN) * 1000);
}

function show(name) {
  say(name);
  stay.append(plan.template.cloneNode(true));
}

async function prolong(event) {
  event.preventDefault();
  try {
    const answer = await fetch(event.target.action, { method: "POST", body: new FormData(event.target), redirect: "manual" });
    if (!answer.ok) return show("over");
    plan(...(await answer.text()).split(" ").map(Number));
  } catch {
    show("soon"); // the network failed: one more press tries again
  }
}

offer();
addEventListener("htmx:finally:swap", offer);
if (stay) {
  plan(Number(stay.dataset.rest), Number(stay.dataset.total));
  const total = Date.now() + stay.dataset.total * 1000;
  // The server has just been asked: it notes a use every five minutes, so this much is sure.
  addEventListener("htmx:finally:swap", () => plan(stay.dataset.life - 300, (total - Date.now()) / 1000));
}
