// Scripted people file each type of complaint in a real browser, from the answers of scenarios/, and a
// table says what it took. Exit 1 when one cannot file, when a page weighs too much or axe objects.
// Usage: node person.mjs SCENARIOS --base URL --values FILE [--every] [--only TYPE] [--pages] [--out FILE]
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { judge } from './axe.mjs';
import { launch, readPages, signIn } from './browser.mjs';
import { said, scripts } from './scenario.mjs';

const WORDS_A_MINUTE = 180;
const KEYS_A_MINUTE = 200;
/** How much faster one looks for a word than one reads: 600 a minute against 300 (Carver, Reading Rate, 1990). */
const SCAN = 2;
/** A public page with its font, in bytes; the page of answers too, however long what was answered. */
const WEIGHT_MAX = 60_000;
const ANSWERS = '/plainte/verifier';
/** A fake shop takes less, in seconds of reading. */
const SHOP_SECONDS_MAX = 8 * 60;
/** A journey of more pages goes in circles. */
const PAGES_MAX = 120;
const SIZES = { phone: { width: 360, height: 740 }, desktop: { width: 1280, height: 800 } };
const LOCALES = { fr: 'fr-FR', en: 'en-GB' };

/** The eight ways of each: scripts on and off, two sizes, two languages. */
const WAYS = [true, false].flatMap((scripted) => Object.keys(SIZES).flatMap((size) =>
  Object.keys(LOCALES).map((lang) => ({ scripted, size, lang }))));

const title = ({ scripted, size, lang }) => `${lang} ${size} ${scripted ? 'with' : 'without'} scripts`;

/** Unfolds what holds an input: one key. */
async function unfold(input) {
  const folds = input.locator('xpath=ancestor::details[not(@open)]/summary');
  if (!await folds.count()) return 0;
  await folds.first().click();
  return 1;
}

/** Answers one page as the script says. Gives how many keys were struck. */
async function answer(page, script) {
  let keys = 0;
  const inputs = await page.locator('main form [name]').evaluateAll((all) => all.map((one, place) => ({
    place, name: one.name, tag: one.tagName, type: one.type, value: one.value,
  })));
  const at = (place) => page.locator('main form [name]').nth(place);
  for (const { place, name, tag, type, value } of inputs) {
    if (type === 'hidden' || tag === 'BUTTON' || !name.includes('.')) continue;
    const texts = said(script, name);
    const state = texts[0]?.startsWith('@') ? texts[0].slice(1) : undefined;
    if (type === 'radio' || type === 'checkbox') {
      if (texts.includes(value) || value === state) { keys += await unfold(at(place)); await at(place).check(); keys += 1; }
    } else if (tag === 'SELECT' && texts.length) {
      const offered = await at(place).locator('option').evaluateAll((all) => all.map((one) => one.value));
      const wanted = state ?? texts[0];
      if (offered.includes(wanted)) { keys += await unfold(at(place)); await at(place).selectOption(wanted); keys += 1; }
    } else if (state !== undefined || texts.length === 0) {
      continue;
    } else if (type === 'file') {
      keys += await unfold(at(place));
      await at(place).setInputFiles(texts.map((file) => join(script.files, file))); keys += 2;
    } else {
      const text = texts.join('\n');
      keys += await unfold(at(place));
      await at(place).fill(text); keys += text.length;
    }
  }
  return keys;
}

/** The bytes of a page: itself and everything it uses, whether the browser had it already or not. */
async function weigh(page, sizes) {
  const used = await page.evaluate(() => performance.getEntriesByType('resource').map((one) => one.name));
  const own = [page.url().split('#')[0], ...used];
  return own.reduce((sum, url) => sum + (sizes.get(url) ?? 0), 0);
}

