import type { Accepted, Meta, TrajectoryEvent } from '@buurtbalans/domain';

/** What was decided, as the journal keeps it after a position. */
export function entriesOf(decision: Accepted, version: number, meta: Meta, templateVersion: number): TrajectoryEvent[] {
  return decision.events.map((event, index): TrajectoryEvent => ({
    ...event,
    seq: version + 1 + index,
    at: meta.now,
    actor: meta.actor,
    commandId: meta.commandId,
    templateVersion,
  }));
}

/** A timer as entries leave it; without a moment it was cancelled. */
export interface TimerRow {
  readonly key: string;
  readonly due_at: string | null;
  readonly set_seq: number;
}

/** One row for each timer, as the last event that names it leaves it. */
export function timersOf(entries: readonly TrajectoryEvent[]): TimerRow[] {
  const rows = entries.flatMap((entry) =>
    Object.entries(entry.data.timers ?? {}).map(([key, dueAt]) => ({ key, due_at: dueAt, set_seq: entry.seq })),
  );
  return [...new Map(rows.map((row) => [row.key, row])).values()];
}
