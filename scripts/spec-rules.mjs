// Lists rules of any SPEC.md that no test names in its title, ids that are given twice, and tests of rules that are not there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';

const SIDES = ['packages', 'apps', 'tests', 'infra'].filter((side) => existsSync(join(root, side)));

const pages = SIDES.flatMap((side) => [side, ...readdirSync(join(root, side)).map((name) => `${side}/${name}`)])
  .map((folder) => `${folder}/SPEC.md`)
  .filter((file) => existsSync(join(root, file)));
const places = new Map();
for (const page of pages)
  for (const [, id] of readFileSync(join(root, page), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm))
    places.set(id, [...(places.get(id) ?? []), page]);

function* specs(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* specs(path);
    else if (entry.name.endsWith('.spec.ts')) yield readFileSync(path, 'utf8');
  }
}

const named = new Set();
for (const side of SIDES)
  for (const text of specs(join(root, side))) for (const [, id] of text.matchAll(/\[([A-Z]\d+)\]/g)) named.add(id);

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
