// What a scripted person of scenarios/<type>/answers*.toml says, input by input. Opens no page.
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parse } from 'smol-toml';

/** Every script of a folder of scenarios, in order: { name, type, lacksAnswers, … }. */
export function scripts(folder) {
  const found = [];
  for (const type of readdirSync(folder).sort()) {
    const own = join(folder, type);
    if (type === 'files' || !statSync(own).isDirectory()) continue;
    for (const file of readdirSync(own).filter((name) => /^answers.*\.toml$/.test(name)).sort()) {
      const read = parse(readFileSync(join(own, file), 'utf8'));
      found.push({ ...read, name: `${type}/${basename(file, '.toml')}`, files: resolve(folder, 'files') });
    }
  }
  return found;
}

/** The name the engine of forms gives to an input: as crates/intake/src/pages/names.rs. */
export function engineName(name) {
  const [key, state] = name.split(':state-');
  if (state !== undefined) return `${key}:state`;
  const cut = name.lastIndexOf('.');
  const [base, part] = [name.slice(0, cut), name.slice(cut + 1)];
  const [field, inner] = base.split(':');
  if (!field.includes('.')) return name;
  if (['day', 'month', 'year'].includes(part)) return inner ? `${field}:${inner}-${part}` : `${field}:${part}`;
  if (part === 'currency' && !inner) return `${field}:currency`;
  if (part === 'amount' && !inner) return field;
  return name;
}

/** `payment[1].amount:currency` is { block, index, field: "payment.amount", part: "currency" }. */
function taken(name) {
  const [key, part = ''] = engineName(name).split(':');
  const [, block, index, rest] = key.match(/^([^.[]+)(?:\[(\d+)\])?(.*)$/);
  return { block, index: index === undefined ? undefined : Number(index), field: block + rest, part };
}

/** What the script says to one input: a list of texts, a state as `@unknown`, or nothing. */
export function said(script, name) {
  const { block, index, field, part } = taken(name);
  if (index !== undefined && field.endsWith('.another')) {
    return [index + 1 < (script.item?.[block] ?? []).length ? 'yes' : 'no'];
  }
  // A group may ask fields of another block: a payment in crypto asks its traces.
  const own = index === undefined ? [] : Object.values(script.item ?? {}).map((items) => items[index]);
  const worlds = [...own, script.says].filter(Boolean);
  const world = worlds.find((says) => Object.keys(says).some((key) => key === field || key.startsWith(`${field}:`)));
  const whole = world?.[field];
  if (typeof whole === 'string' && whole.startsWith('@')) return part === 'state' ? [whole.slice(1)] : [whole];
  const text = world?.[part === '' ? field : `${field}:${part}`];
  if (text !== undefined) return [text].flat().map(String);
  if (world === undefined && script.rest) return part === 'state' ? [script.rest.slice(1)] : [script.rest];
  return [];
}
