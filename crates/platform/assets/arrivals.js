// Looks again at this page while something is waited for, and shows what changed in its marked parts, so
// that nobody reloads. Stops by itself: a screen left alone keeps no session open. Stores nothing, sends
// nothing but the reading of this page.

const EVERY = 4000;
const FOR = 20 * 60 * 1000;

const parts = (from) => new Map([...from.querySelectorAll('[data-arrivals]')].map((part) => [part.dataset.arrivals, part]));
const stop = setTimeout(() => clearInterval(timer), FOR);

const timer = setInterval(async () => {
  if (document.hidden) return;
  try {
    const answer = await fetch(location.pathname, { credentials: 'same-origin', redirect: 'error' });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = parts(page);
    for (const [name, part] of parts(document)) {
      const now = fresh.get(name);
      // Nothing moves under a finger or a key.
      if (!now || now.textContent === part.textContent || part.contains(document.activeElement)) continue;
      part.replaceChildren(...now.childNodes);
    }
  } catch {
    clearInterval(timer);
    clearTimeout(stop);
  }
}, EVERY);
