// « Écouter »: puts the button where a template marks its place, when the device has a voice.
const speech = window.speechSynthesis;
const language = document.documentElement.lang;
const voice = () => speech?.getVoices().find(({ lang }) => lang.startsWith(language));
const pressed = (button) => button.getAttribute("aria-pressed") === "true";

function show(button, word, speaking) {
  button.setAttribute("aria-pressed", speaking);
  button.querySelector(".word").textContent = word;
}

function stop() {
  speech.cancel();
  document.querySelectorAll("button.listen[aria-pressed=true]").forEach((button) => show(button, button.dataset.word, false));
}

function say(button, place) {
  const block = document.querySelector(place.dataset.listen);
  const parts = block.querySelectorAll("[data-say]");
  const texts = [...(parts.length ? parts : [block])]
    .filter((part) => part.offsetParent)
    .map((part) => part.dataset.say || part.innerText.trim().replaceAll("\u2011", "-"));
  button.dataset.word = button.querySelector(".word").textContent;
  show(button, place.dataset.stop, true);
  texts.forEach((text, index) => {
    const words = new SpeechSynthesisUtterance(text);
    words.voice = voice();
    words.lang = words.voice.lang;
    words.rate = 0.8;
    if (index === texts.length - 1) words.onend = () => pressed(button) && stop();
    speech.speak(words);
  });
}

function install() {
  if (!voice()) return;
  document.querySelectorAll("template[data-listen]").forEach((place) => {
    if (place.nextElementSibling?.matches(".listen")) return;
    place.after(place.content.cloneNode(true));
    const button = place.nextElementSibling;
    button.onclick = () => {
      const speaking = pressed(button);
      stop();
      if (!speaking) say(button, place);
    };
  });
}

install();
speech?.addEventListener("voiceschanged", install);
addEventListener("htmx:finally:swap", () => { speech?.cancel(); install(); });
addEventListener("pagehide", () => speech?.cancel());
