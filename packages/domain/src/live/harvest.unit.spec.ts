import { FIST_TO_FIVE, PROMISES } from './exercise-names.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXERCISES, type Step, usualStep } from './exercise.ts';
import { type Harvest, harvestOf, SMALLEST_GROUP } from './harvest.ts';
import { type LiveCommand, type LiveCommandInput, liveCommandSchemas } from './live.commands.ts';
import { decideLive, type LiveDecision, type LiveMeta } from './live.decide.ts';
import { evolveLive } from './live.evolve.ts';
import { emptyLive, isBeforeRoom, isHidden, type LiveState } from './live-state.ts';
import { minutesOf } from './minutes.ts';

const idOf = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const ORGANISATION = idOf(999);
const steps: Step[] = EXERCISES.map((exercise, index) =>
  usualStep(`step-${index}`, exercise, { items: 'cards', ...(exercise === 'brainwriting' ? { moderated: true } : {}) }),
);
const stepFor = (exercise: Step['exercise']): string => steps.find((step) => step.exercise === exercise)!.id;

/** A session that is driven by commands; facilitator and participants by turns. */
class Room {
  state: LiveState;
  status: LiveMeta['status'] = 'open';
  readonly #refuses: boolean;

  constructor(lane: 'professional' | 'resident' = 'professional', refuses = false) {
    this.state = emptyLive(lane, steps);
    this.#refuses = refuses;
  }

  try(input: LiveCommandInput, who: number | null): LiveDecision {
    const command = liveCommandSchemas[input.type].parse(input) as LiveCommand;
    const organisationId = who === null || this.state.lane === 'resident' ? null : ORGANISATION;
    const caller = {
      role: who === null ? 'facilitator' : 'participant',
      organisationId,
      voter: (scope: string) => `seat${who}of${scope}`,
    } as const;
    const decision = decideLive(command, this.state, {
      now: '2026-11-24T19:00:00.000Z',
      status: this.status,
      caller,
      commandId: idOf(5_000 + this.state.seq),
      suspect: false,
      invented: false,
      committed: null,
    });
    if (decision.kind === 'accepted')
      for (const event of decision.events) this.state = evolveLive(this.state, event, this.state.seq + 1);
    return decision;
  }

