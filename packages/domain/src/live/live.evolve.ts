import type { LiveEvent, LiveEventType } from './live.events.ts';
import type { Card, LateAnswer, LiveState } from './live-state.ts';
import { takesAway } from './minutes.ts';

type EventOf<T extends LiveEventType> = Extract<LiveEvent, { type: T }>;
type Change = Partial<LiveState>;
type Appliers = { readonly [T in LiveEventType]: (event: EventOf<T>, state: LiveState, seq: number) => Change };

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> => {
  const { [key]: _gone, ...rest } = record;
  return rest;
};

function changeCards(state: LiveState, ids: readonly string[], change: Partial<Card>): Change {
  const cards = { ...state.cards };
  for (const id of ids) if (cards[id]) cards[id] = { ...cards[id], ...change };
  return { cards };
}

/** Takes an answer in the place of the voter's former one. */
function withAnswer(
  { answers, suspects }: LiveState,
  { stepId, voter, answer, suspect = false }: Omit<LateAnswer, 'id'>,
): Change {
  const before = suspects[stepId] ?? [];
  const others = before.filter((other) => other !== voter);
  return {
    answers: { ...answers, [stepId]: { ...answers[stepId], [voter]: answer } },
    ...(suspect || others.length < before.length
      ? { suspects: { ...suspects, [stepId]: suspect ? [...others, voter] : others } }
      : {}),
  };
}

