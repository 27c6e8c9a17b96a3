import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedTemplates } from '../template/templates.ts';
import { Given, idOf } from './given.testing.ts';
import { fromStored, STATE_VERSION, StateOfNewerVersion, type StoredState, toStored } from './stored-state.ts';
import { fold } from './trajectory.evolve.ts';
import type { TrajectoryState } from './trajectory-state.ts';
import { begun, take, walks, WALKS } from './walking.testing.ts';

/** Where in a value something is called so. */
function placesOf(name: string, value: unknown, place = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === name ? [`${place}/${key}`] : []),
    ...placesOf(name, inner, `${place}/${key}`),
  ]);
}

const asJson = (state: object): TrajectoryState => JSON.parse(JSON.stringify(state)) as TrajectoryState;

/** A session and a gap, each with a timer. */
function given(): Given {
  const made = new Given().exchange().planned(1, 'resident');
  made.do({ type: 'OpenGap', gapId: idOf(2), question: 'Hoe?', ownerOrganisationId: null, due: '2026-05-01' });
  made.do({ type: 'MoveSession', sessionId: idOf(1), plannedFor: '2026-05-01T10:00:00Z' });
  return made;
}

/** As a release before states had a version kept it: sessions and gaps with the timers of their event. */
function asBefore(state: TrajectoryState): TrajectoryState {
  const stale = { timers: { 'session-reminder.x': '2026-03-30T10:00:00.000Z' } };
  const all = <T>(things: Record<string, T>): Record<string, T> =>
    Object.fromEntries(Object.entries(things).map(([id, thing]) => [id, { ...thing, ...stale }]));
  return { ...state, sessions: all(state.sessions), gaps: all(state.gaps) };
}

describe.each(shippedTemplates)('a state on any walk through $id', { timeout: 300_000 }, (template) => {
  it('[T32] has its timers once, and nothing else that an event says of the trajectory as a whole', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        const walked = begun(template);
        for (const step of steps) take(walked, step);
        expect(placesOf('timers', walked.state)).toEqual(['/timers']);
        expect(placesOf('takesBack', walked.state)).toEqual([]);
      }),
      { numRuns: Math.ceil(WALKS / 3) },
    );
  });
});

describe('a session that is moved', () => {
  it('[T32] has one moment at which it reminds', () => {
    const { state } = given();
    expect(placesOf('timers', state)).toEqual(['/timers']);
    expect(state!.timers[`session-reminder.${idOf(1)}`]!.dueAt.slice(0, 7)).toBe('2026-04');
  });
});

describe('a stored state', () => {
  it('[T33] of today is read as it was written', () => {
    const { state } = given();
    const stored = asJson(toStored(state!));
    expect(stored).toMatchObject({ stateVersion: STATE_VERSION, stateVersionAt: state!.version });
    const { stateVersion: _version, stateVersionAt: _at, ...plain } = stored as StoredState;
    expect(fromStored(stored)).toEqual(plain);
    // nothing of it is made anew
    expect(fromStored(stored).sessions).toBe(stored.sessions);
  });

  it('[T33] of a release that knew no version is read as its journal folds today', () => {
    const { state, journal } = given();
    const before = asJson(asBefore(state!));
    expect(placesOf('timers', before)).toHaveLength(3);
    expect(fromStored(before)).toEqual(asJson(fold(journal)!));
    expect(fromStored(fromStored(before))).toEqual(fromStored(before));
  });

  it('[T33] is read so too where that release went on with one of today, and took the mark along', () => {
    const { state, journal } = given();
    const today = toStored(fold(journal.slice(0, -1))!);
    const wentOn = asJson({ ...today, ...asBefore(state!) });
    expect(wentOn).toMatchObject({ stateVersion: STATE_VERSION, stateVersionAt: state!.version - 1 });
    expect(fromStored(wentOn)).toEqual(asJson(state!));
  });

  it('[T34] of a newer release is read as nothing', () => {
    const newer = { ...toStored(given().state!), stateVersion: STATE_VERSION + 1 };
    expect(() => fromStored(newer)).toThrow(StateOfNewerVersion);
    // also where this release had written after it
    expect(() => fromStored({ ...newer, version: newer.version + 1 })).toThrow(StateOfNewerVersion);
  });

  it('[T33] that is none stays what it is', () => {
    for (const broken of [null, {}, [], 'x', { sessions: null, gaps: [] }, { sessions: { a: 'b' } }])
      expect(fromStored(broken as unknown as TrajectoryState)).toEqual(broken);
  });
});
