// Compares the router's own list with the pages that are walked: no HTML route is forgotten.
// node coverage.mjs ROUTES.json PAGES.json EXCEPTIONS.json; ROUTES.json is `faisceau routes --json`.
import { readFileSync } from 'node:fs';

const [routes, pages, exceptions] = process.argv.slice(2, 5).map((f) => JSON.parse(readFileSync(f, 'utf8')));
const walked = new Set((pages.pages ?? pages).map((p) => p.pattern ?? p.url));
const excused = new Map((exceptions.routes ?? []).map((e) => [e.path, e.reason]));
const html = routes.filter((r) => r.method === 'GET' && r.html).map((r) => r.path);
let bad = 0;
for (const path of html) {
  if (excused.has(path)) console.log(`exception: ${path}: ${excused.get(path)}`);
  else if (!walked.has(path)) { console.log(`WRONG ${path}: no page walks it`); bad += 1; }
}
for (const path of [...excused.keys(), ...walked].filter((p) => !html.includes(p))) {
  console.log(`WRONG ${path}: the router has no such HTML route`);
  bad += 1;
}
console.log(`routes: ${html.length} answer HTML, ${excused.size} excused, ${bad} wrong`);
process.exit(bad ? 1 : 0);
