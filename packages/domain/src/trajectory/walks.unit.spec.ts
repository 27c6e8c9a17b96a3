import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MethodTemplate, Phase } from '../template/method-template.ts';
import { shippedTemplates } from '../template/templates.ts';
import { roleBlocks } from './available.ts';
import { FACILITATOR, MANAGER } from './given.testing.ts';
import { suggestPhaseMap } from '../case/template-move.ts';
import { COMMAND_TYPES } from './trajectory.commands.ts';
import { fold } from './trajectory.evolve.ts';
import type { TrajectoryState } from './trajectory-state.ts';
import { commandAt, moverOf, senderOf, towards } from './walker.testing.ts';
import { begun, take, walks, WALKS } from './walking.testing.ts';

/** Without what tells when and how often something was stored. */
function essence(state: TrajectoryState): object {
  const { version: _version, timers, ...rest } = state;
  const plain = { ...rest, timers: Object.fromEntries(Object.entries(timers).map(([key, { dueAt }]) => [key, dueAt])) };
  // texts and positions are named after the command that laid them
  return JSON.parse(
    JSON.stringify(plain, (name, value: unknown) =>
      name === 'asOf' || name === 'silencedAfter'
        ? undefined
        : typeof value === 'string'
          ? value.replace(/^command-\d+\./, '')
          : value,
    ),
  ) as object;
}

