import { globSync, readFileSync } from 'node:fs';
import { COMMAND_TYPES, shippedTemplates, type TrajectoryState, wouldTakeBack } from '@buurtbalans/domain';
import { expect, it } from 'vitest';

const sources = globSync('../../**/*.svelte', { cwd: import.meta.dirname }).map((path) => ({
  path,
  text: readFileSync(new URL(path, import.meta.url), 'utf8'),
}));

// a state in which all stands that can be taken back
const full = {
  phase: 'intake',
  area: {},
  intakeSignedOff: {},
  sharedPicture: { approvedAt: 'then' },
  dissentConcludedAt: 'then',
  residentEdition: {},
  waivers: { w: {} },
  sessions: { s: { status: 'closed' } },
  findings: { f: { verdict: 'confirmed', indicatorIds: ['i'] } },
  actions: { a: {} },
  dissent: { d: {} },
} as unknown as TrajectoryState;
const taking = COMMAND_TYPES.filter((type) => wouldTakeBack(full, type, shippedTemplates[0]!).length > 0);

it.each(taking)('[T24] wherever %s is given, the screen says beforehand what it takes back', (type) => {
  const giving = sources.filter(({ text }) => new RegExp(`type: '${type}'`).test(text));
  expect(giving.length).toBeGreaterThan(0);
  const silent = giving.filter(({ text }) => !new RegExp(`availability\\s*=[^;\\n]*\\[[^\\]\\n]*'${type}'`).test(text));
  expect(silent.map(({ path }) => path)).toEqual([]);
});
