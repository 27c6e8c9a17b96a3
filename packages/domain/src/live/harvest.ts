import { PROMISES } from './exercise-names.ts';
import type { Lane } from '../people.ts';
import type { Theme } from '../themes.ts';
import { type Exercise, type Step, usualStep } from './exercise.ts';
import type { CardKind } from './live.commands.ts';
import { type Card, type Cluster, isBeforeRoom, isHidden, type LiveState, stepOf } from './live-state.ts';
import { type ItemTally, type Spread, tallyOf } from './tally.ts';

/**
 * Below so many answers no scores are told: whoever knows their own answer, and hears the sum, would know those of two
 * others or fewer.
 */
export const SMALLEST_GROUP = 4;

/** Ids of the parts that belong to no step: registrations brought along, and what was parked or agreed outside its exercise. */
export const EXTRA_PARTS = { brought: '_brought', parked: '_parked', agreed: '_agreed' } as const;

/** A card in the harvest. It has no author, no id and no moment; an organisation only where the room saw one. */
export interface HarvestCard {
  readonly kind: CardKind;
  readonly theme: Theme;
  /** The Dutch version where the facilitator wrote one. */
  readonly text: string;
  /** Name of the place. */
  readonly place: string | null;
  readonly organisationId: string | null;
  /** Text of the card that this one adds to. */
  readonly addsTo: string | null;
}

/** Cards that lie together; without a title those that lie by themselves. */
export interface HarvestGroup {
  readonly title: string | null;
  readonly cards: readonly HarvestCard[];
}

/** What one item got. `voters` is null where it are too few to tell. */
export interface HarvestItem {
  readonly name: string;
  readonly points: number;
  readonly voters: number | null;
  readonly effort: Omit<Spread, 'counts'> | null;
  readonly effect: Omit<Spread, 'counts'> | null;
  readonly disagreement: number | null;
}

/** What the answers of a step came to. With `isFew` there are fewer than {@link SMALLEST_GROUP}, and no scores. */
export interface HarvestResult {
  readonly answered: number;
  readonly isFew: boolean;
  readonly items: readonly HarvestItem[];
  /** Words, needs and sentences that the facilitator let through. */
  readonly texts: readonly { readonly text: string; readonly count: number }[];
  /** How many gave each score: 1 to 5, or fingers 0 to 5. */
  readonly scale: readonly number[] | null;
  readonly heard: readonly number[] | null;
}

/** A promise as it was made. How it ended stands with the promises of the lane. */
export interface HarvestPromise {
  readonly what: string;
  readonly ownerOrganisationId: string | null;
  readonly owner: string;
  readonly due: string | null;
  readonly isCarried: boolean;
}

/** One step with what came of it. */
export interface HarvestStep {
  /** Id of the step, or one of {@link EXTRA_PARTS}. */
  readonly id: string;
  readonly exercise: Exercise;
  readonly title: string;
  readonly question: string;
  /** Nothing of it was revealed, so nothing of it is told. */
  readonly isHidden: boolean;
  readonly groups: readonly HarvestGroup[];
  /** What clustering came to; the cards themselves stand where they were written. */
  readonly clusters: readonly { readonly title: string; readonly cards: number }[];
  readonly result: HarvestResult | null;
  readonly parked: readonly { readonly text: string; readonly resolution: string | null }[];
  readonly promises: readonly HarvestPromise[];
}

/** What a session brought, as its own lane may keep it. */
export interface Harvest {
  readonly lane: Lane;
  /** How many joined. */
  readonly arrived: number;
  /** Organisations that took part; none in the resident lane. */
  readonly organisationIds: readonly string[];
  readonly steps: readonly HarvestStep[];
}

const byText = (one: { text: string }, other: { text: string }): number => one.text.localeCompare(other.text, 'nl');
const wordsOf = (card: Card): string => card.translation ?? card.text;

function harvestCard(state: LiveState, card: Card): HarvestCard {
  const parent = card.parentId === null ? undefined : state.cards[card.parentId];
  const isNamed = state.lane === 'professional' && state.script.showOrganisations;
  return {
    kind: card.kind,
    theme: card.theme,
    text: wordsOf(card),
    place: card.place?.label || null,
    organisationId: isNamed ? card.organisationId : null,
    addsTo: parent && isBeforeRoom(state, parent) ? wordsOf(parent) : null,
  };
}

const cardsOf = (state: LiveState, stepId: string | null): Card[] =>
  Object.values(state.cards).filter((card) => card.stepId === stepId && isBeforeRoom(state, card));

/** Cards by cluster, then those by themselves. Sorted by text: the order in which they were written is nobody's business. */
function groupsOf(state: LiveState, cards: readonly Card[]): HarvestGroup[] {
  const inside = (cluster: Cluster): Card[] => cards.filter(({ id }) => cluster.cardIds.includes(id));
  const clustered = Object.values(state.clusters).map((cluster) => ({ title: cluster.title, cards: inside(cluster) }));
  const taken = new Set(clustered.flatMap((group) => group.cards));
  return [
    ...clustered.sort((one, other) => one.title.localeCompare(other.title, 'nl')),
    { title: null, cards: cards.filter((card) => !taken.has(card)) },
  ]
    .filter((group) => group.cards.length > 0)
    .map((group) => ({ title: group.title, cards: group.cards.map((card) => harvestCard(state, card)).sort(byText) }));
}

