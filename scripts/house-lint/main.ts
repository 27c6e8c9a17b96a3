// The rules of this house that no linter knows: no clock, chance or surroundings in the domain; no literal text on screens,
// and none that is read as HTML;
// no features of the engine that go round in a circle, or meet elsewhere than at the service that a module exports.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { circlesIn } from './circles.ts';
import { type Reach, wrongDoors } from './feature-doors.ts';
import type { Found } from './found.ts';
import { impureIn } from './pure-domain.ts';
import { literalTextIn } from './literal-text.ts';
import { textAsHtmlIn, textAsHtmlInScript } from './text-as-html.ts';

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

/** Each import of one feature of the engine from another. */
const reaches: readonly Reach[] = filesOf(ENGINE, '.ts').flatMap((file) => {
  const from = relative(ENGINE, file);
  const [feature, ...rest] = from.split('/');
  if (rest.length === 0 || feature === 'platform') return [];
  return [...readFileSync(join(ROOT, file), 'utf8').matchAll(/from '(\.[^']+)'/g)].flatMap(([, path]) => {
    const to = relative(join(ROOT, ENGINE), resolve(ROOT, dirname(file), path!));
    const [other, ...inside] = to.split('/');
    return other !== feature && other !== 'platform' && inside.length > 0 ? [{ from, to }] : [];
  });
});

/** For each feature of the engine the others that it imports. */
function features(): Map<string, Set<string>> {
  const others = new Map<string, Set<string>>();
  for (const { from, to } of reaches) {
    const [feature, other] = [from.split('/')[0]!, to.split('/')[0]!];
    others.set(feature, (others.get(feature) ?? new Set()).add(other));
  }
  return others;
}

const moduleOf = (feature: string): string => readFileSync(join(ROOT, ENGINE, feature, `${feature}.module.ts`), 'utf8');

const ofScreens = (ending: string): string[] =>
  ['apps/session-kit/src', 'packages/ui/src'].flatMap((folder) => filesOf(folder, ending));
const AS_TEXT = 'somebody may have written it: make a node of it (map/text-node.ts), or let the component show it';

const found = [
  ...inEach(filesOf('packages/domain/src', '.ts'), impureIn, 'it comes into the domain with the command'),
  ...inEach(ofScreens('.svelte'), literalTextIn, 'put it into messages'),
  ...inEach(ofScreens('.svelte'), textAsHtmlIn, AS_TEXT),
  ...inEach(ofScreens('.ts'), textAsHtmlInScript, AS_TEXT),
  ...circlesIn(features()).map((circle) => `${ENGINE}: features go round in a circle: ${circle.join(' → ')}`),
  ...wrongDoors(reaches, moduleOf).map((wrong) => `${ENGINE}: ${wrong}`),
];
if (found.length > 0) console.error(found.join('\n'));
process.exitCode = found.length > 0 ? 1 : 0;
