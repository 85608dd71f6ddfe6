// Carries a question to a passkey and its answer back to the form that held the question. Without a script nothing
// can speak to a passkey: the page says so, and the password still opens.

const form = document.querySelector('form[data-passkey]');

if (form && window.PublicKeyCredential) {
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/=+$/, '');
  const each = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

  const asked = JSON.parse(form.dataset.passkey).publicKey;
  const options = {
    ...asked,
    challenge: bytes(asked.challenge),
    ...(asked.user && { user: { ...asked.user, id: bytes(asked.user.id) } }),
    excludeCredentials: each(asked.excludeCredentials),
    allowCredentials: each(asked.allowCredentials),
  };

  const answer = (credential) => {
    const { response } = credential;
    const parts = ['attestationObject', 'clientDataJSON', 'authenticatorData', 'signature', 'userHandle'];
    const said = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
    return JSON.stringify({
      id: credential.id,
      rawId: text(credential.rawId),
      type: credential.type,
      response: Object.fromEntries(said),
      extensions: {},
    });
  };

  const gesture = form.dataset.gesture === 'create' ? 'create' : 'get';
  const refused = form.querySelector('[data-refused]');
  const button = form.querySelector('button[data-ask]');

  const ask = async () => {
    refused.hidden = true;
    try {
      const credential = await navigator.credentials[gesture]({ publicKey: options });
      form.elements.answer.value = answer(credential);
      form.submit();
    } catch {
      refused.hidden = false;
      refused.focus();
    }
  };

  button.hidden = false;
  button.addEventListener('click', ask);
}