describe.each(shippedTemplates)('walks through $id', { timeout: 300_000 }, (template) => {
  it('[T1] [T13] the fold is the state, the sequence has no gap, and phases follow the template', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        const given = begun(template);
        for (const taken of steps) {
          const before = given.state!;
          const length = given.journal.length;
          take(given, taken);
          if (given.last!.kind === 'refused') expect(given.state).toBe(before);
          const moves = given.journal
            .slice(length)
            .flatMap((entry) => (entry.type === 'PhaseAdvanced' ? [entry.data] : []));
          for (const { from, to } of moves)
            expect(template.transitions.some((known) => known.from === from && known.to === to)).toBe(true);
        }
        expect(fold(given.journal)).toEqual(given.state);
        expect(given.journal.map((entry) => entry.seq)).toEqual(given.journal.map((_, index) => index + 1));
      }),
      { numRuns: WALKS },
    );
  });

  it('[T14] every accepted command has an authorised sender', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        const given = begun(template);
        for (const taken of steps) {
          const before = given.state!;
          const length = given.journal.length;
          take(given, taken);
          if (given.last!.kind === 'refused' || taken === 'onwards' || given.journal.length === length) continue;
          const { actor } = given.journal.at(-1)!;
          expect(roleBlocks(before, taken.type, template, { ...given.meta(actor) })).toEqual([]);
        }
      }),
      { numRuns: WALKS },
    );
  });

  it('[T12] pausing and resuming anywhere loses and doubles nothing', () => {
    fc.assert(
      fc.property(walks, fc.array(fc.nat(90), { maxLength: 6 }), (steps, pauses) => {
        const [plain, paused] = [begun(template), begun(template)];
        const calm = steps.filter(
          (taken) =>
            taken === 'onwards' ||
            ![
              'Pause',
              'Resume',
              'Dismiss',
              'FireTimer',
              'AdvancePhase',
              'Waive',
              'CancelTimer',
              'MoveTimer',
              'RequestReport',
            ].includes(taken.type),
        );
        for (const [index, taken] of calm.entries()) {
          take(plain, taken);
          if (pauses.includes(index)) {
            paused.do({ type: 'Pause', reason: 'pauze' }, MANAGER);
            paused.do({ type: 'Resume' }, MANAGER);
          }
          take(paused, taken);
        }
        expect(essence(paused.state!)).toEqual(essence(plain.state!));
      }),
      { numRuns: WALKS },
    );
  });

  it('[M4] [M5] [M6] a move anywhere keeps journal and due dates; the identity does nothing; an unmapped phase is refused', () => {
    const next: MethodTemplate = { ...template, version: 2 };
    const map = suggestPhaseMap(template, next) as Record<Phase, Phase>;
    fc.assert(
      fc.property(walks, fc.constantFrom(...template.phases.map(({ id }) => id)), (steps, left) => {
        const given = begun(template);
        for (const taken of steps) take(given, taken);
        if (!given.state!.facilitators.includes(FACILITATOR.accountId!))
          given.do({ type: 'Appoint', accountId: FACILITATOR.accountId!, role: 'facilitator' }, MANAGER);
        const journal = structuredClone(given.journal);
        const before = given.state!;
        const move = (target: MethodTemplate, phaseMap: Record<string, Phase>) =>
          given.try(
            {
              type: 'MoveToTemplate',
              templateId: target.id,
              templateVersion: target.version,
              phaseMap,
              reason: 'nieuw',
            },
            moverOf(given.state!),
            target,
          );
        expect(move(template, map)).toMatchObject({ kind: 'accepted', events: [] });
        const { [left]: _left, ...partial } = map;
        expect(move(next, partial)).toMatchObject({
          kind: 'refused',
          blocks: expect.arrayContaining([expect.objectContaining({ code: 'move.unmapped' })]),
        });
        expect(given.state).toBe(before);
        expect(move(next, map)).toMatchObject({ kind: 'accepted' });
        expect(given.journal.slice(0, -1)).toEqual(journal);
        expect(given.state).toEqual({ ...before, version: before.version + 1, template: { id: next.id, version: 2 } });
      }),
      { numRuns: WALKS },
    );
  });

  it('[M8] every phase is reached, from anywhere, by doing what the blocks ask for', () => {
    const reached = new Set<Phase>();
    fc.assert(
      fc.property(walks, (steps) => {
        const given = begun(template);
        reached.add(given.state!.phase);
        for (const taken of steps) take(given, taken);
        if (!given.state!.facilitators.includes(FACILITATOR.accountId!))
          given.do({ type: 'Appoint', accountId: FACILITATOR.accountId!, role: 'facilitator' }, MANAGER);
        for (let limit = 200; limit > 0 && given.state!.phase !== template.phases.at(-1)!.id; limit -= 1) {
          reached.add(given.state!.phase);
          const command = towards(given.state!, template, given.now)!;
          const decision = given.try(command, command.type === 'Appoint' ? MANAGER : FACILITATOR);
          // the way goes on whatever happened before: no walk ends in a dead end
          expect([command.type, decision.kind, decision]).toEqual([command.type, 'accepted', decision]);
        }
        reached.add(given.state!.phase);
        expect(given.state!.phase).toBe(template.phases.at(-1)!.id);
      }),
      { numRuns: WALKS },
    );
    expect([...reached].sort()).toEqual(template.phases.map(({ id }) => id).sort());
  });

  it('[T19] stopping is final except for reopening, which goes on where it was', () => {
    fc.assert(
      fc.property(
        walks,
        fc.constantFrom(...COMMAND_TYPES.filter((type) => type !== 'Reopen' && type !== 'RecordReport')),
        fc.nat(100),
        (steps, type, number) => {
          const given = begun(template);
          for (const taken of steps) take(given, taken);
          if (!given.state!.facilitators.includes(FACILITATOR.accountId!)) return;
          const before = given.state!;
          given.do({ type: 'Stop', reason: 'klaar' });
          expect(given.state!.timers).toEqual({});
          expect(
            given.try(commandAt(type, given.state!, template, number), senderOf(type, number), template).kind,
          ).toBe('refused');
          given.do({ type: 'Reopen', reason: 'toch door' }, MANAGER);
          const { paused: _paused, ...stood } = before;
          expect({ ...given.state!, version: 0, timers: {}, alerts: {}, status: '' }).toEqual({
            ...stood,
            version: 0,
            timers: {},
            alerts: {},
            status: '',
          });
        },
      ),
      { numRuns: WALKS },
    );
  });
});
