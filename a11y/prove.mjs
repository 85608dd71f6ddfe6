// The checkers on samples: the good page passes all of them, the bad one is caught by each, and so is the good one
// damaged in one way at a time, with the rule that such damage breaks.
// A checker that finds nothing anywhere proves nothing; this runs before every walk.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { axe } from './axe.mjs';
import { keyboard } from './keyboard.mjs';
import { validate } from './validate.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8' };
const good = readFileSync(join(import.meta.dirname, 'samples', 'good.html'), 'utf8');

/** The good page with one thing replaced. */
function damaged(from, to) {
  if (!good.includes(from)) throw new Error(`${from} is not in the good page`);
  return good.replace(from, to);
}

// Each damage, and the words of the checker that must see it.
const AXE = {
  'no-language': [damaged(' lang="fr"', ''), 'html-has-lang'],
  'no-label': [damaged('<label for="jour">Jour du paiement</label>', ''), 'label'],
  'no-title': [damaged('<title>Déposer une plainte</title>', ''), 'document-title'],
  'no-text-for-a-picture': [damaged('<h1>', '<img src="data:," width="9" height="9"><h1>'), 'image-alt'],
};
const HTML_VALIDATE = {
  'closed-in-another-order': [damaged('</button></p>', '</p></button>'), 'close-order'],
  'the-same-name-twice': [damaged('<h1>', '<h1 id="jour">'), 'no-dup-id'],
  'an-element-that-went': [damaged('<p>Échantillon</p>', '<center>Échantillon</center>'), 'deprecated'],
};
const NU = {
  'an-attribute-unknown': [damaged('<h1>', '<h1 danger="high">'), 'Attribute “danger” not allowed'],
  'a-label-of-nothing': [damaged('for="jour"', 'for="nuit"'), 'must be the ID of'],
  'a-block-in-a-line': [damaged('Quand avez-vous payé ?', '<div>Quand</div>'), 'Element “div” not allowed'],
};
const KEYBOARD = {
  'no-way-past-the-menu': [damaged('<a class="skip" href="#contenu">Aller au contenu</a>', ''), 'no skip link'],
  'a-host-elsewhere': [damaged('href="good.css"', 'href="http://localhost:9/good.css"'), 'asks another host'],
  'a-focus-unseen': [damaged('href="good.css"', 'href="bare.css"'), 'focus outline'],
};
const made = new Map(Object.entries({ ...AXE, ...KEYBOARD }).map(([name, [text]]) => [`${name}.html`, text]));
made.set('bare.css', readFileSync(join(import.meta.dirname, 'samples', 'good.css'), 'utf8') + ':focus, :focus-visible { outline: none !important }');
const server = createServer((request, response) => {
  const name = new URL(request.url, 'http://x').pathname.slice(1);
  try {
    const text = made.get(name) ?? readFileSync(join(import.meta.dirname, 'samples', name));
    response.writeHead(200, {
      'content-type': TYPES[extname(name)] ?? 'text/plain',
      'content-security-policy': "default-src 'none'; style-src 'self'; form-action 'self'",
    }).end(text);
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const base = `http://127.0.0.1:${server.address().port}`;
const folder = mkdtempSync(join(tmpdir(), 'faisceau-a11y-'));
let failures = 0;

/** Runs one checker with its words kept apart, shown only when it did not do what it must. */
async function must(what, run, holds) {
  const said = [];
  const log = console.log;
  console.log = (text) => said.push(text);
  let found;
  try { found = await run(); } finally { console.log = log; }
  const words = said.join('\n');
  const fine = holds(found, words);
  console.log(`${fine ? 'ok   ' : 'WRONG'} ${what}`);
  if (!fine) { failures += 1; console.log(words); }
}

function pages(name) {
  const file = join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify([{ name, url: `/${name}.html` }]));
  return { file, base };
}

const has = (...names) => (found, words) => found > 0 && names.every((n) => words.includes(n));
const clean = (found) => found === 0;
await must('axe and reflow pass the good page', () => axe(pages('good')), clean);
await must('axe and reflow catch the bad page', () => axe(pages('bad')),
  has('color-contrast', 'html-has-lang', 'label', 'reflow'));
await must('the keyboard walk passes the good page', () => keyboard(pages('good')), clean);
await must('the keyboard walk catches the bad page', () => keyboard(pages('bad')),
  has('no skip link', 'focus outline', 'asks another host'));
for (const [name, holds] of [['good', clean], ['bad', has('close-order', 'error: No “p” element')]]) {
  const only = mkdtempSync(join(folder, name));
  copyFileSync(join(import.meta.dirname, 'samples', `${name}.html`), join(only, `${name}.html`));
  await must(`the validators ${name === 'good' ? 'pass' : 'catch'} the ${name} page`, () => validate(only), holds);
}
for (const [name, [, word]] of Object.entries(AXE)) {
  await must(`axe catches ${name}`, () => axe(pages(name)), has(word));
}
for (const [name, [, word]] of Object.entries(KEYBOARD)) {
  await must(`the keyboard walk catches ${name}`, () => keyboard(pages(name)), has(word));
}
// Both validators read a folder at once: each damage in a document of its own, its words on a line that names it.
const several = mkdtempSync(join(folder, 'several'));
const told = Object.entries({ ...HTML_VALIDATE, ...NU });
for (const [name, [text]] of told) writeFileSync(join(several, `${name}.html`), text);
await must('the validators catch each damage', () => validate(several), (found, words) =>
  found > 0 && told.every(([name, [, word]]) =>
    words.split('\n').some((line) => line.includes(`${name}.html`) && line.includes(word))));
server.close();
rmSync(folder, { recursive: true });
process.exit(failures ? 1 : 0);
