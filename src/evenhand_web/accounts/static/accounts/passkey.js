// Asks the browser for a passkey, and sends what it answers. The button is there only where this script runs and the browser can; without, codes from an
// app or from paper do the same.
const button = document.querySelector("[data-passkey]");
const can = button && window.PublicKeyCredential && PublicKeyCredential.parseCreationOptionsFromJSON;
if (can) {
  const form = document.getElementById(button.dataset.form);
  const problem = document.getElementById("passkey-problem");
  const making = button.dataset.passkey === "make";
  const options = JSON.parse(document.getElementById("passkey-options").textContent);
  document.querySelectorAll("[data-needs-passkey]").forEach((part) => { part.hidden = false; });
  document.querySelectorAll("[data-without-passkey]").forEach((part) => { part.hidden = true; });
  button.addEventListener("click", async () => {
    problem.hidden = true;
    try {
      const credential = making
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options.creation_options.publicKey) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options.request_options.publicKey) });
      form.elements.credential.value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch (stopped) {
      problem.hidden = false;
      problem.focus();
    }
  });
}
