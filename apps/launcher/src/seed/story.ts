import type { History } from '@buurtbalans/workflow/history';
import type { Actor, CommandInput, TrajectoryState } from '@buurtbalans/domain';
import type { Random } from './random.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Monday is 0: 1970 began on a Thursday. */
export const weekday = (moment: number): number => (Math.floor(moment / DAY) + 3) % 7;

/** Ten in the morning of the last working day that began before a moment, about: by UTC. */
export function atWorkBefore(moment: number): number {
  const day = moment - (moment % DAY) - Math.max(0, weekday(moment) - 4) * DAY;
  return day + 9 * HOUR;
}

/** One thing that is done, at a moment (ms since 1970) if the story gets that far. */
export interface Step {
  readonly at: number;
  /** Made when it comes to it, from what happened before; none when there is nothing to do. */
  readonly command: CommandInput | ((state: TrajectoryState) => CommandInput | undefined);
  readonly role?: Actor['role'];
  /** A session is held at the moment for which it was planned; all else is office work. */
  readonly isSession?: boolean;
}

/** Who acts in each role. */
export type Actors = Readonly<Partial<Record<Actor['role'], Actor>>>;

/** Told as far as today; what would come after has not happened yet. */
class Today extends Error {}

/** Lets things happen in the order of their moments, up to a horizon. */
export class Story {
  readonly history: History;
  readonly #actors: Actors;
  readonly #random: Random;
  readonly #horizon: number;
  #at = 0;

  constructor(history: History, actors: Actors, random: Random, horizon: number) {
    this.history = history;
    this.#actors = actors;
    this.#random = random;
    this.#horizon = horizon;
  }

  /** The first command, at its moment. */
  begin(at: number, command: CommandInput): void {
    this.#give(at, command, 'programme_manager');
  }

  /** The last command, at the horizon. */
  end(command: CommandInput): void {
    this.#give(this.#horizon, command, 'programme_manager');
  }

  /** Tells as much as has happened by the horizon. */
  tell(chapters: () => void): void {
    try {
      chapters();
    } catch (error) {
      if (!(error instanceof Today)) throw error;
    }
  }

  /** One chapter: its steps, by their moments. */
  chapter(steps: readonly Step[]): void {
    for (const step of [...steps].sort((one, other) => one.at - other.at)) this.#do(step);
  }

  #do({ at: wanted, command, role = 'facilitator', isSession = false }: Step): void {
    const at = Math.max(isSession ? wanted : this.#atWork(wanted), this.#at + 60_000);
    if (at > this.#horizon) throw new Today();
    const given = typeof command === 'function' ? command(this.history.state!) : command;
    if (given) this.#give(at, given, role);
  }

  #give(at: number, command: CommandInput, role: Actor['role']): void {
    this.history.give(command, this.#actors[role]!, new Date(at).toISOString());
    this.#at = at;
  }

  /** The same moment, or the next at which somebody is at work. By UTC, within an hour or two of the Dutch day. */
  #atWork(moment: number): number {
    let at = moment;
    if (at % DAY > 15.5 * HOUR) at += DAY - (at % DAY);
    if (weekday(at) > 4) at += (7 - weekday(at)) * DAY - (at % DAY);
    return at % DAY < 7 * HOUR ? at - (at % DAY) + Math.floor(this.#random.between(7, 11) * HOUR) : at;
  }
}
