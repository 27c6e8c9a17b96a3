import type { Actor } from '../people.ts';
import type { CaseEvents } from '../case/case.events.ts';
import type { DocumentEvents } from '../documents/documents.events.ts';
import type { FindingEvents } from '../findings/findings.events.ts';
import type { IntakeEvents } from '../intake/intake.events.ts';
import type { PlanEvents } from '../plan/plan.events.ts';
import type { SessionEvents } from '../sessions/sessions.events.ts';
import type { SharingEvents } from '../sharing/sharing.events.ts';
import type { TakenBack, TimerChanges } from './event-parts.ts';

/** Data of each event by its type: facts, never texts. Dates are ISO 8601. */
export interface TrajectoryEventData
  extends CaseEvents, IntakeEvents, SessionEvents, FindingEvents, PlanEvents, DocumentEvents, SharingEvents {}

/** Name of an event. */
export type EventType = keyof TrajectoryEventData;

/** An event as `decide` makes it: type, version of its shape, and data with the timers that it sets or cancels and what it takes back. */
export type NewEvent = {
  [T in EventType]: {
    readonly type: T;
    readonly version: 1;
    readonly data: TrajectoryEventData[T] & { readonly timers?: TimerChanges; readonly takesBack?: TakenBack };
  };
}[EventType];

/** An event as the journal holds it. `seq` starts at 1 and has no gaps; `at` is ISO 8601 by the database's clock. */
export type TrajectoryEvent = NewEvent & {
  readonly seq: number;
  readonly at: string;
  readonly actor: Actor;
  readonly commandId: string;
  readonly templateVersion: number;
};

/** Makes an event of the current shape. */
export function event<T extends EventType>(type: T, data: TrajectoryEventData[T]): NewEvent {
  return { type, version: 1, data } as NewEvent;
}