  do(input: LiveCommandInput, who: number | null = null): this {
    const decision = this.try(input, who);
    if (decision.kind === 'refused' && !this.#refuses) throw new Error(`${input.type}: ${decision.code}`);
    return this;
  }

  go(exercise: Step['exercise']): this {
    return this.do({ type: 'GoToStep', stepId: stepFor(exercise), expectedStep: this.state.stepId });
  }

  card(number: number, text: string, exercise: Step['exercise'] = 'silent_writing', who = 1): this {
    return this.do(
      { type: 'AddCard', cardId: idOf(number), stepId: stepFor(exercise), kind: 'signal', theme: 'youth', text },
      who,
    );
  }

  reveal(exercise: Step['exercise'], on = true): this {
    return this.do({ type: 'Reveal', stepId: stepFor(exercise), on });
  }

  close(): this {
    this.status = 'closed';
    return this;
  }

  get harvest(): Harvest {
    return harvestOf(this.state);
  }

  of(exercise: Step['exercise']) {
    return this.harvest.steps.find((step) => step.exercise === exercise)!;
  }
}

const number = fc.integer({ min: 1, max: 5 });
const writing = fc.constantFrom(stepFor('silent_writing'), stepFor('brainwriting'));
const anyStep = fc.oneof(writing, fc.constantFrom(...steps.map(({ id }) => id)));
const text = (of: string, n: number): string => `woorden ${n} uit ${of}.`;
type Sent = [LiveCommandInput, number | null];
const anything: fc.Arbitrary<Sent> = fc.oneof(
  {
    arbitrary: fc
      .tuple(number, writing, number)
      .map(([n, stepId, who]): Sent => [
        { type: 'AddCard', cardId: idOf(n), stepId, kind: 'signal', theme: 'youth', text: text(stepId, n) },
        who,
      ]),
    weight: 4,
  },
  fc
    .tuple(fc.constant(stepFor(FIST_TO_FIVE)), number, number)
    .map(([stepId, n, who]): Sent => [
      { type: 'GiveAnswer', stepId, answer: { exercise: FIST_TO_FIVE, fingers: n, need: text(stepId, n) } },
      who,
    ]),
  fc.tuple(fc.constant(stepFor('evaluation')), number, number).map(([stepId, n, who]): Sent => [
    {
      type: 'GiveAnswer',
      stepId,
      answer: { exercise: 'evaluation', useful: n, heard: 6 - n, sentence: text(stepId, n) },
    },
    who,
  ]),
  fc.tuple(number, number, number).map(([n, dots, who]): Sent => [
    {
      type: 'GiveAnswer',
      stepId: stepFor('dots'),
      answer: { exercise: 'dots', dots: { [`card:${idOf(n)}`]: Math.min(dots, 3) } },
    },
    who,
  ]),
  fc.tuple(number, number, number).map(([n, score, who]): Sent => [
    {
      type: 'GiveAnswer',
      stepId: stepFor('matrix'),
      answer: { exercise: 'matrix', scores: { [`card:${idOf(n)}`]: { effort: score, effect: 6 - score } } },
    },
    who,
  ]),
  fc
    .tuple(number, number)
    .map(([n, who]): Sent => [{ type: 'ParkNote', noteId: idOf(100 + n), text: text('parkeerplaats', n) }, who]),
  { arbitrary: anyStep.map((stepId): Sent => [{ type: 'GoToStep', stepId, expectedStep: null }, null]), weight: 2 },
  {
    arbitrary: fc.tuple(anyStep, fc.boolean()).map(([stepId, on]): Sent => [{ type: 'Reveal', stepId, on }, null]),
    weight: 2,
  },
  fc
    .tuple(number, fc.constantFrom('shown', 'waiting', 'removed'))
    .map(([n, to]): Sent => [{ type: 'ModerateCards', cardIds: [idOf(n)], to }, null]),
  fc
    .tuple(anyStep, number, fc.constantFrom('shown', 'removed'))
    .map(([stepId, n, to]): Sent => [{ type: 'ModerateText', stepId, text: text(stepId, n), to }, null]),
  fc.tuple(number, fc.boolean()).map(([n, on]): Sent => [{ type: 'Admit', lateId: idOf(n), on }, null]),
  number.map((n): Sent => [{ type: 'WithdrawCard', cardId: idOf(n), secret: 'a secret of a browser' }, n]),
  fc
    .uniqueArray(number, { minLength: 1 })
    .map((all): Sent => [{ type: 'MakeCluster', clusterId: idOf(200), title: 'samen', cardIds: all.map(idOf) }, null]),
  number.map((who): Sent => [{ type: 'Arrive' }, who]),
);

/** Four people write, and answer twice; then comes any course of commands, with the current step put in where one is named. */
function played(commands: readonly Sent[], lane: 'professional' | 'resident' = 'professional'): LiveState {
  const room = new Room(lane, true).go('silent_writing');
  for (const n of [1, 2, 3]) room.card(n, text(stepFor('silent_writing'), n));
  room.reveal('silent_writing').go('brainwriting');
  for (const n of [4, 5]) room.card(n, text(stepFor('brainwriting'), n), 'brainwriting');
  for (const exercise of ['dots', 'evaluation'] as const) {
    room.go(exercise);
    for (const who of [1, 2, 3, 4])
      room.do(
        {
          type: 'GiveAnswer',
          stepId: stepFor(exercise),
          answer:
            exercise === 'dots'
              ? { exercise, dots: { [`card:${idOf(1)}`]: 1 } }
              : { exercise, useful: who, heard: 5, sentence: text(stepFor(exercise), who) },
        },
        who,
      );
    room.reveal(exercise);
  }
  for (const [command, who] of commands)
    room.do(command.type === 'GoToStep' ? { ...command, expectedStep: room.state.stepId } : command, who);
  return room.state;
}
const course = fc.array(anything, { minLength: 10, maxLength: 80 });

describe('the harvest', () => {
  it('[H1] has no word of what is hidden, waits, was taken off, came late or was withdrawn', () => {
    let seen = 0;
    fc.assert(
      fc.property(course, fc.constantFrom('professional', 'resident'), (commands, lane) => {
        const state = played(commands, lane as 'professional' | 'resident');
        const told = JSON.stringify(minutesOf(state));
        const here = new Set(
          Object.values(state.cards)
            .filter((card) => isBeforeRoom(state, card))
            .map((card) => card.text),
        );
        seen += here.size;
        for (const step of steps) {
          for (let n = 1; n <= 5; n += 1) {
            const words = text(step.id, n);
            const isShown = !isHidden(state, step.id) && state.texts[step.id]?.[words] === 'shown';
            if (!here.has(words) && !isShown) expect(told).not.toContain(words);
          }
        }
        for (const note of Object.values(state.notes))
          if (note.moderation !== 'shown') expect(told).not.toContain(note.text);
        for (const words of here) expect(told).toContain(words);
      }),
    );
    // courses in which nothing ever lies before the room would prove nothing
    expect(seen).toBeGreaterThan(20);
  });

  it('[H2] has no seat, key or id of anybody, and no scores of few', () => {
    let scores = 0;
    fc.assert(
      fc.property(course, (commands) => {
        const state = played(commands);
        const { organisationIds: _ids, ...harvest } = harvestOf(state);
        const told = JSON.stringify(harvest);
        for (let who = 1; who <= 5; who += 1) expect(told).not.toContain(`seat${who}`);
        for (const id of Object.keys(state.cards)) expect(told).not.toContain(id);
        for (const { result } of harvest.steps) {
          if (!result) continue;
          expect(result.isFew).toBe(result.answered < SMALLEST_GROUP);
          scores += result.items.length + (result.scale ? 1 : 0);
          if (result.isFew) expect(result).toMatchObject({ items: [], scale: null, heard: null });
          for (const item of result.items)
            if (item.voters === null) expect(item).toMatchObject({ effort: null, effect: null });
        }
      }),
    );
    expect(scores).toBeGreaterThan(10);
  });

  it('[H2] tells the sum of four answers, and of three only that there were three', () => {
    const room = new Room().go(FIST_TO_FIVE);
    for (const who of [1, 2, 3])
      room.do(
        { type: 'GiveAnswer', stepId: stepFor(FIST_TO_FIVE), answer: { exercise: FIST_TO_FIVE, fingers: who } },
        who,
      );
    room.reveal(FIST_TO_FIVE);
    expect(room.of(FIST_TO_FIVE).result).toEqual({
      answered: 3,
      isFew: true,
      items: [],
      texts: [],
      scale: null,
      heard: null,
    });
    room.do({ type: 'GiveAnswer', stepId: stepFor(FIST_TO_FIVE), answer: { exercise: FIST_TO_FIVE, fingers: 5 } }, 4);
    expect(room.of(FIST_TO_FIVE).result).toMatchObject({ answered: 4, scale: [0, 1, 1, 1, 0, 1] });
  });

  it('[H2] names an organisation only where cards showed it, and never a resident’s', () => {
    const written = (room: Room) =>
      room.go('silent_writing').card(1, 'Donker pad').reveal('silent_writing').of('silent_writing').groups[0]!
        .cards[0]!;
    expect(written(new Room()).organisationId).toBe(ORGANISATION);
    const quiet = new Room().do({ type: 'SetScript', expectedScript: 0, steps, showOrganisations: false });
    expect(written(quiet).organisationId).toBeNull();
    const resident = new Room('resident').do({ type: 'Arrive' }, 1);
    expect(written(resident).organisationId).toBeNull();
    expect(resident.harvest).toMatchObject({ arrived: 1, organisationIds: [] });
  });

  it('has cards by cluster, promises by date, parked points with what became of them, in the order of the session', () => {
    const room = new Room()
      .go('silent_writing')
      .card(1, 'Donker pad')
      .card(2, 'Fijne tuin')
      .card(3, 'Geen licht')
      .reveal('silent_writing');
    room.do({ type: 'MakeCluster', clusterId: idOf(200), title: 'Licht', cardIds: [idOf(1), idOf(3)] });
    room
      .do({ type: 'ParkNote', noteId: idOf(100), text: 'Parkeren bij de school' }, 1)
      .do({ type: 'ResolveNote', noteId: idOf(100), resolution: 'Naar de gemeente' });
    room.do({ type: 'MakePromise', promiseId: idOf(300), what: 'Later', ownerOrganisationId: ORGANISATION });
    room.do({
      type: 'MakePromise',
      promiseId: idOf(301),
      what: 'Eerst',
      ownerOrganisationId: ORGANISATION,
      due: '2026-12-01',
    });
    room.go('clustering').go('check_in');
    expect(room.harvest.steps.map(({ exercise }) => exercise)).toEqual([
      'silent_writing',
      'clustering',
      'check_in',
      'parking_lot',
      PROMISES,
    ]);
    expect(room.of('silent_writing').groups.map(({ title, cards }) => [title, cards.map((card) => card.text)])).toEqual(
      [
        ['Licht', ['Donker pad', 'Geen licht']],
        [null, ['Fijne tuin']],
      ],
    );
    expect(room.of('clustering').clusters).toEqual([{ title: 'Licht', cards: 2 }]);
    expect(room.of('parking_lot').parked).toEqual([{ text: 'Parkeren bij de school', resolution: 'Naar de gemeente' }]);
    expect(room.of(PROMISES).promises.map(({ what }) => what)).toEqual(['Eerst', 'Later']);
    room.do({ type: 'SettlePromise', promiseId: idOf(301), to: 'dropped' });
    expect(room.of(PROMISES).promises.map(({ what }) => what)).toEqual(['Later']);
  });

  it('[H7] tells an evaluation as counts, with the sentences that were let through', () => {
    const room = new Room().go('evaluation');
    for (const who of [1, 2, 3, 4])
      room.do(
        {
          type: 'GiveAnswer',
          stepId: stepFor('evaluation'),
          answer: { exercise: 'evaluation', useful: 4, heard: who, sentence: `Zin ${who}` },
        },
        who,
      );
    expect(room.of('evaluation')).toMatchObject({ isHidden: true, result: null });
    room.reveal('evaluation').do({ type: 'ModerateText', stepId: stepFor('evaluation'), text: 'Zin 2', to: 'shown' });
    expect(room.of('evaluation').result).toMatchObject({
      scale: [0, 0, 0, 4, 0],
      heard: [1, 1, 1, 1, 0],
      texts: [{ text: 'Zin 2', count: 1 }],
    });
  });
});

describe('minutes', () => {
  const write = (expectedMinutes: number, change: object = {}) =>
    ({ type: 'WriteMinutes', expectedMinutes, summary: 'Kort', notes: {}, approved: true, ...change }) as const;
  const closed = () =>
    new Room().go('silent_writing').card(1, 'Donker pad').card(2, 'Fijne tuin').reveal('silent_writing').close();

  it('[H3] are changed from the version that was seen, and approved once the session is closed', () => {
    const room = closed();
    room.status = 'open';
    expect(room.try(write(0), null)).toEqual({ kind: 'refused', code: 'SESSION.NOT_CLOSED' });
    room.close().do(write(0, { approved: false, summary: 'Eerste' }));
    expect(room.try(write(0, { summary: 'Tweede' }), null)).toEqual({ kind: 'refused', code: 'LIVE.MINUTES_MOVED' });
    room.do(write(1, { notes: { [stepFor('silent_writing')]: 'Veel over licht' } }));
    expect(room.state.minutes).toMatchObject({ version: 2, approved: true, edition: 1, stands: true });
    expect(minutesOf(room.state)).toMatchObject({ edition: 1, summary: 'Kort', steps: [{ note: 'Veel over licht' }] });
    expect(minutesOf(room.do(write(2, { omitted: [stepFor('silent_writing')] })).state)).toMatchObject({
      edition: 2,
      steps: [],
    });
  });

  it('[H4] stand while they are changed and what was agreed is settled, and lapse once something is taken away', () => {
    const approved = () => closed().do(write(0));
    expect(approved().do(write(1, { approved: false })).state.minutes).toMatchObject({
      approved: false,
      stands: true,
      edition: 1,
    });
    const promise = {
      type: 'MakePromise',
      promiseId: idOf(300),
      what: 'Lamp maken',
      ownerOrganisationId: ORGANISATION,
    } as const;
    expect(
      approved()
        .do(promise)
        .do({ type: 'SettlePromise', promiseId: idOf(300), to: 'done' }).state.minutes.stands,
    ).toBe(true);
    const lapse = (command: LiveCommandInput, who: number | null = null) => approved().do(command, who).state.minutes;
    const lapsed = { approved: false, stands: false, edition: 1 };
    expect(lapse({ type: 'WithdrawCard', cardId: idOf(1), secret: 'a secret of a browser' }, 1)).toMatchObject(lapsed);
    expect(lapse({ type: 'ModerateCards', cardIds: [idOf(1)], to: 'removed' })).toMatchObject(lapsed);
    expect(lapse({ type: 'Reveal', stepId: stepFor('silent_writing'), on: false })).toMatchObject(lapsed);
    expect(
      lapse({ type: 'ModerateText', stepId: stepFor('silent_writing'), text: 'woord', to: 'removed' }),
    ).toMatchObject(lapsed);
    expect(lapse({ type: 'ModerateCards', cardIds: [idOf(1)], to: 'shown' }).stands).toBe(true);
  });
});
