import type { Lane } from '../people.ts';
import { type Audience, seesCard, seesKey } from './audience.ts';
import { judges, type Step } from './exercise.ts';
import { itemsOf } from './items.ts';
import type { ParticipantLanguage } from './live.commands.ts';
import {
  type Card,
  type Clock,
  isHidden,
  type LiveState,
  type Minutes,
  type Note,
  type SessionPromise,
  presentIn,
  stepOf,
} from './live-state.ts';
import { type StepView, stepEntries } from './step-view.ts';
import type { GivenText, ItemTally } from './tally.ts';

/** Where the session stands. */
export interface RoomView {
  readonly lane: Lane;
  readonly status: 'planned' | 'open' | 'closed' | 'cancelled';
  /** The step that runs, with its settings; null in the lobby. */
  readonly step: Step | null;
  /** Place of the step among those that are not skipped, from 1, and how many there are. */
  readonly index: number;
  readonly count: number;
  readonly clock: Clock | null;
  /** What is given in this step is still with its authors. */
  readonly isHidden: boolean;
  readonly gathered: boolean;
  readonly spotlight: string | null;
  readonly arrived: number;
  readonly showOrganisations: boolean;
  /** Keys of what is judged in this step. */
  readonly items: readonly string[];
}

/** A card as an audience sees it. */
export interface CardView extends Omit<Card, 'organisationId' | 'invented' | 'language'> {
  readonly language: ParticipantLanguage;
  /** The organisation, where this audience sees it. */
  readonly organisationId: string | null;
  readonly clusterId: string | null;
}

/** A cluster with the cards in it that this audience sees. */
export interface ClusterView {
  readonly id: string;
  readonly title: string;
  readonly cardIds: readonly string[];
}

/** Something that came after its step was over, for the facilitator. */
export interface LateView {
  readonly id: string;
  readonly stepId: string | null;
  readonly kind: 'card' | 'answer';
}

/** The script, for the facilitator. */
export interface ScriptView {
  readonly version: number;
  readonly steps: readonly Step[];
  readonly begun: readonly string[];
  readonly revealed: readonly string[];
  readonly canUndo: boolean;
  /** Who is there by organisation; in the resident lane under an empty id. */
  readonly arrivals: Readonly<Record<string, number>>;
}

/** Entries of a projection by their key: `room`, `script`, `minutes`, or `card:ID`, `cluster:ID`, `step:ID`, `item:STEP:KEY`, `said:STEP:TEXT`, `note:ID`, `promise:ID`, `late:ID`. */
export interface Entries {
  room: RoomView;
  script: ScriptView;
  minutes: Minutes;
  [card: `card:${string}`]: CardView;
  [cluster: `cluster:${string}`]: ClusterView;
  [step: `step:${string}`]: StepView;
  [item: `item:${string}`]: ItemTally;
  [said: `said:${string}`]: GivenText;
  [note: `note:${string}`]: Note;
  [promise: `promise:${string}`]: SessionPromise;
  [late: `late:${string}`]: LateView;
}

/** A projection: entry by key. */
export type Projection = ReadonlyMap<string, unknown>;

function roomView(state: LiveState, status: RoomView['status'], audience: Audience): RoomView {
  const step = stepOf(state, state.stepId) ?? null;
  const counted = state.script.steps.filter(({ id, skipped }) => !skipped || id === state.stepId);
  return {
    lane: state.lane,
    status,
    step,
    index: step ? counted.indexOf(step) + 1 : 0,
    count: counted.length,
    clock: state.clock,
    isHidden: isHidden(state, state.stepId),
    gathered: state.gathered,
    spotlight: state.spotlight && seesKey(state, state.spotlight, audience) ? state.spotlight : null,
    arrived: presentIn(state).length,
    showOrganisations: state.script.showOrganisations,
    items: step && judges(step.exercise) ? itemsOf(state, step) : [],
  };
}

function clusterOf(state: LiveState): Map<string, string> {
  return new Map(
    Object.values(state.clusters).flatMap(({ id, cardIds }) => cardIds.map((cardId) => [cardId, id] as const)),
  );
}

interface KnownCard {
  readonly key: string;
  readonly named: CardView;
  readonly nameless: CardView;
  /** As the facilitator sees it: with the mark of what was warned about. */
  readonly marked: CardView;
}

/** What was made of a card, while it is as it was: most do not change from one projection to the next. */
const known = new WeakMap<Card, KnownCard>();

/** What a card looks like; the very same object as before where nothing about it changed, so that comparing is quick. */
function cardViews(card: Card, clusterId: string | null): KnownCard {
  const before = known.get(card);
  if (before?.named.clusterId === clusterId) return before;
  const { invented: _invented, suspect, ...shown } = card;
  const named = { ...shown, clusterId };
  const views = {
    key: `card:${card.id}`,
    named,
    nameless: { ...named, organisationId: null },
    marked: suspect ? { ...named, suspect } : named,
  };
  known.set(card, views);
  return views;
}

/** A note without what is for the facilitator alone; the very same where there is nothing. */
function unmarked(note: Note): Note {
  const { suspect, ...shown } = note;
  return suspect ? shown : note;
}

function scriptView(state: LiveState): ScriptView {
  const arrivals: Record<string, number> = {};
  for (const [, organisationId] of presentIn(state))
    arrivals[organisationId ?? ''] = (arrivals[organisationId ?? ''] ?? 0) + 1;
  const { script, begun, revealed, before } = state;
  return { version: script.version, steps: script.steps, begun, revealed, canUndo: before !== null, arrivals };
}

