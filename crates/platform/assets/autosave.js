// Keeps what is being written in a long answer, every few seconds, by the very form it stands in:
// a closed tab or a cut line then loses a sentence at most. Without it, or when it fails, the
// button of the page does the same. Reads no other page, stores nothing on the device.

/** Seconds without a key before a text is kept, and most seconds between two keepings. */
const PAUSE = 2;
const MOST = 10;

const form = document.querySelector('form[data-autosave]');
const told = document.querySelector('[data-autosave-told]');

if (form && told) {
  let timer = 0;
  let since = 0;
  let sending = false;

  const tell = (words) => {
    const at = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' });
    told.textContent = `${words} (${at.format(new Date())})`;
  };

  const keep = async (leaving) => {
    if (since === 0 || sending) return;
    clearTimeout(timer);
    since = 0;
    sending = true;
    let kept = false;
    try {
      const answer = await fetch(form.dataset.autosave, {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        redirect: 'error',
        keepalive: leaving,
      });
      kept = answer.ok;
    } catch {
      // The line is cut: said below, and tried again at the next key.
    }
    sending = false;
    tell(kept ? told.dataset.kept : told.dataset.failed);
    if (since > 0) later();
  };

  const later = () => {
    clearTimeout(timer);
    const most = Math.max(0, MOST * 1000 - (performance.now() - since));
    timer = setTimeout(keep, Math.min(PAUSE * 1000, most), false);
  };

  form.addEventListener('input', (event) => {
    if (!(event.target instanceof HTMLTextAreaElement)) return;
    if (since === 0) since = performance.now();
    later();
  });
  // The button sends everything itself.
  form.addEventListener('submit', () => {
    clearTimeout(timer);
    since = 0;
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') keep(true);
  });
}
