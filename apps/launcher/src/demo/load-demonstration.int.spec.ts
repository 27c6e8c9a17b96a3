import { readTrajectory } from '@buurtbalans/database';
import { blockOf, defaultTemplate, guardById } from '@buurtbalans/domain';
import { useDatabase } from '@buurtbalans/testing';
import { expect, it } from 'vitest';
import { demoId } from './demo-ids.ts';
import { loadDemonstration } from './load-demonstration.ts';

const database = useDatabase();
const stories = { Geuzenveld: 'intake', 'Slotermeer-Noordoost': 'exchange', 'Osdorp-Midden': 'plan' } as const;

/** Whether the method still takes the data set's figures on this day; `npm run test:days` asks in a year in which it does not. */
const areFiguresCurrent =
  new Date().getUTCFullYear() <= 2024 + guardById(defaultTemplate, 'indicator-per-theme')!.maxAgeYears!;

it('loads on any day, and goes as far as the rules let it: once its figures are too old, stories wait in their intake, which says so', async () => {
  expect(await loadDemonstration(database.url)).toHaveLength(6);
  // a second start finds what is there
  await loadDemonstration(database.url);
  for (const [name, phase] of Object.entries(stories)) {
    const { state } = (await readTrajectory(database.db, demoId(`trajectory ${name}`)))!;
    expect([name, state.phase]).toEqual([name, areFiguresCurrent ? phase : 'intake']);
    const block = blockOf(state, guardById(defaultTemplate, 'indicator-per-theme')!, new Date().toISOString());
    expect(block?.code).toBe(areFiguresCurrent ? undefined : 'guard.indicatorPerTheme');
  }
});
