// Opening pages the way a person reaches them: sign in, go there, act. Judges nothing.
import { execSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';

/** The arguments every checker takes: PAGES.json --base URL [--values FILE] [--only TEXT] [--out PATH]. */
export function args() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      base: { type: 'string' }, values: { type: 'string' }, only: { type: 'string' },
      out: { type: 'string' }, exceptions: { type: 'string' }, every: { type: 'boolean' },
    },
  });
  if (positionals.length === 0 || !values.base) {
    console.error('usage: node CHECKER.mjs PAGES.json --base http://127.0.0.1:8080 [--values FILE] [--only TEXT] [--out PATH]');
    process.exit(2);
  }
  return { file: positionals[0], ...values };
}

/** A pages file: a list of pages, or { sessions, pages, papers }. Papers are only drawn. */
export function readPages({ file, values, only }) {
  const read = JSON.parse(readFileSync(file, 'utf8'));
  const { sessions = {}, pages, papers = [] } = Array.isArray(read) ? { pages: read } : read;
  const known = values ? JSON.parse(readFileSync(values, 'utf8')) : {};
  const names = new Set();
  for (const page of pages) {
    if (!page.name || !page.url) throw new Error(`a page needs a name and an url: ${JSON.stringify(page)}`);
    if (names.has(page.name)) throw new Error(`two pages are called ${page.name}`);
    names.add(page.name);
    if (page.as && !sessions[page.as]) throw new Error(`${page.name}: no session called ${page.as}`);
  }
  return { sessions, values: known, papers, pages: pages.filter((p) => !only || p.name.includes(only)) };
}

/** `drawing`: with WebGL done by the processor, which the other checks do without. */
export function launch({ drawing = false } = {}) {
  const webgl = drawing ? ['--use-angle=swiftshader', '--enable-unsafe-swiftshader'] : ['--disable-gpu'];
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? execSync('command -v chromium').toString().trim(),
    headless: true,
    args: ['--no-sandbox', ...webgl, '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}

/** `${name}` and `${name.part}` replaced by known values; an unknown one is an error. */
export function fill(text, values) {
  return text.replace(/\$\{([\w.-]+)\}/g, (_, path) => {
    const value = path.split('.').reduce((at, key) => at?.[key], values);
    if (value === undefined) throw new Error(`no value called ${path}`);
    return String(value);
  });
}

const DEEDS = {
  goto: (page, [url], base) => page.goto(new URL(url, base).href, { waitUntil: 'load' }),
  under: (page, [path], base) => {
    const here = new URL(page.url()).pathname;
    return page.goto(new URL(here + path, base).href, { waitUntil: 'load' });
  },
  fill: (page, [where, what]) => page.locator(where).fill(what),
  click: async (page, [where]) => {
    await page.locator(where).first().click();
    await page.waitForLoadState('load');
  },
  check: (page, [where]) => page.locator(where).check(),
  select: (page, [where, what]) => page.locator(where).selectOption(what),
  upload: (page, [where, file]) => page.locator(where).setInputFiles(file),
  expect: (page, [where]) => page.locator(where).first().waitFor({ timeout: 5000 }),
};

/** Runs steps like { "fill": ["#iban", "…"] }; { "keep": ["name", "selector"] } remembers a text. */
export async function act(page, steps = [], base, values) {
  for (const step of steps) {
    const [[deed, given]] = Object.entries(step);
    const list = [given].flat().map((part) => fill(part, values));
    if (deed === 'keep') values[list[0]] = (await page.locator(list[1]).first().textContent()).trim();
    else if (DEEDS[deed]) await DEEDS[deed](page, list, base);
    else throw new Error(`no deed called ${deed}`);
  }
}

/** Signs in once per session; the state is then shared by every context. */
export async function signIn(browser, { sessions, pages, values }, base) {
  const states = { undefined: undefined };
  for (const name of new Set(pages.map((p) => p.as).filter(Boolean))) {
    const context = await browser.newContext({ locale: 'fr-FR', javaScriptEnabled: false });
    await act(await context.newPage(), sessions[name].steps, base, values);
    states[name] = await context.storageState();
    await context.close();
  }
  return states;
}

/**
 * Opens one page in a fresh context and hands it over with what was seen on the way: the last
 * document as sent, requests to other hosts, refusals by the content security policy.
 */
export async function visit(browser, entry, { base, states, values, context: options }, look) {
  const context = await browser.newContext({ locale: 'fr-FR', storageState: states[entry.as], ...options });
  for (const cookie of entry.cookies ?? []) await context.addCookies([{ url: base, ...cookie }]);
  const page = await context.newPage();
  const seen = { html: '', status: 0, elsewhere: [], refusedByPolicy: [] };
  const documents = [];
  page.on('response', (r) => {
    if (r.request().isNavigationRequest() && r.frame() === page.mainFrame()) {
      documents.push(r.text().then((text) => Object.assign(seen, { html: text, status: r.status() }), () => {}));
    }
  });
  page.on('request', (r) => {
    const url = new URL(r.url());
    if (/^https?:$/.test(url.protocol) && url.host !== new URL(base).host) seen.elsewhere.push(r.url());
  });
  page.on('console', (m) => {
    if (/Content Security Policy/i.test(m.text())) seen.refusedByPolicy.push(m.text().slice(0, 160));
  });
  try {
    await page.goto(new URL(fill(entry.url, values), base).href, { waitUntil: 'load' });
    await act(page, entry.steps, base, values);
    await Promise.all(documents);
    return await look(page, seen);
  } finally {
    await context.close();
  }
}
