// The counter by keyboard: Enter goes to the next question, Alt+N answers "I don't know", Ctrl+Enter keeps
// the block and opens the next one, a letter finds a tick of its group, "/" goes on inside a date. Questions
// that an answer opens come without leaving the page. Without it, Tab, Space and the buttons do the same.
// Fills nothing, stores nothing on the device, asks no other page.

const form = document.querySelector('form[data-counter]');

if (form) {
  const told = form.querySelector('[data-told]');
  const questions = form.querySelector('.questions');

  /** What Enter stops at: one place for each thing to type or choose. */
  const stops = () => {
    const names = new Set();
    return [...questions.querySelectorAll('input, select, textarea')].filter((control) => {
      if (control.type === 'hidden' || control.disabled) return false;
      // Beside a question: reached by Tab, or by Alt+N.
      if (/:state|[.:](currency|zone)$/.test(control.name)) return false;
      if (control.type !== 'checkbox' && control.type !== 'radio') return true;
      const first = !names.has(control.name);
      names.add(control.name);
      return first;
    });
  };

  const visit = (control) => {
    control?.focus();
    if (control?.matches('input[type=text], input[type=email], input[type=tel]')) control.select();
  };

  const after = (control) => {
    const follows = (other) =>
      other.name !== control.name && control.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    return stops().find(follows) ?? form.querySelector('button[data-next]');
  };

  /** The answer "I don't know" of the question around, if it has one. */
  const unknown = (control) => {
    const question = control.closest('[data-question]');
    const option = control.matches('select') && control.querySelector('option[value=unknown]');
    if (option) {
      option.selected = true;
      control.dispatchEvent(new Event('change', { bubbles: true }));
      return question;
    }
    const tick = question?.querySelector('input[type=checkbox][value=unknown]');
    if (!tick) return null;
    tick.checked = true;
    return question;
  };

  const afterQuestion = (question) => {
    const follows = (other) =>
      !question.contains(other) && question.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    return stops().find(follows) ?? form.querySelector('button[data-next]');
  };

  /** A letter goes to the next tick of the group that begins with it. */
  const seek = (tick, letter) => {
    const group = [...tick.closest('fieldset').querySelectorAll('input[type=checkbox]')];
    const at = group.indexOf(tick);
    const round = [...group.slice(at + 1), ...group.slice(0, at + 1)];
    const plain = (text) => text.trim().normalize('NFD').toLowerCase();
    const found = round.find((other) => plain(other.labels[0]?.textContent ?? '').startsWith(letter));
    found?.focus();
    return Boolean(found);
  };

  form.addEventListener('keydown', (event) => {
    const control = event.target;
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      form.requestSubmit(form.querySelector('button[data-next]'));
    } else if (!control.matches('input, select, textarea')) {
      return;
    } else if (event.altKey && event.key.toLowerCase() === 'n') {
      event.preventDefault();
      const question = unknown(control);
      told.textContent = question ? '' : form.dataset.noUnknown;
      if (question) visit(afterQuestion(question));
    } else if (event.ctrlKey || event.altKey || event.metaKey) {
      return;
    } else if (event.key === 'Enter' && !control.matches('textarea, [type=file]')) {
      event.preventDefault();
      visit(after(control));
    } else if (/\.day$|\.month$/.test(control.name) && /^[/.\- ]$/.test(event.key)) {
      event.preventDefault();
      visit(after(control));
    } else if (control.type === 'checkbox' && control.closest('fieldset') && /^[a-z]$/i.test(event.key)) {
      if (seek(control, event.key.toLowerCase())) event.preventDefault();
    }
  });

  /** The page once more, from the server that has just kept what is typed. */
  const fresh = async () => {
    const body = new URLSearchParams(new FormData(form));
    body.set('do', 'rester');
    const answer = await fetch(form.action, { method: 'POST', body });
    return new DOMParser().parseFromString(await answer.text(), 'text/html');
  };

  /** Adds the questions that came and takes away those that went; what is being typed is not touched. */
  const merge = (page) => {
    const wanted = [...page.querySelectorAll('form[data-counter] [data-question]')];
    if (wanted.length === 0) return;
    const keys = new Set(wanted.map((question) => question.dataset.question));
    for (const question of [...questions.children]) {
      const typing = question.contains(document.activeElement);
      if (!keys.has(question.dataset.question) && !typing) question.remove();
    }
    let last = null;
    for (const question of wanted) {
      const key = CSS.escape(question.dataset.question);
      let here = questions.querySelector(`[data-question="${key}"]`);
      if (!here) {
        here = document.importNode(question, true);
        if (last) last.after(here);
        else questions.prepend(here);
      }
      last = here;
    }
    const beside = page.querySelector('[data-beside]');
    const now = document.querySelector('[data-beside]');
    if (beside && now && !now.contains(document.activeElement)) now.replaceChildren(...beside.childNodes);
  };

  let asking = 0;
  form.addEventListener('change', async (event) => {
    if (form.enctype !== 'application/x-www-form-urlencoded') return;
    if (!event.target.closest('[data-governs]')) return;
    asking += 1;
    const mine = asking;
    try {
      const page = await fresh();
      if (mine === asking) merge(page);
    } catch {
      // The line is cut: the button of the page does the same, and says why it cannot.
    }
    if (mine === asking) form.dataset.asked = String(mine);
  });

  if (!document.querySelector('[data-focus]') && !location.hash) {
    const empty = (control) => control.type === 'checkbox' || control.value === '';
    const start = form.querySelector('[data-new]') ?? questions;
    const first = stops().filter((control) => start.contains(control));
    visit(first.find(empty) ?? first[0]);
  }
}
