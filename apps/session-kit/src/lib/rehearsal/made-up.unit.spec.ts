import {
  decideLive,
  emptyLive,
  evolveLive,
  EXERCISES,
  itemsOf,
  type LiveCommand,
  liveCommandSchemas,
  type LiveState,
  PROMISES,
  type Step,
  usualStep,
} from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { madeUpInputs, type MadeUpTexts, randomOf } from './made-up.ts';

const texts: MadeUpTexts = {
  cards: [
    { theme: 'youth', kind: 'weak_spot', text: 'Jongeren hangen rond' },
    { theme: 'housing', kind: 'promising_spot', text: 'Mooie hofjes' },
  ],
  words: ['benieuwd', 'rustig'],
  needs: ['meer tijd'],
  sentences: ['Fijne avond'],
  notes: ['Parkeren'],
};
const area = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [4.8, 52.37],
      [4.83, 52.37],
      [4.83, 52.39],
      [4.8, 52.39],
      [4.8, 52.37],
    ] as [number, number][],
  ],
};
const NOW = '2026-11-24T19:00:00.000Z';

/** Runs made-up participants through one step of a session, as the rehearsal does; gives the state and what was refused. */
function run(
  step: Step,
  people = 12,
  seed = 7,
  before: LiveState = emptyLive('resident', [step]),
): { state: LiveState; refused: string[] } {
  let state = evolveLive(before, { type: 'StepBegun', stepId: step.id, clock: null }, before.seq + 1);
  const room = { step, items: itemsOf(state, step), cardIds: Object.keys(state.cards), area };
  const refused: string[] = [];
  for (const { person, command } of madeUpInputs(room, texts, people, seed)) {
    const parsed = liveCommandSchemas[command.type].parse(command) as LiveCommand;
    const caller = {
      role: 'participant' as const,
      organisationId: null,
      voter: (scope: string) => `${person}:${scope}`,
    };
    const decision = decideLive(parsed, state, {
      now: NOW,
      status: 'open',
      caller,
      commandId: 'c',
      suspect: false,
      invented: true,
      committed: null,
    });
    if (decision.kind === 'refused') refused.push(decision.code);
    else for (const event of decision.events) state = evolveLive(state, event, state.seq + 1);
  }
  return { state, refused };
}

describe('made-up participants', () => {
  const written = run(usualStep('writing', 'silent_writing', { hidden: false })).state;
  const withSteps = (step: Step): LiveState => ({
    ...written,
    script: { ...written.script, steps: [...written.script.steps, step] },
  });

  it.each(EXERCISES)('do what %s asks, and nothing that is refused', (exercise) => {
    const step = usualStep('now', exercise);
    const { state, refused } = run(step, 12, 3, withSteps(step));
    expect(refused).toEqual([]);
    const given =
      Object.keys(state.answers['now'] ?? {}).length +
      Object.values(state.cards).filter(({ stepId }) => stepId === 'now').length +
      Object.keys(state.notes).length;
    if (['clustering', PROMISES].includes(exercise)) expect(given).toBe(0);
    else expect(given).toBeGreaterThan(exercise === 'parking_lot' ? 0 : 11);
  });

  it('keep to one dot each where dots may not be stacked, and to the options', () => {
    const step = usualStep('dots', 'dots', { stacking: false, budget: 3, items: 'options', options: ['a', 'b'] });
    const { state, refused } = run(step);
    expect([refused, Object.keys(state.answers['dots'] ?? {}).length]).toEqual([[], 12]);
  });

  it('give numbers where a check-in asks for them, and the theme of the step', () => {
    expect(
      Object.values(run(usualStep('in', 'check_in', { scale: 'scale' })).state.answers['in'] ?? {})[0],
    ).toMatchObject({ word: '' });
    expect(
      Object.values(run(usualStep('w', 'silent_writing', { theme: 'housing' })).state.cards).every(
        ({ theme }) => theme === 'housing',
      ),
    ).toBe(true);
  });

  it('put their places inside the piece of map of the step', () => {
    const { state } = run(usualStep('w', 'silent_writing', { area: [4.81, 52.375, 4.82, 52.38] }), 40);
    const places = Object.values(state.cards).flatMap(({ place }) => (place ? [place] : []));
    expect(places.length).toBeGreaterThan(15);
    expect(places.every(({ lng, lat }) => lng > 4.81 && lng < 4.82 && lat > 52.375 && lat < 52.38)).toBe(true);
  });

  it('are marked as invented in what they make', () => {
    expect(Object.values(written.cards).every(({ invented }) => invented)).toBe(true);
  });

  it('do the same with the same seed, and something else with another', () => {
    const step = usualStep('w', 'silent_writing');
    const room = { step, items: [], cardIds: [], area };
    expect(madeUpInputs(room, texts, 5, 1)).toEqual(madeUpInputs(room, texts, 5, 1));
    expect(madeUpInputs(room, texts, 5, 1)).not.toEqual(madeUpInputs(room, texts, 5, 2));
  });

  it('spread over what there is', () => {
    const random = randomOf(5);
    const values = Array.from({ length: 1_000 }, random);
    expect([
      Math.min(...values) >= 0,
      Math.max(...values) < 1,
      Math.abs(values.reduce((sum, value) => sum + value, 0) / 1_000 - 0.5) < 0.03,
    ]).toEqual([true, true, true]);
  });
});
