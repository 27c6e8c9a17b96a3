/**
 * `npm run golden -- VERSION`: keeps a journal and a state as this version stores them, with what they come to, so that every
 * later version is held to reading it the same. Run at a release; files of earlier versions are never written again.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { goldenJourney } from '../src/trajectory/golden/journey.testing.ts';

function refuse(why: string): never {
  console.error(why);
  process.exit(64);
}

const version = process.argv[2];
if (!version || !/^\d+\.\d+\.\d+$/.test(version)) refuse('which version? for example: npm run golden -- 0.4.0');
const file = join(import.meta.dirname, '..', 'src', 'trajectory', 'golden', `${version}.json`);
if (existsSync(file))
  refuse(
    `${version}.json is there already, and a released journal does not change: give the next version, or take this one away first when it is not released yet`,
  );
const { journal, stored, state } = goldenJourney();
writeFileSync(
  file,
  `{"journal":[\n${journal.map((entry) => JSON.stringify(entry)).join(',\n')}\n],\n"stored":${JSON.stringify(stored)},\n"state":${JSON.stringify(state)}}\n`,
);
console.log(`${file}: ${journal.length} entries, ${new Set(journal.map(({ type }) => type)).size} kinds of events`);
