// What a script adds to pages that all work without it: leaving quickly, copying, printing,
// and reading the summary of errors first. Loads nothing, stores nothing, sends nothing.

/** Leaves for a neutral page and lets the back button miss this one. */
const exit = document.body.dataset.exit;
if (exit) {
  const leave = () => {
    document.body.hidden = true;
    location.replace(exit);
  };
  for (const link of document.querySelectorAll('[data-leave]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      leave();
    });
  }
  // Escape three times within five seconds: once closes dialogs of the browser, so not once.
  let presses = [];
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    presses = [...presses.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
    if (presses.length >= 3) leave();
  });
}

/** Buttons that need a script are hidden until there is one. */
const show = (button, gesture) => {
  button.hidden = false;
  button.addEventListener('click', gesture);
};

if (navigator.clipboard) {
  for (const button of document.querySelectorAll('[data-copy], [data-copy-value]')) {
    show(button, () => {
      const source = document.getElementById(button.dataset.copy ?? '');
      navigator.clipboard.writeText(button.dataset.copyValue ?? source?.textContent.trim() ?? '');
    });
  }
}
for (const button of document.querySelectorAll('[data-print]')) {
  show(button, () => window.print());
}

document.querySelector('[data-focus]')?.focus();
