// The interactive view of a series in a real browser: it draws what the interface answered, is searched
// and left by keyboard, asks no other host; without a script or without WebGL it says so, and everything
// is on the page of the series. Exit 1 when anything of that is not so.
import { args, launch, readPages, signIn, visit } from './browser.mjs';

const SERIES = "main tbody a[href^='/series/']";
const STEPS = [{ click: SERIES }, { under: '/vue' }];

/** How many colours the browser painted on the stage; counted on an empty page, which has no policy. */
async function painted(page) {
  const shot = (await page.locator('#stage').screenshot()).toString('base64');
  const empty = await page.context().newPage();
  const colours = await empty.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    const bytes = pen.getImageData(0, 0, image.width, image.height).data;
    const seen = new Set();
    for (let at = 0; at < bytes.length; at += 4) seen.add(`${bytes[at]},${bytes[at + 1]},${bytes[at + 2]}`);
    return seen.size;
  }, shot);
  await empty.close();
  return colours;
}

async function drawn(page, seen) {
  const wrong = [];
  await page.locator('#stage[data-nodes]').waitFor({ timeout: 20000 }).catch(() => {});
  const told = await page.locator('#stage').evaluate((stage) => ({ ...stage.dataset }));
  if (!(Number(told.nodes) > 2) || !(Number(told.edges) > 1)) wrong.push(`nothing drawn: ${JSON.stringify(told)}`);
  const colours = await painted(page);
  if (colours < 10) wrong.push(`the canvas is blank: ${colours} colours`);
  await page.locator('#stage-search').focus();
  await page.keyboard.type('FSC');
  const found = await page.locator('#stage-found button').count();
  if (found === 0) wrong.push('a search finds nothing');
  await page.keyboard.press('Tab');
  for (let stop = 0; stop < 3; stop += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  const way = await page.locator("#stage-found a[href^='/dossier/']").count();
  if (way !== 1) wrong.push('what was found does not lead to its page');
  wrong.push(...seen.elsewhere.map((url) => `asks another host: ${url}`));
  wrong.push(...seen.refusedByPolicy.map((text) => `refused by the policy: ${text}`));
  console.log(`view: ${told.nodes} nodes, ${told.edges} edges, ${colours} colours, ${found} found`);
  return wrong;
}

/** Without a script, or without WebGL: told, and the way back holds tables and a drawing. */
async function told(page) {
  const wrong = [];
  const text = await page.locator('main').innerText();
  if (!/JavaScript|ne le permet pas/.test(text)) wrong.push(`nothing is said: ${text.slice(0, 200)}`);
  await page.locator("main a[href*='#graphe']").first().click();
  for (const part of ['#evidence', '#graphe svg', '#graphe details', '#who']) {
    if (await page.locator(part).count() === 0) wrong.push(`the page of the series lacks ${part}`);
  }
  return wrong;
}

export async function view(options) {
  const plan = readPages({ ...options, only: undefined });
  const entry = { name: 'view', url: '/series', as: 'analyst', steps: STEPS };
  let bad = 0;
  for (const [name, drawing, javaScriptEnabled, look] of [
    ['with WebGL', true, true, drawn],
    ['without WebGL', false, true, async (page) => {
      await page.locator('#stage[data-error], #stage[data-nodes]').waitFor({ state: 'attached', timeout: 20000 });
      return await page.locator('#stage[data-nodes]').count() ? [] : told(page);
    }],
    ['without a script', false, false, told],
  ]) {
    const browser = await launch({ drawing });
    const states = await signIn(browser, { ...plan, pages: [entry] }, options.base);
    const context = { javaScriptEnabled, viewport: { width: 1280, height: 900 } };
    const where = { base: options.base, states, values: plan.values, context };
    const wrong = await visit(browser, entry, where, look);
    await browser.close();
    bad += wrong.length;
    console.log(`${wrong.length ? 'WRONG' : 'ok   '} interactive view, ${name}`);
    for (const text of wrong) console.log(`        ${text}`);
  }
  return bad;
}

if (import.meta.filename === process.argv[1]) process.exit(await view(args()) ? 1 : 0);
