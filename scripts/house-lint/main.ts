// The rules of this house that no linter knows: no clock, chance or surroundings in the domain; no literal text on screens;
// no features of the engine that go round in a circle.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { circlesIn } from './circles.ts';
import type { Found } from './found.ts';
import { impureIn } from './pure-domain.ts';
import { literalTextIn } from './literal-text.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const ENGINE = 'apps/engine/src';

const filesOf = (folder: string, ending: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter(
      (entry) => entry.isFile() && entry.name.endsWith(ending) && !/node_modules|paraglide/.test(entry.parentPath),
    )
    .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)))
    .filter((file) => !/\.(spec|testing)\.ts$/.test(file));

const inEach = (files: readonly string[], look: (text: string) => Found[], advice: string): string[] =>
  files.flatMap((file) =>
    look(readFileSync(join(ROOT, file), 'utf8')).map(({ line, what }) => `${file}:${line}: ${what}; ${advice}`),
  );

/** For each feature of the engine the others that it imports. */
function features(): Map<string, Set<string>> {
  const reaches = new Map<string, Set<string>>();
  for (const file of filesOf(ENGINE, '.ts')) {
    const [feature, ...rest] = relative(ENGINE, file).split('/');
    if (rest.length === 0 || feature === 'platform') continue;
    const others = reaches.get(feature!) ?? new Set<string>();
    for (const [, path] of readFileSync(join(ROOT, file), 'utf8').matchAll(/from '(\.[^']+)'/g)) {
      const [other, ...inside] = relative(join(ROOT, ENGINE), resolve(ROOT, dirname(file), path!)).split('/');
      if (other !== feature && other !== 'platform' && inside.length > 0) others.add(other!);
    }
    reaches.set(feature!, others);
  }
  return reaches;
}

const found = [
  ...inEach(filesOf('packages/domain/src', '.ts'), impureIn, 'it comes into the domain with the command'),
  ...inEach(
    ['apps/session-kit/src', 'packages/ui/src'].flatMap((folder) => filesOf(folder, '.svelte')),
    literalTextIn,
    'put it into messages',
  ),
  ...circlesIn(features()).map((circle) => `${ENGINE}: features go round in a circle: ${circle.join(' → ')}`),
];
if (found.length > 0) console.error(found.join('\n'));
process.exitCode = found.length > 0 ? 1 : 0;
