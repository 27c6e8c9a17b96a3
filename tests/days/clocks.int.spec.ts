import { execFileSync } from 'node:child_process';
import { useDatabase } from '@buurtbalans/testing';
import { expect, it } from 'vitest';

const database = useDatabase();
const HOUR = 3_600_000;
/** The moment at which this run began: `npm run test:days` says which one it should be. */
const started = Date.parse(process.env.TEST_CLOCK_STARTS ?? new Date().toISOString());

it('of this process, of one that it starts and of PostgreSQL show the moment that is asked for, and go on', async () => {
  const inDatabase = async () =>
    (await database.db.pool.query<{ now: Date }>('select clock_timestamp() as now')).rows[0]!.now.getTime();
  const inChild = () => Number(execFileSync(process.execPath, ['-p', 'Date.now()'], { encoding: 'utf8' }));
  const shown = [Date.now(), inChild(), await inDatabase()];
  for (const clock of shown) expect(Math.abs(clock - started)).toBeLessThan(HOUR);
  expect(Math.max(...shown) - Math.min(...shown)).toBeLessThan(30_000);
  await expect.poll(inDatabase).toBeGreaterThan(shown[2]!);
  await expect.poll(() => Date.now()).toBeGreaterThan(shown[0]!);
  if (process.env.TZ) expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(process.env.TZ);
});
