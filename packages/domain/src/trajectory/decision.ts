import type { Effect } from '../effect-keys.ts';
import type { Actor } from '../people.ts';
import type { Block } from './guards.ts';
import type { MethodTemplate } from '../template/method-template.ts';
import type { ContentId, TimerChanges } from './event-parts.ts';
import type { NewEvent } from './trajectory.events.ts';

/** What comes with a command: the clock, the sender and the command's id are inputs, never read inside. */
export interface Meta {
  /** ISO 8601 in UTC, by the database's clock. */
  readonly now: string;
  readonly actor: Actor;
  readonly commandId: string;
  /** The template that a move names; left out when there is no such template or nothing is moved. */
  readonly target?: MethodTemplate | undefined;
}

/** Accepted: what happened, the texts that lie beside it, and what has to be done. */
export interface Accepted {
  readonly kind: 'accepted';
  readonly events: readonly NewEvent[];
  readonly contents: Readonly<Record<ContentId, string>>;
  readonly effects: readonly Effect[];
  /** The document that whoever asked for one has to follow: their own, or the one that is under way already. */
  readonly reportId?: string;
}

/** Why a command is refused; the code is one of the catalogue in `@buurtbalans/contracts`. */
export interface Refused {
  readonly kind: 'refused';
  readonly code:
    | 'COMMAND.INVALID'
    | 'COMMAND.BLOCKED'
    | 'COMMAND.NOT_ALLOWED'
    | 'TRAJECTORY.NOT_FOUND'
    | 'TRAJECTORY.EXISTS'
    | 'TRAJECTORY.PHASE_MOVED'
    | 'TRAJECTORY.ITEM_NOT_FOUND'
    | 'TRAJECTORY.ITEM_EXISTS'
    | 'TRAJECTORY.NO_SUCH_GUARD'
    | 'TRAJECTORY.NO_SUCH_TRANSITION'
    | 'SESSION.NOT_PLANNED'
    | 'SESSION.NOT_OPEN'
    | 'SESSION.NO_INVITATIONS'
    | 'SESSION.NOT_CLOSED'
    | 'SESSION.NOT_HELD'
    | 'COMMITMENT.ALREADY_ENDED'
    | 'TIMER.NOT_SET'
    | 'TIMER.NOT_DUE'
    | 'TEMPLATE.NOT_FOUND'
    | 'TEMPLATE.MOVE_REFUSED'
    | 'PLAN.NOT_AGREED'
    | 'PLAN.WRONG_DAY';
  readonly blocks: readonly Block[];
  /** Which part of the command is wrong: path and problem. */
  readonly issues: readonly { readonly path: string; readonly problem: string }[];
}

/** Outcome of `decide`. */
export type Decision = Accepted | Refused;

/** Builds a refusal. */
export function refuse(code: Refused['code'], detail: Partial<Pick<Refused, 'blocks' | 'issues'>> = {}): Refused {
  return { kind: 'refused', code, blocks: detail.blocks ?? [], issues: detail.issues ?? [] };
}

/** What a handler accepts: as {@link Accepted}, with the timers that are set, moved and cancelled by it. */
export interface Happened extends Accepted {
  readonly timers: TimerChanges;
}

/** Builds an acceptance: what happened, which may be nothing, and what goes with it. */
export function accept(
  events: NewEvent | readonly NewEvent[] = [],
  beside: Partial<Pick<Happened, 'contents' | 'effects' | 'timers' | 'reportId'>> = {},
): Happened {
  const all = 'type' in events ? [events] : events;
  return { kind: 'accepted', events: all, contents: {}, effects: [], timers: {}, ...beside };
}

/** Lays texts beside the journal: what is laid there, and the ids under which events refer to it; null for an empty text that may be empty. */
export function lay<Text extends string, Optional extends string = never>(
  { commandId }: Meta,
  texts: Readonly<Record<Text, string>>,
  optional: Readonly<Record<Optional, string>> = {} as Record<Optional, string>,
): { ids: Record<Text, ContentId> & Record<Optional, ContentId | null>; contents: Record<ContentId, string> } {
  const ids: Record<string, ContentId | null> = {};
  const contents: Record<ContentId, string> = {};
  for (const [field, text] of Object.entries<string>({ ...optional, ...texts })) {
    const isLaid = text !== '' || Object.hasOwn(texts, field);
    ids[field] = isLaid ? `${commandId}.${field}` : null;
    if (isLaid) contents[`${commandId}.${field}`] = text;
  }
  return { ids: ids as Record<Text, ContentId> & Record<Optional, ContentId | null>, contents };
}
