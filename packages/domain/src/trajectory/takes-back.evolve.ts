import type { TrajectoryState } from './trajectory-state.ts';
import type { TrajectoryEvent } from './trajectory.events.ts';

/** Changes one entry of a record, when it is there. */
export function patch<T>(record: Record<string, T>, key: string, change: Partial<T>): void {
  const old = record[key];
  if (old !== undefined) record[key] = { ...old, ...change };
}

/** What was approved no longer is once the picture changes. */
export function pictureChanged(state: TrajectoryState): void {
  state.sharedPicture = { ...state.sharedPicture, approvedAt: null };
}

/** Timers and what an event takes back are of the trajectory, and not of the thing that the event is about. */
export function factsAlone(entry: TrajectoryEvent): TrajectoryEvent {
  if (entry.data.takesBack === undefined && entry.data.timers === undefined) return entry;
  const { takesBack: _takesBack, timers: _timers, ...data } = entry.data;
  return { ...entry, data } as TrajectoryEvent;
}

/** Puts down what an event says that it takes back. */
export function takeBack(
  state: TrajectoryState,
  { data: { takesBack }, at }: TrajectoryEvent,
  before: TrajectoryState,
): void {
  if (takesBack === undefined) return;
  const { signOff, approval, conclusion, edition, verdicts = [], sessions = [], links = [], waivers = [] } = takesBack;
  if (signOff) state.intakeSignedOff = null;
  if (approval) pictureChanged(state);
  if (conclusion) state.dissentConcludedAt = null;
  if (edition) state.residentEdition = null;
  if (signOff || approval || conclusion || edition) {
    state.takenBack = {
      ...state.takenBack,
      ...(signOff && { signOff: at }),
      ...(approval && { approval: at }),
      ...(conclusion && { conclusion: at }),
      ...(edition && { edition: at }),
    };
  }
  for (const id of verdicts) patch(state.findings, id, { verdict: null, note: null });
  if (sessions.length > 0 && before.area) {
    const { codes, drawn, mark } = before.area;
    for (const id of sessions)
      patch(state.sessions, id, { formerArea: { codes, drawn, ...(mark !== undefined && { mark }) } });
  }
  for (const id of waivers) patch(state.waivers, id, { usedAt: at });
  for (const id of links) unlink(state, id);
}

/** Nothing leads any more to what is gone. */
function unlink(state: TrajectoryState, gone: string): void {
  for (const [id, { indicatorIds }] of Object.entries(state.findings))
    if (indicatorIds.includes(gone)) patch(state.findings, id, { indicatorIds: without(indicatorIds, gone) });
  for (const [id, { findingIds, indicatorId }] of Object.entries(state.actions)) {
    if (findingIds.includes(gone) || indicatorId === gone)
      patch(state.actions, id, {
        findingIds: without(findingIds, gone),
        indicatorId: indicatorId === gone ? null : indicatorId,
      });
  }
  for (const [id, { findingId }] of Object.entries(state.dissent))
    if (findingId === gone) patch(state.dissent, id, { findingId: null });
}

/** Something stands again that was taken back. */
export function givenAgain(state: TrajectoryState, standing: keyof NonNullable<TrajectoryState['takenBack']>): void {
  delete state.takenBack?.[standing];
  if (state.takenBack && Object.keys(state.takenBack).length === 0) delete state.takenBack;
}

/** A list without one of its items. */
export function without(list: readonly string[], item: string): string[] {
  return list.filter((other) => other !== item);
}
