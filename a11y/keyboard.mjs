// The keyboard walk, without JavaScript and under the real content security policy: skip link
// first, footer last, a visible focus everywhere, no trap, nothing visited twice.
import { args, launch, readPages, signIn, visit } from './browser.mjs';

const STOPS_MAX = 400;
const OUTLINE_PX_MIN = 3;

/** What has the focus now; nothing when it is back on the page itself. */
function focused(page) {
  return page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body || at === document.documentElement) return null;
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    window.walked ??= [];
    const before = window.walked.includes(at);
    window.walked.push(at);
    return {
      text: at.outerHTML.slice(0, 90), before,
      skip: at.tagName === 'A' && (at.getAttribute('href') ?? '').startsWith('#'),
      footer: at.closest('footer') !== null,
      outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth),
      seen: box.width > 0 && box.height > 0 && style.visibility === 'visible' && style.opacity !== '0',
    };
  });
}

async function walk(page) {
  const wrong = [];
  const stops = [];
  // What was just unfolded holds the focus: the walk goes on from there.
  const unfolding = await page.evaluate(() => document.activeElement?.tagName === 'SUMMARY');
  for (;;) {
    await page.keyboard.press('Tab');
    const stop = await focused(page);
    if (!stop) break;
    if (stop.before || stops.length > STOPS_MAX) {
      wrong.push(`the walk comes back to ${stop.text}`);
      break;
    }
    if (stop.outline < OUTLINE_PX_MIN) wrong.push(`focus outline of ${stop.outline} px on ${stop.text}`);
    if (!stop.seen) wrong.push(`focus on something unseen: ${stop.text}`);
    stops.push(stop);
  }
  const hasFooter = await page.locator('footer a, footer button').count() > 0;
  // A link to a part of a page begins the walk there: whoever followed it skipped the rest already.
  const inside = unfolding || new URL(page.url()).hash.length > 1;
  if (!inside && !stops[0]?.skip) wrong.push(`the first stop is no skip link: ${stops[0]?.text ?? 'no stop at all'}`);
  if (hasFooter && !stops.at(-1)?.footer) wrong.push(`the last stop is outside the footer: ${stops.at(-1)?.text}`);
  return { stops: stops.length, wrong };
}

export async function keyboard(options) {
  const plan = readPages(options);
  const browser = await launch();
  const states = await signIn(browser, plan, options.base);
  let bad = 0;
  for (const entry of plan.pages) {
    const context = { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } };
    const where = { base: options.base, states, values: plan.values, context };
    const { stops, wrong } = await visit(browser, entry, where, async (page, seen) => {
      const found = await walk(page);
      const other = seen.elsewhere.map((url) => `asks another host: ${url}`);
      const refused = seen.refusedByPolicy.map((text) => `refused by the policy: ${text}`);
      return { ...found, wrong: [...found.wrong, ...other, ...refused] };
    });
    bad += wrong.length;
    console.log(`${wrong.length ? 'WRONG' : 'ok   '} ${entry.name} (${stops} stops)`);
    for (const text of wrong) console.log(`        ${text}`);
  }
  await browser.close();
  console.log(`keyboard: ${plan.pages.length} pages, ${bad} wrong`);
  return bad;
}

if (import.meta.filename === process.argv[1]) process.exit(await keyboard(args()) ? 1 : 0);
