import type { TakenBack } from './event-parts.ts';
import { planChanged } from '../plan/plan-changed.ts';
import type { TrajectoryState } from './trajectory-state.ts';
import { type Change, each, omit, patch } from './applier.ts';

/** What was approved no longer is once the picture changes. */
export function pictureChanged({ sharedPicture }: TrajectoryState): Change {
  return { sharedPicture: { ...sharedPicture, approvedAt: null } };
}

/** The picture, of which the version that was approved last holds no longer; the first moment counts. */
export function ended({ sharedPicture }: TrajectoryState, at: string): TrajectoryState['sharedPicture'] {
  const { number, ended: before } = sharedPicture;
  return { ...sharedPicture, ended: { [number]: at, ...before } };
}

/** Something stands again that was taken back. */
export function givenAgain({ takenBack }: TrajectoryState, standing: keyof NonNullable<Change['takenBack']>): Change {
  if (takenBack?.[standing] === undefined) return {};
  const left = omit<string | undefined>(takenBack, standing);
  return { takenBack: Object.keys(left).length > 0 ? left : undefined };
}

/** What an event says that it takes back, of a state in which the rest of it is done; `area` is the one from before it. */
export function takenBack(
  state: TrajectoryState,
  { signOff, approval, conclusion, edition, verdicts = [], sessions = [], links = [], waivers = [] }: TakenBack,
  at: string,
  area: TrajectoryState['area'],
): Change {
  return {
    ...(signOff && { intakeSignedOff: null }),
    ...(approval && { sharedPicture: { ...ended(state, at), approvedAt: null } }),
    // the plan shows the findings of that picture
    ...((approval || links.length > 0) && planChanged(state, at)),
    ...(conclusion && { dissentConcludedAt: null }),
    ...(edition && { residentEdition: null }),
    ...((signOff || approval || conclusion || edition) && {
      takenBack: {
        ...state.takenBack,
        ...(signOff && { signOff: at }),
        ...(approval && { approval: at }),
        ...(conclusion && { conclusion: at }),
        ...(edition && { edition: at }),
      },
    }),
    ...(verdicts.length > 0 && { findings: patch(state.findings, verdicts, { verdict: null, note: null }) }),
    ...(sessions.length > 0 && area && { sessions: patch(state.sessions, sessions, { formerArea: markOf(area) }) }),
    ...(waivers.length > 0 && { waivers: patch(state.waivers, waivers, { usedAt: at }) }),
    ...(links.length > 0 && unlinked(state, links, verdicts)),
  };
}

function markOf({ codes, drawn, mark }: NonNullable<TrajectoryState['area']>) {
  return { codes, drawn, ...(mark !== undefined && { mark }) };
}

/** Nothing leads any more to what is gone; of the findings, some of which lose their verdict too. */
function unlinked(state: TrajectoryState, links: readonly string[], verdicts: readonly string[]): Change {
  const isGone = (id: string | null): boolean => id !== null && links.includes(id);
  const left = (ids: string[]): string[] => (ids.some(isGone) ? ids.filter((id) => !isGone(id)) : ids);
  return {
    findings: each(patch(state.findings, verdicts, { verdict: null, note: null }), (finding) => ({
      ...finding,
      indicatorIds: left(finding.indicatorIds),
    })),
    actions: each(state.actions, (action) => ({
      ...action,
      findingIds: left(action.findingIds),
      indicatorId: isGone(action.indicatorId) ? null : action.indicatorId,
    })),
    dissent: each(state.dissent, (one) => (isGone(one.findingId) ? { ...one, findingId: null } : one)),
  };
}