/** Entries of a projection that are made of the same parts of the state. */
export interface Part {
  readonly name: string;
  /** What they are made of: while these are the very same, so are the entries. */
  readonly of: readonly unknown[];
  entries(): Iterable<readonly [string, unknown]>;
  /** Where only the last of what they are made of became another: the entries that can differ, undefined where there is none any more. */
  since?(last: unknown): Iterable<readonly [string, unknown]>;
}

function cardsPart(state: LiveState, audience: Audience): Part {
  const { script, revealed, clusters, cards } = state;
  const clusterIds = clusterOf(state);
  const entryOf = (card: Card): readonly [string, unknown] => {
    const { key, named, nameless, marked } = cardViews(card, clusterIds.get(card.id) ?? null);
    return [key, audience === 'facilitator' ? marked : script.showOrganisations ? named : nameless];
  };
  const sees = (card: Card): boolean => seesCard(state, card, audience);
  return {
    name: 'cards',
    of: [script, revealed, clusters, cards],
    entries: () => Object.values(cards).filter(sees).map(entryOf),
    *since(last) {
      const before = last as LiveState['cards'];
      for (const [id, card] of Object.entries(cards))
        if (before[id] !== card) yield sees(card) ? entryOf(card) : [`card:${id}`, undefined];
      for (const id of Object.keys(before)) if (!cards[id]) yield [`card:${id}`, undefined];
    },
  };
}

function* clusterEntries(state: LiveState, audience: Audience): Iterable<readonly [string, unknown]> {
  for (const cluster of Object.values(state.clusters)) {
    const cardIds = cluster.cardIds.filter((id) => seesKey(state, `card:${id}`, audience));
    yield [`cluster:${cluster.id}`, cardIds.length === cluster.cardIds.length ? cluster : { ...cluster, cardIds }];
  }
}

function* lateEntries({ late, cards }: LiveState): Iterable<readonly [string, LateView]> {
  for (const { id, stepId } of Object.values(late)) yield [`late:${id}`, { id, stepId, kind: 'answer' }];
  for (const card of Object.values(cards))
    if (card.late) yield [`late:${card.id}`, { id: card.id, stepId: card.stepId, kind: 'card' }];
}

/** What an audience sees of a session, in parts. This is the only place that decides it. */
export function partsOf(state: LiveState, status: RoomView['status'], audience: Audience): Part[] {
  const { script, revealed, clusters, cards, notes, promises, minutes, late, arrived, left, begun, before } = state;
  const isFacilitator = audience === 'facilitator';
  const part = (name: string, of: readonly unknown[], entries: Part['entries']): Part => ({ name, of, entries });
  const steps = script.steps.filter(({ id }) => begun.includes(id) && (isFacilitator || id === state.stepId));
  return [
    part(
      'room',
      [
        status,
        script,
        revealed,
        clusters,
        cards,
        arrived,
        left,
        state.stepId,
        state.clock,
        state.gathered,
        state.spotlight,
      ],
      () => [['room', roomView(state, status, audience)]],
    ),
    cardsPart(state, audience),
    part('clusters', [script, revealed, clusters, cards], () => clusterEntries(state, audience)),
    ...steps.map((step) =>
      part(
        `step:${step.id}`,
        [
          script,
          revealed,
          clusters,
          cards,
          ...[state.answers, state.ready, state.texts, state.suspects].map((record) => record[step.id]),
        ],
        () => stepEntries(state, step, audience),
      ),
    ),
    part('notes', [notes], () =>
      Object.values(notes).flatMap((note) =>
        isFacilitator || note.moderation === 'shown'
          ? [[`note:${note.id}`, isFacilitator ? note : unmarked(note)] as const]
          : [],
      ),
    ),
    part('promises', [promises], () =>
      Object.values(promises).flatMap((promise) =>
        isFacilitator || promise.status !== 'dropped' ? [[`promise:${promise.id}`, promise] as const] : [],
      ),
    ),
    ...(isFacilitator
      ? [
          part('script', [script, begun, revealed, arrived, left, before], () => [['script', scriptView(state)]]),
          part('minutes', [minutes], () => [['minutes', minutes]]),
          part('late', [late, cards], () => lateEntries(state)),
        ]
      : []),
  ];
}

/** What an audience sees of a session, whole: stream, snapshot and polling all send what stands here, or what changed in it. */
export function projectLive(state: LiveState, status: RoomView['status'], audience: Audience): Projection {
  return new Map(partsOf(state, status, audience).flatMap((part) => [...part.entries()]));
}

/** What changed from one projection to the next, to be sent: new values by key, and keys that are gone. */
export interface ProjectionChange {
  readonly set: Readonly<Record<string, unknown>>;
  readonly gone: readonly string[];
}

/** Compares two projections by what their entries say. */
export function changeOf(before: Projection, after: Projection): ProjectionChange {
  const set: Record<string, unknown> = {};
  let kept = 0;
  for (const [key, value] of after) {
    const was = before.get(key);
    if (was !== undefined) kept += 1;
    if (!isSame(was, value)) set[key] = value;
  }
  return { set, gone: kept === before.size ? [] : [...before.keys()].filter((key) => !after.has(key)) };
}

/** Whether two entries say the same. They are small and often made anew, so what they say is compared: part by part, and only then as text. */
export function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const [ours, theirs] = [one as Record<string, unknown>, other as Record<string, unknown>];
  return Object.keys(theirs).every(
    (key) =>
      ours[key] === theirs[key] ||
      (typeof theirs[key] === 'object' && JSON.stringify(ours[key]) === JSON.stringify(theirs[key])),
  );
}
