// `npm run test:days`: everything at every moment below, under a shifted clock. `-- NAME` runs only test files whose path
// has NAME in it, `-- --at NAME` only moments whose name has NAME in it.
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { environment, root } from './node24.mjs';
import { ensureTools } from './tools.mjs';
import { runVitest } from './vitest.mjs';

const DAY = 86_400_000;
/** What says in a test that it goes by the day or the hour; such files run on other days with every `npm test`. */
const COUNTS_DAYS =
  /\b(inDays|dayIn|dutchDay|filledIn|shiftDays|startOfDay|TrajectoryOfSecrets|useFakeTimers)\b|Date\.now\(\)|new Date\(\)|given\.now/;
/** Those among them that take long and look at much besides. */
const LONG =
  /^(tests\/(faults|infra)|apps\/launcher\/src\/(backup|dev)|packages\/queue|apps\/engine\/src\/sessions\/hidden|apps\/worker\/src\/worker-with-mail|packages\/database\/src\/commands\/engine-model|packages\/domain\/src\/trajectory\/walks)/;

const shortFiles = () =>
  ['packages', 'apps', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true })
      .map((file) => `${folder}/${file}`)
      .filter(
        (file) =>
          /\.(unit|int)\.spec\.ts$/.test(file) &&
          !file.includes('node_modules') &&
          !LONG.test(file) &&
          COUNTS_DAYS.test(readFileSync(join(root, file), 'utf8')),
      ),
  );

/** The first moment from now on that is on this day of this month, or on its last Sunday, at that time (UTC). */
function next(month, day, time) {
  for (let at = Math.floor(Date.now() / DAY) * DAY + DAY; ; at += DAY) {
    const date = new Date(at);
    const fits =
      day === 'last Sunday'
        ? date.getUTCDay() === 0 && new Date(at + 7 * DAY).getUTCMonth() !== date.getUTCMonth()
        : date.getUTCDate() === day;
    if (date.getUTCMonth() + 1 === month && fits) return at + Date.parse(`1970-01-01T${time}Z`);
  }
}

/** Moments at which a test that trusts the calendar falls over; `zone` is the one of the machine. */
const MOMENTS = [
  { name: 'a year on', at: Date.now() + 365 * DAY },
  {
    name: 'on the last day of February, on a machine in Auckland',
    at: next(2, 29, '10:00'),
    zone: 'Pacific/Auckland',
    isShort: true,
  },
  {
    name: 'in the night in which the clock goes forward, on a machine in Los Angeles',
    at: next(3, 'last Sunday', '00:58'),
    zone: 'America/Los_Angeles',
    isShort: true,
  },
  { name: 'in the night in which the clock goes back', at: next(10, 'last Sunday', '00:55') },
  { name: 'ten minutes before the end of the year', at: next(12, 31, '22:50') },
  {
    name: 'half an hour after it, when the day and the year are others by UTC',
    at: next(12, 31, '23:30'),
    isShort: true,
  },
  {
    name: 'when the figures of the demonstration are too old',
    at: Date.now() + 5 * 365 * DAY,
    files: ['apps/launcher/src/demo', 'tests/days'],
  },
];

/** Environment in which programs see this moment, and go on from there; what a single process lasts stays as long as it is. */
function clockAt({ at, zone }) {
  const ahead = Math.round((at - Date.now()) / 1_000);
  const preload = spawnSync('faketime', ['-f', '+1s', 'printenv', 'LD_PRELOAD'], { encoding: 'utf8' }).stdout.trim();
  return environment({
    LD_PRELOAD: preload,
    FAKETIME: `+${ahead}`,
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
    ...(zone && { TZ: zone }),
    TEST_CLOCK_STARTS: new Date(at).toISOString(),
    TEST_CLOCK_AHEAD_MS: String(ahead * 1_000),
  });
}

/** Runs tests at moments; gives how many passed, failed and were skipped. */
export function runDays({ isShort = false, at = '', filters = [] } = {}) {
  if (process.platform !== 'linux') {
    console.log('skipped: tests on other days, for which the clock can be shifted on Linux only');
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const total = { passed: 0, failed: 0, skipped: 0 };
  const wanted = MOMENTS.filter(
    (moment) => moment.name.includes(at) && (moment.isShort || !isShort) && (!moment.files || filters.length === 0),
  );
  for (const moment of wanted) {
    console.log(`\n${new Date(moment.at).toISOString()}: ${moment.name}`);
    const files = filters.length > 0 ? filters : (moment.files ?? (isShort ? shortFiles() : []));
    const result = runVitest(
      join(root, 'test-results', `days-${MOMENTS.indexOf(moment)}.json`),
      [isShort ? '--reporter=dot' : '--reporter=default', ...files],
      clockAt(moment),
    );
    for (const key of Object.keys(total)) total[key] += result[key];
  }
  return total;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values, positionals } = parseArgs({
    options: { at: { type: 'string' }, short: { type: 'boolean' } },
    allowPositionals: true,
  });
  if (!ensureTools()) process.exit(1);
  const { passed, failed, skipped } = runDays({ isShort: values.short, at: values.at, filters: positionals });
  console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  process.exitCode = failed > 0 || passed + skipped === 0 ? 1 : 0;
}
