import { FIST_TO_FIVE } from './exercise-names.ts';
import { describe, expect, it } from 'vitest';
import { usualStep } from './exercise.ts';
import { itemTexts } from './items.ts';
import { type LiveCommandInput, type LiveCommand, liveCommandSchemas } from './live.commands.ts';
import { decideLive, type LiveMeta } from './live.decide.ts';
import { evolveLive } from './live.evolve.ts';
import { emptyLive, type LiveState } from './live-state.ts';
import type { StepView } from './step-view.ts';
import { projectLive } from './project.ts';

const steps = [
  usualStep('fist', FIST_TO_FIVE, { hidden: false }),
  usualStep('write', 'silent_writing'),
  usualStep('judge', 'dots', { items: 'cards' }),
  usualStep('choose', 'dots', { items: 'options', options: ['Licht', 'Groen'] }),
];
const form = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;

function meta(role: 'facilitator' | 'participant', status: LiveMeta['status'] = 'open'): LiveMeta {
  return {
    now: '2026-11-24T19:00:00.000Z',
    status,
    caller: { role, organisationId: null, voter: (scope) => `${scope}.1` },
    commandId: 'command',
    suspect: false,
    invented: false,
    committed: null,
  };
}
const decide = (state: LiveState, command: LiveCommandInput, by: LiveMeta) =>
  decideLive(liveCommandSchemas[command.type].parse(command) as LiveCommand, state, by);

function after(state: LiveState, command: LiveCommandInput, by = meta('facilitator')): LiveState {
  const decision = decide(state, command, by);
  if (decision.kind === 'refused') throw new Error(`${command.type}: ${decision.code}`);
  return decision.events.reduce((folded, event) => evolveLive(folded, event, folded.seq + 1), state);
}
const at = (stepId: string, lane: 'resident' | 'professional' = 'resident'): LiveState =>
  after(emptyLive(lane, steps), { type: 'GoToStep', stepId, expectedStep: null });
const fist = (n: number, fingers: number) =>
  ({
    type: 'GiveAnswer',
    stepId: 'fist',
    answer: { exercise: FIST_TO_FIVE, fingers, need: `nodig ${n}` },
    onBehalf: form(n),
  }) as const;
const answered = (state: LiveState): number =>
  (projectLive(state, 'open', 'facilitator').get('step:fist') as StepView).result!.answered;

describe('papers', () => {
  it('[K21] count as one person each, and are entered by a facilitator only', () => {
    const two = [fist(1, 2), fist(1, 4), fist(2, 5)].reduce((state, command) => after(state, command), at('fist'));
    expect(answered(two)).toBe(2);
    expect((projectLive(two, 'open', 'facilitator').get('step:fist') as StepView).result!.scale).toEqual([
      0, 0, 0, 0, 1, 1,
    ]);
    expect(decide(two, fist(3, 1), meta('participant'))).toEqual({ kind: 'refused', code: 'LIVE.FACILITATOR_ONLY' });
    expect(decide(two, { type: 'TakeBackAnswer', stepId: 'fist', onBehalf: form(1) }, meta('participant'))).toEqual({
      kind: 'refused',
      code: 'LIVE.FACILITATOR_ONLY',
    });
  });

  it('[K22] are in no tally once they were taken back, and can be given again', () => {
    const given = after(after(at('fist'), fist(1, 2)), fist(2, 5));
    const back = after(given, { type: 'TakeBackAnswer', stepId: 'fist', onBehalf: form(1) });
    expect(answered(back)).toBe(1);
    expect(JSON.stringify([...projectLive(back, 'open', 'facilitator')])).not.toContain('nodig 1');
    expect(after(back, { type: 'TakeBackAnswer', stepId: 'fist', onBehalf: form(1) })).toEqual(back);
    expect(answered(after(back, fist(1, 3)))).toBe(2);
  });

  it('[K23] are taken in after the session closed, for a step that was never begun too, and its clock does not run', () => {
    const closed = meta('facilitator', 'closed');
    expect(
      decide(
        at('fist'),
        {
          type: 'AddCard',
          cardId: form(1),
          stepId: 'write',
          kind: 'signal',
          theme: 'youth',
          text: 'x',
          onBehalf: form(1),
        },
        closed,
      ),
    ).toEqual({ kind: 'refused', code: 'LIVE.STEP_NOT_BEGUN' });
    const begun = after(at('fist'), { type: 'GoToStep', stepId: 'write', expectedStep: 'fist' }, closed);
    expect(begun.clock).toBeNull();
    const entered = after(
      begun,
      {
        type: 'AddCard',
        cardId: form(1),
        stepId: 'write',
        kind: 'signal',
        theme: 'youth',
        text: 'x',
        onBehalf: form(1),
      },
      closed,
    );
    expect(
      Object.keys(
        after(after(entered, fist(1, 2), closed), { type: 'Reveal', stepId: 'write', on: true }, closed).cards,
      ),
    ).toEqual([form(1)]);
    expect(
      decide(entered, { type: 'GoToStep', stepId: 'fist', expectedStep: 'write' }, meta('participant', 'closed')),
    ).toMatchObject({ kind: 'refused' });
  });

  it('[K24] name of what is judged only what lies before the room, and the helper knows its keys after the step is over', () => {
    const card = (n: number) =>
      ({
        type: 'AddCard',
        cardId: form(n),
        stepId: 'write',
        kind: 'signal',
        theme: 'youth',
        text: `kaart ${n}`,
        onBehalf: form(n),
      }) as const;
    const written = after(after(at('write'), card(1)), card(2));
    expect(itemTexts(written, steps[2]!)).toEqual([]);
    const shown = after(after(written, { type: 'Reveal', stepId: 'write', on: true }), {
      type: 'ModerateCards',
      cardIds: [form(2)],
      to: 'removed',
    });
    expect(itemTexts(shown, steps[2]!)).toEqual(['kaart 1']);
    expect(itemTexts(shown, steps[3]!)).toEqual(['Licht', 'Groen']);
    const over = [
      ['judge', 'write'],
      ['fist', 'judge'],
    ].reduce(
      (state, [stepId, expectedStep]) =>
        after(state, { type: 'GoToStep', stepId: stepId!, expectedStep: expectedStep! }),
      shown,
    );
    expect(projectLive(over, 'open', 'facilitator').get('step:judge')).toMatchObject({
      items: [`card:${form(1)}`],
      result: null,
    });
    expect(
      projectLive(after(over, { type: 'GoToStep', stepId: 'judge', expectedStep: 'fist' }), 'open', 'participant').get(
        'step:judge',
      ),
    ).not.toHaveProperty('items');
  });
});