const appliers: Appliers = {
  ScriptSet: ({ steps, showOrganisations }, { script, begun, before }) => {
    const isThere = (id: string): boolean => steps.some((step) => step.id === id);
    return {
      script: { version: script.version + 1, steps, showOrganisations },
      ...(begun.every(isThere) ? {} : { begun: begun.filter(isThere) }),
      ...(before && before.stepId !== null && !isThere(before.stepId) ? { before: null } : {}),
    };
  },
  StepBegun: ({ stepId, clock }, state) => ({
    stepId,
    clock,
    before: { stepId: state.stepId, clock: state.clock },
    begun: state.begun.includes(stepId) ? state.begun : [...state.begun, stepId],
    gathered: false,
    spotlight: null,
  }),
  StepUndone: ({ stepId, clock }) => ({ stepId, clock, before: null, spotlight: null }),
  ClockSet: ({ clock }) => ({ clock }),
  StepRevealed: ({ stepId }, { revealed }) => ({ revealed: [...revealed.filter((id) => id !== stepId), stepId] }),
  StepHidden: ({ stepId }, { revealed }) => ({ revealed: revealed.filter((id) => id !== stepId) }),
  Gathered: ({ on }) => ({ gathered: on }),
  SpotlightSet: ({ key }) => ({ spotlight: key }),
  Arrived: ({ voter, organisationId }, { arrived, left }) => ({
    arrived: { ...arrived, [voter]: organisationId },
    ...(Object.hasOwn(left, voter) ? { left: without(left, voter) } : {}),
  }),
  Left: ({ voter }, { left }) => ({ left: { ...left, [voter]: true } }),
  PutOut: ({ writer, out: isOut }, { out }) => ({
    out: [...out.filter((other) => other !== writer), ...(isOut ? [writer] : [])],
  }),
  CardAdded: ({ card }, { cards }, seq) => ({ cards: { ...cards, [card.id]: { ...card, seq } } }),
  CardWithdrawn: ({ cardId }, state) => {
    const clusters = Object.values(state.clusters).some(({ cardIds }) => cardIds.includes(cardId));
    const kept = clusters ? { clusters: withoutCards(state.clusters, [cardId]) } : {};
    return { cards: without(state.cards, cardId), ...kept };
  },
  CardsModerated: ({ cardIds, to }, state) => {
    const notes = Object.fromEntries(
      Object.values(state.notes).map((note) => [
        note.id,
        cardIds.includes(note.id) ? { ...note, moderation: to } : note,
      ]),
    );
    return { ...changeCards(state, cardIds, { moderation: to }), notes };
  },
  TextModerated: ({ stepId, text, to }, { texts }) => ({
    texts: { ...texts, [stepId]: { ...texts[stepId], [text]: to } },
  }),
  CardTranslated: ({ cardId, text }, state) => changeCards(state, [cardId], { translation: text === '' ? null : text }),
  CardAdmitted: ({ cardId, on }, state) =>
    changeCards(state, [cardId], on ? { late: false } : { late: false, moderation: 'removed' }),
  ClusterMade: ({ cluster }, state) => ({
    clusters: { ...withoutCards(without(state.clusters, cluster.id), cluster.cardIds), [cluster.id]: cluster },
  }),
  ClusterTakenApart: ({ clusterId }, state) => ({
    clusters: without(state.clusters, clusterId),
    spotlight: state.spotlight === `cluster:${clusterId}` ? null : state.spotlight,
  }),
  AnswerGiven: ({ answer, ...given }, state) => (answer === null ? {} : withAnswer(state, { ...given, answer })),
  AnswerTakenBack: ({ stepId, voter }, { answers }) => ({
    answers: { ...answers, [stepId]: without(answers[stepId] ?? {}, voter) },
  }),
  AnswerCameLate: ({ late }, state) => ({ late: { ...state.late, [late.id]: late } }),
  LateAnswerSettled: ({ lateId, on }, state) => {
    const entry = state.late[lateId];
    return entry ? { late: without(state.late, lateId), ...(on ? withAnswer(state, entry) : {}) } : {};
  },
  ReadySet: ({ stepId, voter, ready }, state) => {
    const ofStep = state.ready[stepId] ?? {};
    return {
      ready: { ...state.ready, [stepId]: ready ? { ...ofStep, [voter]: true as const } : without(ofStep, voter) },
    };
  },
  NoteParked: ({ note }, { notes }) => ({ notes: { ...notes, [note.id]: note } }),
  NoteResolved: ({ noteId, resolution }, { notes }) => ({
    notes: notes[noteId] ? { ...notes, [noteId]: { ...notes[noteId], resolution } } : notes,
  }),
  PromiseMade: ({ promise }, { promises }) => ({ promises: { ...promises, [promise.id]: promise } }),
  PromiseSettled: ({ promiseId, to }, { promises }) => ({
    promises: promises[promiseId] ? { ...promises, [promiseId]: { ...promises[promiseId], status: to } } : promises,
  }),
  MinutesWritten: ({ summary, notes, omitted, approved }, { minutes }) => ({
    minutes: {
      version: minutes.version + 1,
      summary,
      notes,
      omitted,
      approved,
      edition: minutes.edition + (approved ? 1 : 0),
      stands: approved || minutes.stands,
    },
  }),
  OrderForgotten: () => ({}),
};

/** Takes cards out of the clusters that have them; a cluster left with none is gone. */
function withoutCards(clusters: LiveState['clusters'], cardIds: readonly string[]): LiveState['clusters'] {
  const gone = new Set(cardIds);
  const left = Object.values(clusters).map((cluster) =>
    cluster.cardIds.some((id) => gone.has(id))
      ? { ...cluster, cardIds: cluster.cardIds.filter((id) => !gone.has(id)) }
      : cluster,
  );
  return Object.fromEntries(left.filter(({ cardIds }) => cardIds.length > 0).map((cluster) => [cluster.id, cluster]));
}

/** The state after an event at this position. Parts that the event does not touch stay the very same objects. */
export function evolveLive(state: LiveState, event: LiveEvent, seq: number): LiveState {
  const apply = appliers[event.type] as ((event: LiveEvent, state: LiveState, seq: number) => Change) | undefined;
  // approved minutes would go on telling what is gone
  const lapsed: Change =
    state.minutes.stands && takesAway(event) ? { minutes: { ...state.minutes, stands: false, approved: false } } : {};
  return { ...state, ...apply?.(event, state, seq), ...lapsed, seq };
}
