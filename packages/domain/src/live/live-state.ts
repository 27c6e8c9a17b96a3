import type { Lane } from '../people.ts';
import type { Theme } from '../themes.ts';
import type { Place } from '../trajectory/command-parts.ts';
import type { Step } from './exercise.ts';
import type { Answer, CardKind, ParticipantLanguage } from './live.commands.ts';

/** Whether a card is before the room: `waiting` for the facilitator, `shown`, or `removed` by the facilitator. */
export type Moderation = 'waiting' | 'shown' | 'removed';

/** A card as it lies in a session. It has no author: at most an organisation. */
export interface Card {
  readonly id: string;
  /** Position in the session's events. */
  readonly seq: number;
  readonly stepId: string | null;
  readonly kind: CardKind;
  readonly theme: Theme;
  readonly text: string;
  readonly place: Place | null;
  readonly organisationId: string | null;
  readonly parentId: string | null;
  readonly language: ParticipantLanguage;
  /** A Dutch version by the facilitator. */
  readonly translation: string | null;
  readonly moderation: Moderation;
  /** Came after its step was over and is not admitted yet. */
  readonly late: boolean;
  readonly invented: boolean;
  /** Its author was warned that it seems to be about a person, and went on. */
  readonly suspect?: true;
}

/** Cards that belong together; the cards themselves stay as they are. */
export interface Cluster {
  readonly id: string;
  readonly title: string;
  readonly cardIds: readonly string[];
}

/** A point that waits in the parking lot; closed out once it has a resolution. */
export interface Note {
  readonly id: string;
  readonly text: string;
  readonly language: ParticipantLanguage;
  readonly resolution: string | null;
  readonly moderation: Moderation;
  /** As of a card. */
  readonly suspect?: true;
}

/** A promise (afspraak): one owner, what, and when. */
export interface SessionPromise {
  readonly id: string;
  readonly what: string;
  readonly ownerOrganisationId: string | null;
  readonly owner: string;
  readonly due: string | null;
  readonly from: string | null;
  readonly status: 'open' | 'done' | 'dropped';
}

/** The clock of the current step. `endsAt` is ISO 8601 while it runs; `leftMs` is what is left while it stands still. */
export interface Clock {
  readonly totalMs: number;
  readonly endsAt: string | null;
  readonly leftMs: number;
}

/** The minutes as far as they are written. */
export interface Minutes {
  /** How often they were saved. */
  readonly version: number;
  readonly summary: string;
  /** The facilitator's own words under each part, by its id. */
  readonly notes: Readonly<Record<string, string>>;
  /** Parts that the facilitator leaves out. */
  readonly omitted: readonly string[];
  /** What was saved last is what was approved last. */
  readonly approved: boolean;
  /** How often they were approved. */
  readonly edition: number;
  /** The last approved edition may be read: nothing of the session was taken away since. */
  readonly stands: boolean;
}

/** Minutes of which nothing is written. */
export const noMinutes: Minutes = {
  version: 0,
  summary: '',
  notes: {},
  omitted: [],
  approved: false,
  edition: 0,
  stands: false,
};

/** An answer that came after its step was over. */
export interface LateAnswer {
  readonly id: string;
  readonly stepId: string;
  readonly voter: string;
  readonly answer: Answer;
  readonly suspect?: boolean;
}

/**
 * State of a live session: the fold of its events. A voter is a key that the engine derives anew for each step, so that
 * one participant's answers can be counted once and not be joined across steps.
 */
export interface LiveState {
  readonly lane: Lane;
  readonly seq: number;
  readonly script: { readonly version: number; readonly steps: readonly Step[]; readonly showOrganisations: boolean };
  readonly stepId: string | null;
  /** Steps that have been begun, in that order. */
  readonly begun: readonly string[];
  readonly before: { readonly stepId: string | null; readonly clock: Clock | null } | null;
  readonly clock: Clock | null;
  readonly revealed: readonly string[];
  readonly gathered: boolean;
  readonly spotlight: string | null;
  /** Everybody who took part, with their organisation. */
  readonly arrived: Readonly<Record<string, string | null>>;
  /** Those of them who are not there any more. */
  readonly left: Readonly<Record<string, true>>;
  /** Keys of the writers who were put out. */
  readonly out: readonly string[];
  readonly cards: Readonly<Record<string, Card>>;
  readonly clusters: Readonly<Record<string, Cluster>>;
  readonly answers: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
  /** Voters in whose words something personal was seen, by step. */
  readonly suspects: Readonly<Record<string, readonly string[]>>;
  readonly ready: Readonly<Record<string, Readonly<Record<string, true>>>>;
  readonly texts: Readonly<Record<string, Readonly<Record<string, 'shown' | 'removed'>>>>;
  readonly late: Readonly<Record<string, LateAnswer>>;
  readonly notes: Readonly<Record<string, Note>>;
  readonly promises: Readonly<Record<string, SessionPromise>>;
  readonly minutes: Minutes;
}

/** A session in which nothing happened yet, with its script. */
export function emptyLive(lane: Lane, steps: readonly Step[]): LiveState {
  return {
    lane,
    seq: 0,
    script: { version: 0, steps, showOrganisations: lane === 'professional' },
    stepId: null,
    begun: [],
    before: null,
    clock: null,
    revealed: [],
    gathered: false,
    spotlight: null,
    arrived: {},
    left: {},
    out: [],
    cards: {},
    clusters: {},
    answers: {},
    suspects: {},
    ready: {},
    texts: {},
    late: {},
    notes: {},
    promises: {},
    minutes: noMinutes,
  };
}

/** The step with this id. */
export const stepOf = (state: LiveState, stepId: string | null): Step | undefined =>
  state.script.steps.find(({ id }) => id === stepId);

/** Whether what was given in this step is still with its authors only. */
export function isHidden(state: LiveState, stepId: string | null): boolean {
  return stepOf(state, stepId)?.hidden === true && !state.revealed.includes(stepId ?? '');
}

/** Voters who are there, with their organisations. */
export const presentIn = ({ arrived, left }: LiveState): readonly (readonly [voter: string, string | null])[] =>
  Object.entries(arrived).filter(([voter]) => !Object.hasOwn(left, voter));

/** Whether a card lies before the whole room. */
export const isBeforeRoom = (state: LiveState, card: Card): boolean =>
  card.moderation === 'shown' && !card.late && !isHidden(state, card.stepId);
