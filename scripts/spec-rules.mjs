// Lists rules of any SPEC.md that no test names in its title, ids that are given twice, and tests of rules that are not there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './node24.mjs';

const SIDES = ['packages', 'apps', 'tests', 'infra'].filter((side) => existsSync(join(root, side)));

const BUILT = ['node_modules', 'dist', 'build', '.svelte-kit'];

function* filesIn(folder, ending) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (BUILT.includes(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesIn(path, ending);
    else if (entry.name.endsWith(ending)) yield path;
  }
}
const all = (ending) => SIDES.flatMap((side) => [...filesIn(join(root, side), ending)]);

const places = new Map();
for (const page of all('SPEC.md'))
  for (const [, id] of readFileSync(page, 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm))
    places.set(id, [...(places.get(id) ?? []), relative(root, page)]);

const named = new Set();
for (const file of all('.spec.ts'))
  for (const [, id] of readFileSync(file, 'utf8').matchAll(/\[([A-Z]\d+)\]/g)) named.add(id);

const rules = [...places.keys()];
const faults = [
  ['rules without a test', rules.filter((id) => !named.has(id))],
  [
    'ids given twice',
    rules.filter((id) => places.get(id).length > 1).map((id) => `${id} (${places.get(id).join(', ')})`),
  ],
  ['tests name rules that do not exist', [...named].filter((id) => !places.has(id))],
].filter(([, found]) => found.length > 0);
for (const [fault, found] of faults) console.error(`${fault}: ${found.join(', ')}`);
if (rules.length === 0) console.error('no rules found');
process.exitCode = faults.length > 0 || rules.length === 0 ? 1 : 0;
