// Lists the rules of packages/domain/SPEC.md that no test names in its title.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';

const rules = [...readFileSync(join(root, 'packages/domain/SPEC.md'), 'utf8').matchAll(/^- \*\*([A-Z]\d+)\*\*/gm)].map(
  ([, id]) => id,
);

function* specs(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* specs(path);
    else if (entry.name.endsWith('.spec.ts')) yield readFileSync(path, 'utf8');
  }
}

const named = new Set();
for (const folder of ['packages', 'apps', 'tests']) {
  for (const text of specs(join(root, folder))) for (const [, id] of text.matchAll(/\[([A-Z]\d+)\]/g)) named.add(id);
}
const bare = rules.filter((id) => !named.has(id));
const unknown = [...named].filter((id) => !rules.includes(id));
if (bare.length > 0) console.error(`rules without a test: ${bare.join(', ')}`);
if (unknown.length > 0) console.error(`tests name rules that do not exist: ${unknown.join(', ')}`);
if (rules.length === 0) console.error('no rules found');
process.exitCode = bare.length + unknown.length > 0 || rules.length === 0 ? 1 : 0;