/** Presses, and waits for what follows: a script may send files first, so that the page goes on later. */
async function press(page, where) {
  const before = page.url();
  await page.locator(where).first().click();
  for (let tries = 0; tries < 400; tries += 1) {
    const [moved, refused] = [page.url() !== before, await page.locator('main .errors').count().catch(() => 0)];
    if (moved || refused) break;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  await page.waitForLoadState('load');
}

/** The first task not opened yet; the answers once every one was. */
async function nextTask(page, tally) {
  const links = page.locator('main a[href^="/plainte/q/"]');
  for (const [place, label] of (await links.allTextContents()).entries()) {
    if (tally.tasks.has(label)) continue;
    tally.tasks.add(label);
    return press(page, `main a[href="${await links.nth(place).getAttribute('href')}"]`);
  }
  return press(page, 'main .actions a');
}

/** One step onwards from wherever the person is. Gives false when the complaint is filed. */
async function onwards(page, script, tally) {
  const path = new URL(page.url()).pathname;
  if (path === '/orientation/liste') {
    await page.locator(`input[type=radio][value="${script.type}"]`).check();
    return press(page, 'main button[type=submit]');
  }
  if (await page.locator('form[action="/plainte/commencer"]').count()) return press(page, 'form[action="/plainte/commencer"] button');
  if (path === '/urgent') return press(page, 'main button[value=later]');
  if (path === '/plainte/verifier') return press(page, 'main .actions a.primary, main a[href="/plainte/declaration"]');
  if (path === '/plainte/taches') return nextTask(page, tally);
  tally.keys += await answer(page, script);
  // What one unfolded to answer is read as well.
  const unfolded = wordsOf(await page.locator('main').evaluate(seen), tally.read);
  tally.words += unfolded;
  if (unfolded) tally.byPage.push(`and unfolded ${unfolded}`);
  if (path === '/plainte/declaration') {
    const nature = said(script, 'declare.mode')[0] === 'complaint' ? 'complaint' : 'report';
    const button = page.locator(`main button[value=${nature}]`);
    return press(page, await button.count() ? `main button[value=${nature}]` : 'main button[name=nature]');
  }
  return press(page, 'main form .actions button.primary');
}

/** Whether the page shows that the complaint was filed. */
const filed = (page) => new URL(page.url()).pathname.startsWith('/plainte/recu') || new URL(page.url()).pathname === '/recu';

/**
 * The texts a person sees, each with whether it is only scanned. Seen: what stands in `main` and is drawn. Not seen:
 * what is folded (a closed `details`), the choices of a closed `select`, what only a reader of screens says. The
 * band, the footer and the skip link stand outside `main`: they are the same on each page and nobody comes for them.
 */
function seen(main) {
  const texts = (node) => {
    if (node.nodeType === Node.TEXT_NODE) {
      const one = node.parentElement.closest('.choice')?.querySelector('input[type=radio]');
      return [{ text: node.textContent.trim(), scanned: Boolean(one) }];
    }
    if (node.nodeType !== Node.ELEMENT_NODE || !node.checkVisibility()) return [];
    if (node.matches('select, option, textarea, .unseen')) return [];
    return [...node.childNodes].flatMap(texts);
  };
  return texts(main);
}

/**
 * Words read on a page. A text shown before as it is, on this page or an earlier one ("Continuer", "Jour", one's
 * code), is recognised, not read again. The choices among which one is picked are scanned for one's own, at SCAN
 * times the pace; boxes to tick are each weighed, so they are read whole, as is everything one typed oneself.
 */
function wordsOf(texts, read) {
  let words = 0;
  for (const { text, scanned } of texts) {
    if (read.has(text)) continue;
    read.add(text);
    const count = text.split(/[\s\u00a0\u202f]+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
    words += scanned ? count / SCAN : count;
  }
  return words;
}

async function look(page, way, tally, sizes) {
  tally.pages += 1;
  const words = wordsOf(await page.locator('main').evaluate(seen), tally.read);
  // What the receipt says is read once it is filed, at leisure.
  if (filed(page)) tally.after = words;
  else tally.words += words;
  tally.byPage.push(`${new URL(page.url()).pathname} ${words}`);
  const weight = await weigh(page, sizes);
  const here = new URL(page.url()).pathname;
  if (here === ANSWERS) tally.answers = weight;
  else if (weight > tally.weight) Object.assign(tally, { weight, heaviest: here });
  // axe runs in the page: where scripts are off, the same documents are judged with them on.
  if (!way.scripted) return;
  const { wrong } = await judge(page);
  for (const one of wrong) tally.wrong.push(`${new URL(page.url()).pathname}: ${one.rule} x${one.count}: ${one.first}`);
}

async function journey(browser, base, script, way) {
  const context = await browser.newContext({
    locale: LOCALES[way.lang], viewport: SIZES[way.size], javaScriptEnabled: way.scripted, bypassCSP: true,
  });
  const page = await context.newPage();
  const sizes = new Map();
  page.on('response', (response) => response.request().sizes().then((size) => {
    const url = response.url();
    sizes.set(url, Math.max(sizes.get(url) ?? 0, size.responseBodySize + size.responseHeadersSize));
  }, () => {}));
  const tally = { pages: 0, words: 0, keys: 0, weight: 0, answers: 0, wrong: [], byPage: [], read: new Set(), tasks: new Set(), stuck: '' };
  try {
    await page.goto(new URL('/orientation/liste', base).href, { waitUntil: 'load' });
    await look(page, way, tally, sizes);
    for (let before = ''; !filed(page); ) {
      before = page.url();
      await onwards(page, script, tally);
      const errors = await page.locator('main .errors').allInnerTexts();
      if (errors.length && page.url() === before && tally.again === before) throw new Error(`refused: ${errors.join(' ').replace(/\s+/g, ' ')}`);
      // A value with a doubt is told once: sending it again keeps it.
      tally.again = errors.length ? page.url() : undefined;
      if (!errors.length) await look(page, way, tally, sizes);
      if (tally.pages > PAGES_MAX) throw new Error('goes in circles');
    }
    tally.reference = (await page.locator('main').innerText()).match(/\b[A-Z]{1,4}-?\d{4}-[A-Z0-9-]+/)?.[0];
  } catch (error) {
    tally.stuck = `${new URL(page.url()).pathname}: ${error.message.split('\n')[0]}`;
  }
  await context.close();
  return tally;
}

/** How many identifiers the complaint filed holds, as its own page says to an officer who looks its reference up. */
async function captured(officer, base, reference) {
  const page = await officer.newPage();
  try {
    await page.goto(new URL('/recherche', base).href, { waitUntil: 'load' });
    await page.locator('#f-q').fill(reference);
    await page.locator('#f-reason').fill('Contrôle du dépôt');
    await page.locator('main form button.primary').first().click();
    await page.waitForLoadState('load');
    if (!new URL(page.url()).pathname.startsWith('/dossier/')) {
      await page.locator('main a[href^="/dossier/"]').first().click();
      await page.waitForLoadState('load');
    }
    await page.locator('#identifiers-table').waitFor();
    return await page.locator('#identifiers-table tbody th[scope=row]').count();
  } finally {
    await page.close();
  }
}

function judged(script, tally) {
  const seconds = Math.round((tally.words / WORDS_A_MINUTE + tally.keys / KEYS_A_MINUTE) * 60);
  const faults = [...tally.wrong];
  if (tally.stuck) faults.push(`not filed, at ${tally.stuck}`);
  if (tally.unseen) faults.push(`its identifiers are not seen: ${tally.unseen}`);
  if (tally.weight > WEIGHT_MAX) faults.push(`${tally.heaviest} is of ${tally.weight} bytes`);
  if (tally.answers > WEIGHT_MAX) faults.push(`${ANSWERS} is of ${tally.answers} bytes`);
  const reading = Math.round(tally.words / WORDS_A_MINUTE * 60);
  if (script.name === 'fake_shop/answers' && reading > SHOP_SECONDS_MAX) faults.push(`read in more than ${SHOP_SECONDS_MAX} s`);
  return { reading, seconds, faults };
}

const { values: options, positionals: [folder] } = parseArgs({
  allowPositionals: true,
  options: { base: { type: 'string' }, every: { type: 'boolean' }, only: { type: 'string' }, out: { type: 'string' }, pages: { type: 'boolean' }, values: { type: 'string' } },
});
const people = scripts(folder).filter((one) => !options.only || one.name.includes(options.only));
// Way after way: a run stopped half-way has met every script.
const filings = options.every
  ? WAYS.flatMap((way) => people.map((script) => ({ script, way })))
  : people.map((script, place) => ({ script, way: WAYS[place % WAYS.length] }));

/** The table as far as it came: a run of hours that is stopped keeps what it did. */
function record(lines) {
  const table = ['| who | how | pages | words | seconds of reading | and of typing | identifiers | axe | heaviest page, kB | page of answers, kB |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |', ...lines.toSorted()].join('\n');
  const head = `# Scripted people who filed

Written by \`just people\` on ${new Date().toISOString().slice(0, 10)}: ${lines.length} filings of ${filings.length}, each script of \`scenarios/\` in each way. Words are
those a person reads until the complaint is filed: a text shown before as it is is not read again, what is folded is read
by who unfolds it, the choices among which one is picked are scanned at ${SCAN} times the pace. Reading goes at ${WORDS_A_MINUTE} words a
minute, typing at ${KEYS_A_MINUTE} keys. Identifiers are those the complaint filed holds, the victim’s own included, read
on its page by an officer. \`axe\` counts violations; it runs where scripts are on. The heaviest page counts itself, its
styles, scripts and font.
`;
  writeFileSync(options.out, `${head}\n${table}\n`);
}

const browser = await launch();
const plan = readPages({ file: 'pages.json', values: options.values });
const states = await signIn(browser, { ...plan, pages: [{ as: 'officer' }] }, options.base);
const officer = await browser.newContext({ locale: 'fr-FR', storageState: states.officer });
const lines = [];
let bad = 0;
for (const { script, way } of filings) {
  const tally = await journey(browser, options.base, script, way);
  if (tally.reference) {
    tally.identifiers = await captured(officer, options.base, tally.reference)
      .catch((error) => { tally.unseen = error.message.split('\n')[0]; });
  }
  const { reading, seconds, faults } = judged(script, tally);
  bad += faults.length;
  const cells = [script.name, title(way), tally.pages, Math.round(tally.words), reading, seconds, tally.identifiers ?? '-', tally.wrong.length, (tally.weight / 1000).toFixed(1), (tally.answers / 1000).toFixed(1)];
  lines.push(`| ${cells.join(' | ')} |`);
  console.log(`${faults.length ? 'WRONG' : 'ok   '} ${cells.join(' · ')}`);
  for (const line of faults) console.log(`        ${line}`);
  if (options.pages) console.log(`        words: ${tally.byPage.join(', ')}`);
  if (options.out) record(lines);
}
await browser.close();
console.log(`${people.length} people, ${lines.length} filings, ${bad} wrong`);
process.exit(bad || !lines.length ? 1 : 0);
