// axe-core on every page, light at 320 px and dark on a desktop (`--every`: the two others as well), and the
// reflow test. Prints what is wrong, what axe could not decide, and every exception. Exit 1 when anything is wrong.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { args, launch, readPages, signIn, visit } from './browser.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'RGAAv4', 'best-practice'];
const CROSSED = [['light', 320], ['dark', 1280]];
const OTHERS = [['light', 1280], ['dark', 320]];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe and the reflow test find on an open page. */
export async function judge(page) {
  const result = await new AxeBuilder({ page, axeSource }).withTags(TAGS).analyze();
  const overflow = await page.evaluate(() =>
    document.documentElement.scrollWidth > document.documentElement.clientWidth);
  return {
    passes: result.passes.length,
    incomplete: result.incomplete.map((i) => i.id),
    wrong: result.violations.map((v) => ({
      rule: v.id, impact: v.impact, rgaa: v.tags.filter((t) => t.startsWith('RGAA-')),
      count: v.nodes.length, first: v.nodes[0].html.slice(0, 120),
    })).concat(overflow ? [{ rule: 'reflow', impact: 'serious', rgaa: [], count: 1, first: 'wider than the window' }] : []),
  };
}

/** Every page in every variant; the documents as sent are kept in `out` for the validators. */
export async function axe(options) {
  const plan = readPages(options);
  const excused = options.exceptions ? JSON.parse(readFileSync(options.exceptions, 'utf8')).axe ?? [] : [];
  const used = new Set();
  const browser = await launch();
  const states = await signIn(browser, plan, options.base);
  const variants = options.every ? [...CROSSED, ...OTHERS] : CROSSED;
  let bad = 0;
  if (options.out) mkdirSync(options.out, { recursive: true });
  for (const entry of plan.pages) {
    for (const [colorScheme, width] of variants) {
      // bypassCSP: axe is injected; the policy itself is watched by keyboard.mjs
      const context = { colorScheme, viewport: { width, height: 800 }, bypassCSP: true };
      const where = { base: options.base, states, values: plan.values, context };
      const found = await visit(browser, entry, where, async (page, seen) => {
        if (options.out && colorScheme === 'light' && width === 320) {
          writeFileSync(join(options.out, `${entry.name.replace(/\W+/g, '-')}.html`), seen.html);
        }
        return { ...await judge(page), status: seen.status };
      });
      if (entry.status && entry.status !== found.status) {
        found.wrong.push({ rule: 'status', impact: 'serious', rgaa: [], count: 1, first: `${found.status}, expected ${entry.status}` });
      }
      const wrong = found.wrong.filter((w) => {
        const exception = excused.find((e) => e.rule === w.rule && e.page === entry.name);
        if (exception) used.add(exception);
        return !exception;
      });
      bad += wrong.length;
      const mark = wrong.length ? 'WRONG' : 'ok   ';
      const open = found.incomplete.length ? ` undecided: ${found.incomplete.join(' ')}` : '';
      console.log(`${mark} ${colorScheme.padEnd(5)} ${String(width).padStart(4)} ${entry.name} (${found.passes} passed)${open}`);
      for (const w of wrong) console.log(`        ${w.rule} [${w.impact}] ${w.rgaa.join(' ')} x${w.count}: ${w.first}`);
    }
  }
  await browser.close();
  for (const e of excused) {
    console.log(`exception: ${e.rule} on ${e.page}: ${e.reason}${used.has(e) ? '' : ' — no longer applies, remove it'}`);
    if (!used.has(e)) bad += 1;
  }
  console.log(`axe: ${plan.pages.length} pages, ${plan.pages.length * variants.length} variants, ${bad} wrong`);
  return bad;
}

if (import.meta.filename === process.argv[1]) process.exit(await axe(args()) ? 1 : 0);
