import { FIST_TO_FIVE } from './exercise-names.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXERCISES, usualStep } from './exercise.ts';
import { type LiveCommand, liveCommandSchemas, LIVE_COMMAND_TYPES } from './live.commands.ts';
import { decideLive, type LiveMeta } from './live.decide.ts';
import { evolveLive } from './live.evolve.ts';
import { emptyLive, isBeforeRoom, isHidden, type LiveState } from './live-state.ts';
import type { GivenText } from './tally.ts';
import { AUDIENCES } from './audience.ts';
import { changeOf, projectLive, type Projection, type ProjectionChange } from './project.ts';
import { ProjectionFollower } from './projection-follower.ts';
import type { StepView } from './step-view.ts';

const organisationId = '00000000-0000-4000-8000-0000000000ff';
const ids = Array.from({ length: 6 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);
const steps = EXERCISES.map((exercise, index) =>
  usualStep(`step-${index}`, exercise, exercise === 'brainwriting' ? { moderated: true } : {}),
);
const hidden = steps.filter((step) => step.hidden).map(({ id }) => id);

function meta(role: 'facilitator' | 'participant', who: number, commandId = 'command'): LiveMeta {
  return {
    now: '2026-11-24T19:00:00.000Z',
    status: 'open',
    caller: {
      role,
      organisationId: role === 'participant' ? organisationId : null,
      voter: (scope) => `${scope}.${who}`,
    },
    commandId,
    suspect: false,
    invented: false,
    committed: [organisationId],
  };
}

/** Carries a command out as far as it is accepted. */
function after(state: LiveState, command: LiveCommand, by: LiveMeta): LiveState {
  const decision = decideLive(command, state, by);
  return decision.kind === 'refused'
    ? state
    : decision.events.reduce((folded, event) => evolveLive(folded, event, folded.seq + 1), state);
}
const parse = (input: Record<string, unknown> & { type: keyof typeof liveCommandSchemas }): LiveCommand =>
  liveCommandSchemas[input.type].parse(input) as LiveCommand;

const id = fc.constantFrom(...ids);
const stepId = fc.constantFrom(...steps.map((step) => step.id));
const key = fc.oneof(
  id.map((one) => `card:${one}`),
  id.map((one) => `cluster:${one}`),
  fc.constant('option:0'),
);
/** Each text names its step, so that it is found wherever it leaks. */
const secret = (of: string | null, n: number): string => `geheim van ${of ?? 'niemand'} nr ${n}.`;

const byParticipant = fc.oneof(
  fc
    .tuple(id, stepId, fc.nat(9))
    .map(([cardId, step, n]) =>
      parse({ type: 'AddCard', cardId, stepId: step, kind: 'signal', theme: 'youth', text: secret(step, n) }),
    ),
  fc.tuple(stepId, fc.nat(9)).map(([step, n]) =>
    parse({
      type: 'GiveAnswer',
      stepId: step,
      answer: { exercise: FIST_TO_FIVE, fingers: 1, need: secret(step, n) },
    }),
  ),
  fc.tuple(stepId, fc.nat(9)).map(([step, n]) =>
    parse({
      type: 'GiveAnswer',
      stepId: step,
      answer: { exercise: 'evaluation', useful: 4, heard: 5, sentence: secret(step, n) },
    }),
  ),
  fc
    .tuple(stepId, fc.dictionary(key, fc.integer({ min: 1, max: 3 }), { maxKeys: 3 }))
    .map(([step, dots]) => parse({ type: 'GiveAnswer', stepId: step, answer: { exercise: 'dots', dots } })),
  fc
    .tuple(stepId, fc.uniqueArray(key, { maxLength: 4 }))
    .map(([step, order]) => parse({ type: 'GiveAnswer', stepId: step, answer: { exercise: 'priorities', order } })),
  fc.tuple(id, fc.nat(9)).map(([noteId, n]) => parse({ type: 'ParkNote', noteId, text: `parkeren ${n}` })),
  stepId.map((step) => parse({ type: 'SetReady', stepId: step, ready: true })),
);
const byFacilitator = fc.oneof(
  {
    arbitrary: fc
      .tuple(stepId, fc.option(stepId))
      .map(([step, expectedStep]) => parse({ type: 'GoToStep', stepId: step, expectedStep })),
    weight: 4,
  },
  {
    arbitrary: fc.tuple(stepId, fc.boolean()).map(([step, on]) => parse({ type: 'Reveal', stepId: step, on })),
    weight: 3,
  },
  fc
    .tuple(fc.uniqueArray(id, { minLength: 1 }), fc.constantFrom('shown', 'waiting', 'removed'))
    .map(([cardIds, to]) => parse({ type: 'ModerateCards', cardIds, to })),
  fc
    .tuple(id, fc.uniqueArray(id, { minLength: 1 }))
    .map(([clusterId, cardIds]) => parse({ type: 'MakeCluster', clusterId, title: 'samen', cardIds })),
  id.map((clusterId) => parse({ type: 'Uncluster', clusterId })),
  fc.tuple(id, fc.boolean()).map(([lateId, on]) => parse({ type: 'Admit', lateId, on })),
  key.map((one) => parse({ type: 'Spotlight', key: one.startsWith('option') ? null : one })),
);
const anything = fc.oneof(
  { arbitrary: fc.tuple(byParticipant, fc.nat(3)), weight: 3 },
  { arbitrary: fc.tuple(byFacilitator, fc.constant(-1)), weight: 2 },
);
/** Commands that name the current step do so often enough to be taken. */
const course = fc.array(fc.tuple(anything, fc.boolean()), { minLength: 5, maxLength: 60 });

/** Plays a course; `look` sees each state. */
function play(
  commands: typeof course extends fc.Arbitrary<infer T> ? T : never,
  look: (state: LiveState, before: LiveState) => void,
): void {
  let state = emptyLive('professional', steps);
  for (const [[command, who], aims] of commands) {
    const aimed =
      aims && command.type === 'GoToStep'
        ? { ...command, expectedStep: state.stepId }
        : aims && 'stepId' in command && state.stepId && 'text' in command
          ? { ...command, stepId: state.stepId, text: secret(state.stepId, 1) }
          : command;
    const next = after(state, aimed as LiveCommand, meta(who < 0 ? 'facilitator' : 'participant', who));
    look(next, state);
    state = next;
  }
}

describe('a live session', () => {
  it('[K1] shows nobody what is hidden', () => {
    fc.assert(
      fc.property(course, (commands) =>
        play(commands, (state) => {
          for (const audience of AUDIENCES) {
            const shown = JSON.stringify([...projectLive(state, 'open', audience)]);
            for (const step of hidden.filter((one) => isHidden(state, one))) {
              expect(shown).not.toContain(`geheim van ${step} nr`);
              expect(
                (projectLive(state, 'open', audience).get(`step:${step}`) as StepView | undefined)?.result ?? null,
              ).toBeNull();
              expect(shown).not.toMatch(new RegExp(`"(item|said):${step}:`));
            }
          }
        }),
      ),
    );
  });

  it('[K7] shows the room only what the facilitator lets through', () => {
    fc.assert(
      fc.property(course, (commands) =>
        play(commands, (state) => {
          const kept = Object.values(state.cards).filter((card) => !isBeforeRoom(state, card));
          for (const audience of ['participant', 'projector'] as const)
            for (const { id: cardId } of kept)
              expect(projectLive(state, 'open', audience).has(`card:${cardId}`)).toBe(false);
        }),
      ),
    );
  });

  const brought = (change: object = {}) =>
    parse({
      type: 'AddCard',
      cardId: ids[0]!,
      stepId: null,
      kind: 'signal',
      theme: 'youth',
      text: 'uit onze registraties',
      ...change,
    });

  it('[S8] lets what is brought along wait until the facilitator shows it, before the session and in it', () => {
    for (const status of ['planned', 'open'] as const) {
      const state = after(emptyLive('professional', steps), brought(), { ...meta('participant', 1), status });
      const sees = (audience: (typeof AUDIENCES)[number], of: LiveState) =>
        projectLive(of, status, audience).has(`card:${ids[0]}`);
      expect(AUDIENCES.map((audience) => sees(audience, state))).toEqual([true, false, false]);
      const shown = after(state, parse({ type: 'ModerateCards', cardIds: [ids[0]!], to: 'shown' }), {
        ...meta('facilitator', -1),
        status,
      });
      expect(AUDIENCES.map((audience) => sees(audience, shown))).toEqual([true, true, true]);
    }
    // what the facilitator types in for somebody needs no second look
    const typed = after(
      emptyLive('professional', steps),
      brought({ onBehalf: ids[1]!, organisationId }),
      meta('facilitator', -1),
    );
    expect(isBeforeRoom(typed, typed.cards[ids[0]!]!)).toBe(true);
  });

  it('[S9] takes nothing along from an organisation without a sharing commitment, and what its people say in a step it does', () => {
    const uncommitted: LiveMeta = { ...meta('participant', 1), committed: [] };
    for (const status of ['planned', 'open'] as const)
      expect(decideLive(brought(), emptyLive('professional', steps), { ...uncommitted, status })).toEqual({
        kind: 'refused',
        code: 'COMMITMENT.MISSING',
      });
    expect(
      decideLive(brought({ onBehalf: ids[1]!, organisationId }), emptyLive('professional', steps), {
        ...meta('facilitator', -1),
        committed: [],
      }),
    ).toMatchObject({ code: 'COMMITMENT.MISSING' });
    const writing = steps.find(({ exercise }) => exercise === 'silent_writing')!.id;
    const begun = after(
      emptyLive('professional', steps),
      parse({ type: 'GoToStep', stepId: writing, expectedStep: null }),
      meta('facilitator', -1),
    );
    expect(decideLive(brought({ stepId: writing }), begun, uncommitted).kind).toBe('accepted');
  });

  it('[K4] is wholly told by its changes', () => {
    fc.assert(
      fc.property(course, fc.constantFrom(...AUDIENCES), (commands, audience) => {
        const start = emptyLive('professional', steps);
        const follower = new ProjectionFollower(start, 'open', audience);
        let [told, followed]: Projection[] = [new Map(), follower.whole];
        const put = (before: Projection, { set, gone }: ProjectionChange): Projection => {
          const next = new Map([...before, ...Object.entries(set)]);
          for (const one of gone) expect(next.delete(one)).toBe(true);
          return next;
        };
        play(commands, (state, before) => {
          const next = projectLive(state, 'open', audience);
          const change = changeOf(projectLive(before, 'open', audience), next);
          told = put(told!, changeOf(told!, next));
          expect(Object.fromEntries(told)).toEqual(Object.fromEntries(next));
          // who follows is told the very same, and no more
          const advanced = follower.advance(state, 'open');
          expect([advanced.set, [...advanced.gone].sort()]).toEqual([change.set, [...change.gone].sort()]);
          followed = put(followed!, advanced);
          expect(Object.fromEntries(followed)).toEqual(Object.fromEntries(next));
        });
      }),
    );
  });

  it('[K4] tells whoever follows which cards came, changed and went', () => {
    const open = usualStep('open', 'brainwriting', { hidden: false });
    const cardCommand = fc.oneof(
      id.map((cardId) =>
        parse({ type: 'AddCard', cardId, stepId: open.id, kind: 'signal', theme: 'youth', text: 'een kaartje' }),
      ),
      id.map((cardId) => parse({ type: 'WithdrawCard', cardId, secret: 'a secret of one browser' })),
      fc
        .tuple(id, fc.constantFrom('shown', 'waiting'))
        .map(([one, to]) => parse({ type: 'ModerateCards', cardIds: [one], to })),
      id.map((one) => parse({ type: 'MakeCluster', clusterId: ids[0]!, title: 'samen', cardIds: [one] })),
    );
    fc.assert(
      fc.property(
        fc.array(cardCommand, { minLength: 5, maxLength: 40 }),
        fc.constantFrom(...AUDIENCES),
        (commands, audience) => {
          let state = after(
            emptyLive('professional', [open]),
            parse({ type: 'GoToStep', stepId: open.id, expectedStep: null }),
            meta('facilitator', -1),
          );
          const follower = new ProjectionFollower(state, 'open', audience);
          for (const command of commands) {
            const next = after(
              state,
              command,
              meta(command.type === 'AddCard' || command.type === 'WithdrawCard' ? 'participant' : 'facilitator', 1),
            );
            const { set, gone } = changeOf(projectLive(state, 'open', audience), projectLive(next, 'open', audience));
            const told = follower.advance(next, 'open');
            expect([told.set, [...told.gone].sort()]).toEqual([set, [...gone].sort()]);
            state = next;
          }
        },
      ),
    );
  });

  it('[K3] takes no more dots or places than the step has', () => {
    fc.assert(
      fc.property(course, (commands) =>
        play(commands, (state) => {
          for (const step of steps) {
            for (const answer of Object.values(state.answers[step.id] ?? {})) {
              expect(answer.exercise).toBe(step.exercise);
              if (answer.exercise === 'dots')
                expect(Object.values(answer.dots).reduce((sum, dots) => sum + dots, 0)).toBeLessThanOrEqual(
                  step.budget,
                );
              if (answer.exercise === 'priorities') expect(answer.order.length).toBeLessThanOrEqual(step.top);
            }
          }
        }),
      ),
    );
  });

  it('[K3] a changed script allows no less than what was given', () => {
    const room = (...commands: LiveCommand[]): LiveState =>
      commands.reduce(
        (state, command) =>
          after(state, command, meta(command.type === 'GiveAnswer' ? 'participant' : 'facilitator', 1)),
        emptyLive('professional', three),
      );
    const three = [
      usualStep('silent', 'silent_writing'),
      usualStep('dots', 'dots', { items: 'options', options: ['a', 'b'], budget: 3 }),
      usualStep('order', 'priorities', { items: 'options', options: ['a', 'b'], top: 2 }),
    ];
    const given = room(
      parse({ type: 'GoToStep', stepId: 'dots', expectedStep: null }),
      parse({
        type: 'GiveAnswer',
        stepId: 'dots',
        answer: { exercise: 'dots', dots: { 'option:0': 2, 'option:1': 1 } },
      }),
      parse({ type: 'GoToStep', stepId: 'order', expectedStep: 'dots' }),
      parse({
        type: 'GiveAnswer',
        stepId: 'order',
        answer: { exercise: 'priorities', order: ['option:0', 'option:1'] },
      }),
    );
    const changed = (id: string, change: Partial<(typeof three)[number]>) =>
      decideLive(
        parse({
          type: 'SetScript',
          expectedScript: 0,
          steps: three.map((step) => (step.id === id ? { ...step, ...change } : step)),
          showOrganisations: true,
        }),
        given,
        meta('facilitator', 1),
      );
    for (const [id, change] of [
      ['dots', { budget: 2 }],
      ['dots', { stacking: false }],
      ['order', { top: 1 }],
    ] as const)
      expect(changed(id, change)).toEqual({ kind: 'refused', code: 'LIVE.SCRIPT_TOO_TIGHT' });
    for (const [id, change] of [
      ['dots', { budget: 4 }],
      ['dots', { minutes: 9 }],
      ['order', { top: 3 }],
    ] as const)
      expect(changed(id, change).kind).toBe('accepted');
  });

  it('[K2] a step that was begun by mistake, and in which nothing was given, can leave the script', () => {
    const two = [usualStep('silent', 'silent_writing'), usualStep('dots', 'dots')];
    const start = after(
      emptyLive('professional', two),
      parse({ type: 'GoToStep', stepId: 'silent', expectedStep: null }),
      meta('facilitator', 1),
    );
    const tooEarly = after(
      start,
      parse({ type: 'GoToStep', stepId: 'dots', expectedStep: 'silent' }),
      meta('facilitator', 1),
    );
    const back = after(tooEarly, parse({ type: 'UndoStep', expectedStep: 'dots' }), meta('facilitator', 1));
    const without = parse({ type: 'SetScript', expectedScript: 0, steps: [two[0]!], showOrganisations: true });
    expect(decideLive(without, tooEarly, meta('facilitator', 1))).toMatchObject({ code: 'LIVE.SCRIPT_INVALID' });
    const left = after(back, without, meta('facilitator', 1));
    expect([left.script.steps.map(({ id }) => id), left.begun]).toEqual([['silent'], ['silent']]);
    const written = after(
      back,
      parse({ type: 'AddCard', cardId: ids[0]!, stepId: 'silent', kind: 'signal', theme: 'youth', text: 'x' }),
      meta('participant', 1),
    );
    expect(
      decideLive(
        parse({ type: 'SetScript', expectedScript: 0, steps: [two[1]!], showOrganisations: true }),
        written,
        meta('facilitator', 1),
      ),
    ).toMatchObject({ code: 'LIVE.SCRIPT_INVALID' });
  });

  it('[K6] keeps each card as it was when it is merged or taken apart, and each in one cluster at most', () => {
    fc.assert(
      fc.property(course, fc.uniqueArray(id, { minLength: 1 }), (commands, cardIds) =>
        play(commands, (state) => {
          const merged = after(
            state,
            parse({ type: 'MakeCluster', clusterId: ids[0]!, title: 'samen', cardIds }),
            meta('facilitator', -1),
          );
          const apart = after(merged, parse({ type: 'Uncluster', clusterId: ids[0]! }), meta('facilitator', -1));
          expect([merged.cards, apart.cards]).toEqual([state.cards, state.cards]);
          const inside = Object.values(merged.clusters).flatMap((cluster) => cluster.cardIds);
          expect(inside).toHaveLength(new Set(inside).size);
        }),
      ),
      { numRuns: 30 },
    );
  });

  it('[K2] refuses the second of two who go on from the same step, and keeps what was written in a step that is over', () => {
    const begun = after(
      emptyLive('professional', steps),
      parse({ type: 'GoToStep', stepId: 'step-1', expectedStep: null }),
      meta('facilitator', -1),
    );
    const moved = after(
      begun,
      parse({ type: 'GoToStep', stepId: 'step-2', expectedStep: 'step-1' }),
      meta('facilitator', -1),
    );
    expect(
      decideLive(parse({ type: 'GoToStep', stepId: 'step-3', expectedStep: 'step-1' }), moved, meta('facilitator', -1)),
    ).toEqual({ kind: 'refused', code: 'LIVE.STEP_MOVED' });
    const late = parse({
      type: 'AddCard',
      cardId: ids[1]!,
      stepId: 'step-1',
      kind: 'signal',
      theme: 'youth',
      text: 'nog even',
    });
    expect(decideLive(late, moved, meta('participant', 1))).toMatchObject({ kind: 'accepted', kept: true });
    const revealed = after(
      after(moved, late, meta('participant', 1)),
      parse({ type: 'Reveal', stepId: 'step-1', on: true }),
      meta('facilitator', -1),
    );
    expect(projectLive(revealed, 'open', 'participant').has(`card:${ids[1]}`)).toBe(false);
    const admitted = after(revealed, parse({ type: 'Admit', lateId: ids[1]!, on: true }), meta('facilitator', -1));
    expect(projectLive(admitted, 'open', 'participant').has(`card:${ids[1]}`)).toBe(true);
    const back = after(
      moved,
      parse({ type: 'GoToStep', stepId: 'step-1', expectedStep: 'step-2' }),
      meta('facilitator', -1),
    );
    expect(decideLive(late, back, meta('participant', 1))).toMatchObject({ kind: 'accepted', kept: false });
  });

  it('[K30] lets words that seem to be about a person through to the room by the facilitator only, also when they came late', () => {
    const checkIn = steps.find(({ exercise }) => exercise === 'check_in')!.id;
    const doubted = { ...meta('participant', 1), suspect: true };
    const say = (word: string) =>
      parse({ type: 'GiveAnswer', stepId: checkIn, answer: { exercise: 'check_in', word } });
    const go = (state: LiveState, to: string) =>
      after(state, parse({ type: 'GoToStep', stepId: to, expectedStep: state.stepId }), meta('facilitator', -1));
    const words = (state: LiveState, audience: (typeof AUDIENCES)[number]) =>
      [...projectLive(state, 'open', audience)].flatMap(([key, said]) =>
        key.startsWith(`said:${checkIn}:`) ? [[(said as GivenText).text, (said as GivenText).moderation]] : [],
      );
    const begun = after(go(emptyLive('professional', steps), checkIn), say('blij'), meta('participant', 2));
    const given = after(begun, say('meneer Jansen'), doubted);
    expect(words(given, 'projector')).toEqual([['blij', 'shown']]);
    expect(words(given, 'facilitator')).toEqual([
      ['blij', 'shown'],
      ['meneer Jansen', 'waiting'],
    ]);
    const through = parse({ type: 'ModerateText', stepId: checkIn, text: 'meneer Jansen', to: 'shown' });
    expect(words(after(given, through, meta('facilitator', -1)), 'participant')).toContainEqual([
      'meneer Jansen',
      'shown',
    ]);
    // another word in its place is no longer doubted
    expect(words(after(given, say('rustig'), meta('participant', 1)), 'projector')).toEqual([
      ['blij', 'shown'],
      ['rustig', 'shown'],
    ]);
    const late = after(go(begun, 'step-1'), say('meneer Jansen'), { ...doubted, commandId: 'late' });
    const admitted = after(late, { type: 'Admit', lateId: 'late', on: true }, meta('facilitator', -1));
    expect(words(go(admitted, checkIn), 'projector')).toEqual([['blij', 'shown']]);
    expect(words(go(admitted, checkIn), 'facilitator')).toContainEqual(['meneer Jansen', 'waiting']);
  });

  it('[K50] marks for the facilitator alone what was warned about: a card, a note and a word', () => {
    const checkIn = steps.find(({ exercise }) => exercise === 'check_in')!.id;
    const doubted = { ...meta('participant', 1), suspect: true };
    const go = (state: LiveState, to: string) =>
      after(state, parse({ type: 'GoToStep', stepId: to, expectedStep: state.stepId }), meta('facilitator', -1));
    const [cardId, noteId] = [crypto.randomUUID(), crypto.randomUUID()];
    const said = parse({ type: 'GiveAnswer', stepId: checkIn, answer: { exercise: 'check_in', word: 'Jan' } });
    const card = parse({ type: 'AddCard', cardId, stepId: 'step-1', kind: 'signal', theme: 'youth', text: 'Kees' });
    let state = after(go(emptyLive('professional', steps), checkIn), said, doubted);
    state = after(state, parse({ type: 'ParkNote', noteId, text: 'Fatima' }), doubted);
    state = after(go(state, 'step-1'), card, doubted);
    const marked = (audience: (typeof AUDIENCES)[number]) =>
      [...projectLive(state, 'open', audience)].flatMap(([key, entry]) =>
        (entry as { suspect?: true }).suspect ? [key] : [],
      );
    const facilitator = meta('facilitator', -1);
    state = after(state, parse({ type: 'Reveal', stepId: 'step-1', on: true }), facilitator);
    expect(marked('facilitator').sort()).toEqual([`card:${cardId}`, `note:${noteId}`, `said:${checkIn}:Jan`].sort());
    state = after(state, parse({ type: 'ModerateCards', cardIds: [cardId, noteId], to: 'shown' }), facilitator);
    state = after(state, parse({ type: 'ModerateText', stepId: checkIn, text: 'Jan', to: 'shown' }), facilitator);
    for (const audience of ['participant', 'projector'] as const) {
      expect(projectLive(state, 'open', audience).has(`card:${cardId}`)).toBe(true);
      expect(JSON.stringify([...projectLive(go(state, checkIn), 'open', audience)])).not.toContain('suspect');
    }
  });

  it('[K8] decides the same for the same input, whatever it is', () => {
    fc.assert(
      fc.property(course, fc.constantFrom('planned', 'open', 'closed', 'cancelled'), (commands, status) =>
        play(commands, (state) => {
          for (const [[command, who]] of commands.slice(0, 5)) {
            const by = { ...meta(who < 0 ? 'facilitator' : 'participant', who), status } as LiveMeta;
            expect(decideLive(command, state, by)).toEqual(decideLive(command, state, by));
          }
        }),
      ),
      { numRuns: 20 },
    );
    expect(LIVE_COMMAND_TYPES.length).toBeGreaterThan(20);
  });
});
