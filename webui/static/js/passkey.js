/* Asks the browser for a passkey and puts its answer in the form. Without this script the code of the app is the way in. */
"use strict";

(() => {
  const form = document.querySelector("form[data-passkey]");
  if (!form) return;
  const answer = form.elements.answer;
  const told = form.querySelector("[data-told]");
  const asked = JSON.parse(form.dataset.options);

  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const words = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const known = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
  const options = () => (form.dataset.passkey === "new"
    ? {
      ...asked,
      challenge: bytes(asked.challenge),
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: known(asked.excludeCredentials),
    }
    : { ...asked, challenge: bytes(asked.challenge), allowCredentials: known(asked.allowCredentials) });

  const written = (key) => {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
      if (key.response[part]) response[part] = words(key.response[part]);
    }
    return JSON.stringify({ id: key.id, rawId: words(key.rawId), type: key.type, response });
  };

  const tell = (text) => {
    told.textContent = text;
    told.hidden = false;
    told.focus();
  };

  form.addEventListener("submit", async (event) => {
    if (answer.value) return;
    event.preventDefault();
    if (!window.PublicKeyCredential) { tell(form.dataset.cannot); return; }
    if (location.origin !== form.dataset.origin) { tell(form.dataset.elsewhere); return; }
    try {
      const making = form.dataset.passkey === "new";
      const publicKey = options();
      const key = await (making ? navigator.credentials.create({ publicKey }) : navigator.credentials.get({ publicKey }));
      answer.value = written(key);
    } catch (error) {
      tell(error.name === "InvalidStateError" ? form.dataset.known : form.dataset.refused);
      return;
    }
    form.submit();
  });
})();
