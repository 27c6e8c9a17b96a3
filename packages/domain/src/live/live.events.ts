import type { Step } from './exercise.ts';
import type { Answer, ParticipantLanguage } from './live.commands.ts';
import type { Card, Clock, Cluster, LateAnswer, Moderation, Note, SessionPromise } from './live-state.ts';

/** What happened in a live session. */
export type LiveEvent =
  | { readonly type: 'ScriptSet'; readonly steps: readonly Step[]; readonly showOrganisations: boolean }
  | { readonly type: 'StepBegun'; readonly stepId: string; readonly clock: Clock | null }
  | { readonly type: 'StepUndone'; readonly stepId: string | null; readonly clock: Clock | null }
  | { readonly type: 'ClockSet'; readonly clock: Clock }
  | { readonly type: 'StepRevealed'; readonly stepId: string }
  | { readonly type: 'StepHidden'; readonly stepId: string }
  | { readonly type: 'Gathered'; readonly on: boolean }
  | { readonly type: 'SpotlightSet'; readonly key: string | null }
  | { readonly type: 'Arrived'; readonly voter: string; readonly organisationId: string | null }
  | { readonly type: 'Left'; readonly voter: string }
  /** `writer` is the key under which all cards of that participant count as one writer's. */
  | { readonly type: 'PutOut'; readonly writer: string; readonly out: boolean }
  | { readonly type: 'CardAdded'; readonly card: Omit<Card, 'seq'> }
  | { readonly type: 'CardWithdrawn'; readonly cardId: string }
  | { readonly type: 'CardsModerated'; readonly cardIds: readonly string[]; readonly to: Moderation }
  | { readonly type: 'TextModerated'; readonly stepId: string; readonly text: string; readonly to: 'shown' | 'removed' }
  | { readonly type: 'CardTranslated'; readonly cardId: string; readonly text: string }
  | { readonly type: 'CardAdmitted'; readonly cardId: string; readonly on: boolean }
  | { readonly type: 'ClusterMade'; readonly cluster: Cluster }
  | { readonly type: 'ClusterTakenApart'; readonly clusterId: string }
  /** `answer` is null once a later one took its place; `suspect` when something personal was seen in its words. */
  | {
      readonly type: 'AnswerGiven';
      readonly stepId: string;
      readonly voter: string;
      readonly answer: Answer | null;
      readonly language: ParticipantLanguage;
      readonly suspect?: boolean;
    }
  | { readonly type: 'AnswerTakenBack'; readonly stepId: string; readonly voter: string }
  | { readonly type: 'AnswerCameLate'; readonly late: LateAnswer }
  | { readonly type: 'LateAnswerSettled'; readonly lateId: string; readonly on: boolean }
  | { readonly type: 'ReadySet'; readonly stepId: string; readonly voter: string; readonly ready: boolean }
  | { readonly type: 'NoteParked'; readonly note: Note }
  | { readonly type: 'NoteResolved'; readonly noteId: string; readonly resolution: string | null }
  | { readonly type: 'PromiseMade'; readonly promise: SessionPromise }
  | { readonly type: 'PromiseSettled'; readonly promiseId: string; readonly to: SessionPromise['status'] }
  | {
      readonly type: 'MinutesWritten';
      readonly summary: string;
      readonly notes: Readonly<Record<string, string>>;
      readonly omitted: readonly string[];
      readonly approved: boolean;
    }
  /** What stood before this has another order from now on; it comes to the same. */
  | { readonly type: 'OrderForgotten' };

/** Name of an event of a live session. */
export type LiveEventType = LiveEvent['type'];
