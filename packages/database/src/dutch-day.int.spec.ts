import { dutchDay } from '@buurtbalans/domain';
import { useDatabase } from '@buurtbalans/testing';
import { expect, it } from 'vitest';

const database = useDatabase();
// fixed days: each is handed in, and is compared with the same day elsewhere

it.each([
  ['before midnight in winter', '2026-12-31T22:59:59.999Z', '2026-12-31'],
  ['after midnight in winter, when the year is another by UTC', '2026-12-31T23:00:00.000Z', '2027-01-01'],
  ['after midnight in summer', '2027-06-30T22:00:00.000Z', '2027-07-01'],
  ['in the night in which the clock goes forward', '2027-03-27T23:00:00.000Z', '2027-03-28'],
  ['after the night in which it goes back', '2027-10-31T22:59:59.999Z', '2027-10-31'],
  ['on the last day of February', '2028-02-28T23:00:00.000Z', '2028-02-29'],
])('the database and the domain take the same day for today: %s', async (_when, moment, day) => {
  const { rows } = await database.db.pool.query<{ day: string }>('select dutch_day($1) as day', [moment]);
  expect([rows[0]!.day, dutchDay(moment)]).toEqual([day, day]);
});
