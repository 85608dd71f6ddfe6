// The checkers on two samples: the good page passes all of them, the bad one is caught by each.
// A checker that finds nothing anywhere proves nothing; this runs before every walk.
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { axe } from './axe.mjs';
import { keyboard } from './keyboard.mjs';
import { validate } from './validate.mjs';

const TYPES = { '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8' };
const server = createServer((request, response) => {
  const name = new URL(request.url, 'http://x').pathname.slice(1);
  try {
    const text = readFileSync(join(import.meta.dirname, 'samples', name));
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
server.close();
rmSync(folder, { recursive: true });
process.exit(failures ? 1 : 0);
