import type { Actor } from '../people.ts';
import type { Block } from './guards.ts';
import type { ContentId, NewEvent } from './trajectory.events.ts';

/** What comes with a command: the clock, the sender and the command's id are inputs, never read inside. */
export interface Meta {
  /** ISO 8601 in UTC, by the database's clock. */
  readonly now: string;
  readonly actor: Actor;
  readonly commandId: string;
}

/** Something to do after the commit, written in the same transaction. */
export type Effect =
  | { readonly kind: 'job'; readonly job: string; readonly dedupeKey: string; readonly payload: Record<string, unknown> }
  /** Sets the timer, moves it, or cancels it when `dueAt` is null. */
  | { readonly kind: 'timer'; readonly key: string; readonly dueAt: string | null }
  /** The timer has done its work. */
  | { readonly kind: 'timerFired'; readonly key: string };

/** Accepted: what happened, the texts that lie beside it, and what has to be done. */
export interface Accepted {
  readonly kind: 'accepted';
  readonly events: readonly NewEvent[];
  readonly contents: Readonly<Record<ContentId, string>>;
  readonly effects: readonly Effect[];
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
    | 'COMMITMENT.ALREADY_ENDED';
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

/** Collects events, texts and effects of one command. */
export class Outcome {
  readonly #commandId: string;
  readonly #events: NewEvent[] = [];
  readonly #contents: Record<ContentId, string> = {};
  readonly #effects: Effect[] = [];

  constructor(commandId: string) {
    this.#commandId = commandId;
  }

  /** Lays a text beside the journal and gives the id under which events refer to it. */
  content(field: string, text: string): ContentId {
    const contentId = `${this.#commandId}.${field}`;
    this.#contents[contentId] = text;
    return contentId;
  }

  /** As {@link content}, and null for an empty text. */
  optional(field: string, text: string): ContentId | null {
    return text === '' ? null : this.content(field, text);
  }

  event(...events: NewEvent[]): this {
    this.#events.push(...events);
    return this;
  }

  effect(...effects: Effect[]): this {
    this.#effects.push(...effects);
    return this;
  }

  accepted(): Accepted {
    return { kind: 'accepted', events: this.#events, contents: this.#contents, effects: this.#effects };
  }
}
