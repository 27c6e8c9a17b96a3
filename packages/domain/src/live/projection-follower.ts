import type { Audience } from './audience.ts';
import type { LiveState } from './live-state.ts';
import {
  isSame,
  type Part,
  partsOf,
  projectLive,
  type Projection,
  type ProjectionChange,
  type RoomView,
} from './project.ts';

interface Known {
  readonly of: readonly unknown[];
  readonly entries: Map<string, unknown>;
}

/** Follows a session for one audience. What changed is found at the cost of what changed, and not of all that the session holds. */
export class ProjectionFollower {
  readonly #audience: Audience;
  readonly #parts = new Map<string, Known>();
  #state: LiveState;
  #status: RoomView['status'];

  constructor(state: LiveState, status: RoomView['status'], audience: Audience) {
    this.#audience = audience;
    this.#state = state;
    this.#status = status;
    this.advance(state, status);
  }

  /** The whole, as it was when it last came up to date. */
  get whole(): Projection {
    return projectLive(this.#state, this.#status, this.#audience);
  }

  /** One entry of it. */
  entry(key: string): unknown {
    for (const { entries } of this.#parts.values()) if (entries.has(key)) return entries.get(key);
    return undefined;
  }

  /** Comes up to date with a later state; gives what changed for the audience. */
  advance(state: LiveState, status: RoomView['status']): ProjectionChange {
    this.#state = state;
    this.#status = status;
    const set: Record<string, unknown> = {};
    const gone: string[] = [];
    const parts = partsOf(state, status, this.#audience);
    const names = new Set(parts.map(({ name }) => name));
    for (const [name, { entries }] of this.#parts) {
      if (names.has(name)) continue;
      gone.push(...entries.keys());
      this.#parts.delete(name);
    }
    for (const part of parts) {
      const known = this.#parts.get(part.name) ?? { of: [], entries: new Map<string, unknown>() };
      if (isMadeOf(part, known)) continue;
      for (const [key, value] of differing(part, known)) {
        if (value === undefined) {
          if (known.entries.delete(key)) gone.push(key);
        } else if (!isSame(known.entries.get(key), value)) {
          known.entries.set(key, value);
          set[key] = value;
        }
      }
      this.#parts.set(part.name, { of: part.of, entries: known.entries });
    }
    return { set, gone };
  }
}

const isMadeOf = ({ of }: Part, known: Known, length = of.length): boolean =>
  of.length === known.of.length && of.slice(0, length).every((one, index) => one === known.of[index]);

/** Entries of a part that can be another than they were, undefined where there is none any more. */
function differing(part: Part, known: Known): Iterable<readonly [string, unknown]> {
  if (part.since && isMadeOf(part, known, part.of.length - 1)) return part.since(known.of.at(-1));
  const entries = new Map(part.entries());
  const gone = [...known.entries.keys()].filter((key) => !entries.has(key)).map((key) => [key, undefined] as const);
  return [...entries, ...gone];
}
