// Pictures of the pages that bear a "picture" name, as PNG in --out: whole, or the first "height"
// pixels; and the first page of each paper (PDF), by pdftoppm.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { args, fill, launch, readPages, signIn, visit } from './browser.mjs';

const options = { out: '../docs/pictures', ...args() };
const plan = readPages(options);
const browser = await launch();
const states = await signIn(browser, plan, options.base);
mkdirSync(options.out, { recursive: true });
for (const entry of [...plan.pages.filter((p) => p.picture), ...plan.papers]) {
  const target = join(options.out, entry.picture);
  if (plan.papers.includes(entry)) {
    const context = await browser.newContext({ storageState: states[entry.as] });
    const answer = await context.request.get(new URL(fill(entry.url, plan.values), options.base).href);
    writeFileSync(`${target}.pdf`, await answer.body());
    const drawn = spawnSync('pdftoppm', ['-r', '80', '-png', '-singlefile', `${target}.pdf`, target]);
    if (drawn.status !== 0) throw new Error(`pdftoppm: ${drawn.error ?? drawn.stderr}`);
    spawnSync('rm', [`${target}.pdf`]);
    await context.close();
  } else {
    const { width = 1280, scheme = 'light', height } = entry;
    const context = { colorScheme: scheme, viewport: { width, height: height ?? 800 } };
    const where = { base: options.base, states, values: plan.values, context };
    const path = `${target}.png`;
    await visit(browser, entry, where, async (page) => {
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path, fullPage: height === undefined });
    });
  }
  console.log(`${target}.png`);
}
await browser.close();
