import type { Effect } from '../effect-keys.ts';
import type { Actor } from '../people.ts';
import type { Block } from './guards.ts';
import type { MethodTemplate } from '../template/method-template.ts';
import { worthTelling } from './timers.ts';
import type { ContentId, NewEvent, TimerChanges } from './trajectory.events.ts';
import type { TrajectoryState } from './trajectory-state.ts';

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
    | 'TEMPLATE.MOVE_REFUSED';
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
  readonly #before: TrajectoryState | null;
  #timers: TimerChanges = {};

  constructor(commandId: string, before: TrajectoryState | null) {
    this.#commandId = commandId;
    this.#before = before;
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

  /** Sets, moves and cancels timers; the last event carries it, so that the journal alone tells when what is due. */
  timers(changes: TimerChanges): this {
    this.#timers = { ...this.#timers, ...changes };
    return this;
  }

  accepted(): Accepted {
    const timers = worthTelling(this.#timers, this.#before);
    const last = this.#events.at(-1);
    if (last && Object.keys(timers).length > 0)
      this.#events[this.#events.length - 1] = { ...last, data: { ...last.data, timers } } as NewEvent;
    return { kind: 'accepted', events: this.#events, contents: this.#contents, effects: this.#effects };
  }
}
