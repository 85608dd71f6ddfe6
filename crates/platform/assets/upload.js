// Sends files in parts that survive a cut connection (tus 1.0), on pages whose form sends them whole
// without a script. Stores nothing in the browser: the same file chosen again goes on where it was left.
// Says where it is in a live region; sends to this site only.

const PART_BYTES = 5 * 1024 * 1024;
const WAITS = [1, 2, 4, 8, 15, 30, 30, 30, 30, 30];
const TUS = { 'Tus-Resumable': '1.0.0' };

const pause = (seconds) => new Promise((wake) => {
  const timer = setTimeout(wake, seconds * 1000);
  addEventListener('online', () => { clearTimeout(timer); wake(); }, { once: true });
});
const base64 = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

/** A refusal told in words by the server: trying again changes nothing. */
class Refused extends Error {}

async function ask(url, options, token) {
  const headers = { ...TUS, 'X-CSRF-Token': token, ...options.headers };
  const answer = await fetch(url, { ...options, headers, credentials: 'same-origin', redirect: 'error' });
  if (answer.ok || answer.status === 409) return answer;
  if (answer.status >= 500) throw new Error(`status ${answer.status}`);
  if (answer.status === 429) {
    await pause(Number(answer.headers.get('Retry-After') ?? 5));
    throw new Error('too many');
  }
  const told = answer.headers.get('Content-Type') ?? '';
  throw new Refused(told.startsWith('text/plain') ? await answer.text() : '');
}

/** Sends one file whole, from wherever it was left. */
async function send(file, place, tell) {
  const about = { filename: file.name, input: place.input, page: place.page, modified: String(file.lastModified) };
  const metadata = Object.entries(about).map(([key, value]) => `${key} ${base64(value)}`).join(',');
  let url = null;
  for (let tries = 0; ;) {
    try {
      if (!url) {
        const headers = { 'Upload-Length': String(file.size), 'Upload-Metadata': metadata };
        const made = await ask(place.to, { method: 'POST', headers }, place.token);
        url = made.headers.get('Location');
      }
      const where = await ask(url, { method: 'HEAD' }, place.token);
      let offset = Number(where.headers.get('Upload-Offset'));
      tell(offset / file.size);
      while (offset < file.size) {
        const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
        const body = file.slice(offset, offset + PART_BYTES);
        const sent = await ask(url, { method: 'PATCH', headers, body }, place.token);
        if (sent.status === 409) throw new Error('elsewhere');
        offset = Number(sent.headers.get('Upload-Offset'));
        tries = 0;
        tell(offset / file.size);
      }
      return;
    } catch (error) {
      if (error instanceof Refused || tries >= WAITS.length) throw error;
      tell(null);
      await pause(WAITS[tries]);
      tries += 1;
    }
  }
}

for (const region of document.querySelectorAll('[data-upload]')) {
  const form = region.closest('form');
  const words = region.dataset;
  let said = '';
  const say = (text) => {
    if (text !== said) region.textContent = said = text;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, key) => values[key] ?? '');
  const sendAll = async (inputs, then) => {
    const refused = [];
    for (const input of inputs) {
      const place = { to: words.upload, token: form.elements.csrf.value, page: form.elements.page.value, input: input.name };
      const files = [...input.files];
      for (const [at, file] of files.entries()) {
        const values = { name: file.name, at: at + 1, of: files.length };
        let shown = -1;
        await send(file, place, (done) => {
          if (done === null) return say(fill(words.cut, values));
          // Told by tenths: a reader that speaks is not flooded.
          const tenth = Math.floor(done * 10) * 10;
          if (tenth !== shown) say(fill(words.sending, { ...values, percent: shown = tenth }));
        }).catch((error) => {
          refused.push(error instanceof Refused && error.message ? error.message : fill(words.failed, values));
        });
      }
    }
    // What the server has is in the draft; the form now carries the rest of the page.
    for (const input of inputs) input.value = '';
    form.removeAttribute('aria-busy');
    if (refused.length === 0) {
      say(words.done);
      return then();
    }
    say(refused.join(' '));
    region.focus();
  };
  form.addEventListener('submit', (event) => {
    if (form.hasAttribute('aria-busy')) return event.preventDefault();
    const inputs = [...form.querySelectorAll('input[type=file]')].filter((input) => input.files.length > 0);
    const button = event.submitter;
    if (inputs.length === 0 || button?.name === 'remove' || button?.name === 'ecarter') return;
    event.preventDefault();
    form.setAttribute('aria-busy', 'true');
    sendAll(inputs, () => {
      const kept = document.createElement('input');
      kept.type = 'hidden';
      [kept.name, kept.value] = [button?.name || 'do', button?.value || 'continue'];
      form.append(kept);
      form.submit();
    });
  });
}
