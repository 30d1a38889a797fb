// Passkeys: asks the browser for one and sends its answer with the form. Without scripts a code does.
const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

function question(form) {
  const publicKey = JSON.parse(form.dataset.passkey);
  publicKey.challenge = bytes(publicKey.challenge);
  if (publicKey.user) publicKey.user.id = bytes(publicKey.user.id);
  [...(publicKey.allowCredentials ?? []), ...(publicKey.excludeCredentials ?? [])].forEach((key) => { key.id = bytes(key.id); });
  return { publicKey };
}

function answer({ id, type, rawId, response }) {
  const names = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = names.filter((name) => response[name]).map((name) => [name, text(response[name])]);
  return JSON.stringify({ id, type, rawId: text(rawId), response: Object.fromEntries(given) });
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    form.hidden = false;
    document.querySelectorAll("[data-without]").forEach((words) => { words.hidden = true; });
    form.onsubmit = async (event) => {
      event.preventDefault();
      const refused = form.querySelector("[data-refused]");
      refused.hidden = true;
      try {
        form.elements.passkey.value = answer(await navigator.credentials[form.dataset.act](question(form)));
        form.submit();
      } catch {
        refused.hidden = false;
      }
    };
  });
}