/** What an item is called, if it lies before the room. */
function nameOf(state: LiveState, step: Step, key: string): string | null {
  const id = key.slice(key.indexOf(':') + 1);
  if (key.startsWith('option:')) return step.options[Number(id)] ?? null;
  if (key.startsWith('cluster:'))
    return state.clusters[id]?.cardIds.some((cardId) => state.cards[cardId] && isBeforeRoom(state, state.cards[cardId]))
      ? state.clusters[id].title
      : null;
  const card = state.cards[id];
  return card && isBeforeRoom(state, card) ? wordsOf(card) : null;
}

function itemOf(item: ItemTally, name: string): HarvestItem {
  const isFew = item.voters < SMALLEST_GROUP;
  const spread = (scores: Spread | undefined) =>
    scores && !isFew ? { mean: scores.mean, deviation: scores.deviation } : null;
  // a matrix gives means: of few scores they would be the scores themselves
  const points = item.effort && isFew ? 0 : item.points;
  return {
    name,
    points,
    voters: isFew ? null : item.voters,
    effort: spread(item.effort),
    effect: spread(item.effect),
    disagreement: item.disagreement ?? null,
  };
}

function resultOf(state: LiveState, step: Step): HarvestResult | null {
  const { answered, items, texts, scale, heard } = tallyOf(state, step);
  if (answered === 0) return null;
  const isFew = answered < SMALLEST_GROUP;
  const named = items.flatMap((item) => {
    const name = item.voters === 0 ? null : nameOf(state, step, item.key);
    return name === null ? [] : [itemOf(item, name)];
  });
  return {
    answered,
    isFew,
    items: isFew ? [] : named,
    texts: texts.filter(({ moderation }) => moderation === 'shown').map(({ text, count }) => ({ text, count })),
    scale: isFew ? null : scale,
    heard: isFew ? null : heard,
  };
}

/** What came of one step; parked points and promises stand with the last step of their exercise. */
function stepHarvest(state: LiveState, step: Step, isLast: boolean): HarvestStep {
  const { id } = step;
  const hidden = isHidden(state, id);
  const parked =
    step.exercise === 'parking_lot' && isLast
      ? Object.values(state.notes).filter(({ moderation }) => moderation === 'shown')
      : [];
  const agreed =
    step.exercise === PROMISES && isLast
      ? Object.values(state.promises).filter(({ status }) => status !== 'dropped')
      : [];
  return {
    id,
    exercise: step.exercise,
    title: step.title,
    question: step.question,
    isHidden: hidden,
    groups: groupsOf(state, cardsOf(state, id === EXTRA_PARTS.brought ? null : id)),
    clusters: step.exercise === 'clustering' && isLast ? clustersOf(state) : [],
    result: hidden ? null : resultOf(state, step),
    parked: parked.map(({ text, resolution }) => ({ text, resolution })).sort(byText),
    promises: agreed
      .map(({ what, ownerOrganisationId, owner, due, from }) => ({
        what,
        ownerOrganisationId,
        owner,
        due,
        isCarried: from !== null,
      }))
      .sort(
        (one, other) =>
          (one.due ?? '9999').localeCompare(other.due ?? '9999') || one.what.localeCompare(other.what, 'nl'),
      ),
  };
}

function clustersOf(state: LiveState): HarvestStep['clusters'] {
  return groupsOf(
    state,
    Object.values(state.cards).filter((card) => isBeforeRoom(state, card)),
  ).flatMap(({ title, cards }) => (title === null ? [] : [{ title, cards: cards.length }]));
}

/**
 * What a session brought, step by step in the order in which they were begun. In it is what lay before the room, and
 * nothing else: not what was hidden, waits, was taken off, came late or was withdrawn; no seat, no key and no moment.
 */
export function harvestOf(state: LiveState): Harvest {
  const begun = state.begun.flatMap((id) => stepOf(state, id) ?? []);
  const last = new Set(
    begun
      .toReversed()
      .flatMap((step, index, all) =>
        all.findIndex(({ exercise }) => exercise === step.exercise) === index ? [step.id] : [],
      ),
  );
  const steps = begun.map((step) => stepHarvest(state, step, last.has(step.id)));
  const extra = (id: string, exercise: Exercise): HarvestStep[] => {
    if (id !== EXTRA_PARTS.brought && begun.some((step) => step.exercise === exercise)) return [];
    const part = stepHarvest(state, { ...usualStep('extra', exercise), id }, true);
    return part.groups.length + part.parked.length + part.promises.length > 0 ? [part] : [];
  };
  const organisationIds =
    state.lane === 'professional' ? [...new Set(Object.values(state.arrived).filter((id) => id !== null))].sort() : [];
  return {
    lane: state.lane,
    arrived: Object.keys(state.arrived).length,
    organisationIds,
    steps: [
      ...extra(EXTRA_PARTS.brought, 'silent_writing'),
      ...steps,
      ...extra(EXTRA_PARTS.parked, 'parking_lot'),
      ...extra(EXTRA_PARTS.agreed, PROMISES),
    ],
  };
}
