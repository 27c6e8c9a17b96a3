/**
 * Compiles the names that the screen for personal words knows: `node packages/figures/scripts/compile-names.ts --from DIR
 * [--to FILE]`. The same files give the same bytes. What the files are and whom to credit: `../data/names/README.md`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fold } from '../src/personal/fold.ts';
import { withoutParticles } from '../src/personal/particles.ts';
import { packed } from './names/packed.ts';
import { WORDS_OF_OTHER_LANGUAGES } from './names/words-of-other-languages.ts';

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } });
if (!values.from) throw new Error('say where the source files are: --from DIR');

const rows = (file: string): string[][] =>
  readFileSync(join(values.from!, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.trim().split(';'));

/** A word that is used more often than this many others is never a name where a sentence begins. */
const COMMON = 2_000;

const words = new Map<string, number>(WORDS_OF_OTHER_LANGUAGES.map((word) => [word, Infinity]));
for (const [rank, word] of rows('namen-die-ook-woorden-zijn.csv').slice(1))
  words.set(fold(word!), rank === '' ? Infinity : Number(rank));
for (const [index, [word]] of rows('veelvoorkomende-woorden-nl.txt').entries())
  if (!words.has(fold(word!))) words.set(fold(word!), index + 1);
for (const [word] of rows('stopwoorden-nl.txt')) words.set(fold(word!), 1);

const areas = rows('../nederland/gebieden-2024-namen.csv').slice(1);
const places = new Set(areas.map(([, , name]) => fold(name!)));
const municipalities = new Set(areas.flatMap(([, kind, name]) => (kind === 'gemeente' ? [fold(name!)] : [])));
/** What is said of a place as well: `Berkhout`, `van Wassenaar`; not `van den Berg`. */
const isPlace = (name: string): boolean =>
  places.has(name) || (/^van \S+$/.test(name) && municipalities.has(withoutParticles(name)));

const first = new Map<string, string>();
for (const [name, , count] of rows('voornamen-nl.csv').slice(1)) {
  const key = fold(name!);
  const rank = words.get(key);
  const isFrequent = Number(count) > 0 || first.get(key)?.includes('F');
  first.set(key, `${rank === undefined ? '' : rank <= COMMON ? 'C' : 'W'}${isFrequent ? 'F' : ''}`);
}

/** Surnames without their particles; those of the most frequent thousand have them, and are known alone unless they are a place. */
const last = new Map<string, string>();
for (const [name] of rows('achternamen-nl-5plus.txt')) {
  const key = withoutParticles(fold(name!));
  if (!/^\p{L}[\p{L}'-]+$/u.test(key)) continue;
  const rank = words.get(key);
  last.set(key, rank === undefined ? '' : rank <= COMMON ? 'C' : 'W');
}
const common = rows('achternamen-nl-top1000-2007.csv')
  .slice(1)
  .map(([name]) => fold(name!))
  .filter((name) => !isPlace(name))
  .sort();

const body = {
  first: packed(first),
  last: packed(last),
  common: packed(new Map(common.map((name) => [name, '']))),
};
const to = values.to ?? join(import.meta.dirname, '..', 'data', 'names', 'names.json');
writeFileSync(to, `${JSON.stringify(body, null, 1)}\n`);
