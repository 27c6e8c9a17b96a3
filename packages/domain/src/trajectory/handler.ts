import type { MethodTemplate } from '../template/method-template.ts';
import type { CommandOf, CommandType } from './trajectory.commands.ts';
import type { TrajectoryState } from './trajectory-state.ts';
import { type Happened, type Meta, refuse, type Refused } from './decision.ts';

/** What a handler may use beside the state. */
export interface Context {
  readonly template: MethodTemplate;
  readonly meta: Meta;
}

/** Decides one type of command; phase, role and guards have been checked. Pure: what happens is what it returns. */
export type Handler<T extends CommandType> = (
  command: CommandOf<T>,
  state: TrajectoryState,
  context: Context,
) => Happened | Refused;

/** Handlers by command type. */
export type Handlers<T extends CommandType> = { readonly [K in T]: Handler<K> };

/** The thing that a command names is not there. */
export function notFound(path: string): Refused {
  return refuse('TRAJECTORY.ITEM_NOT_FOUND', { issues: [{ path, problem: 'not_found' }] });
}

/** The id of a new thing is taken. */
export function taken(path: string): Refused {
  return refuse('TRAJECTORY.ITEM_EXISTS', { issues: [{ path, problem: 'exists' }] });
}

/** First id of the list that the record does not have. */
export function firstMissing(ids: readonly string[], record: Readonly<Record<string, unknown>>): string | undefined {
  return ids.find((id) => !Object.hasOwn(record, id));
}

/** Number for the next numbered item: one more than the highest that was ever given. */
export function nextNumber(items: Readonly<Record<string, { number: number }>>, highestDropped = 0): number {
  return Math.max(highestDropped, ...Object.values(items).map((item) => item.number)) + 1;
}
