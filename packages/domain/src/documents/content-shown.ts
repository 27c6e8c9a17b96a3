import { LANES } from '../people.ts';
import { markOf } from '../trajectory/mark.ts';
import { sessionCounts } from '../trajectory/progress.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import type { DocumentKind } from './documents.commands.ts';

type Shown = (state: TrajectoryState) => unknown;

const ground: Shown = ({ name, districtCode, template, area, question, indicators }) => [
  name,
  districtCode,
  template,
  area && [area.name, area.codes, area.geometry],
  question,
  indicators,
];

const held: Shown = ({ sessions }) =>
  Object.fromEntries(
    Object.entries(sessions).flatMap(([id, { status, formerArea, lane, number, openedAt }]) =>
      status === 'closed' && !formerArea ? [[id, [lane, number, openedAt]]] : [],
    ),
  );

/** Those of an approved picture are those of its approval: whoever joins later stands in no document of it. */
const organisations: Shown = (state) =>
  state.sharedPicture.approvedAt !== null ||
  Object.fromEntries(Object.entries(state.organisations).map(([id, { name, type, ring }]) => [id, [name, type, ring]]));

/** Waivers that served, and the sessions against which they did; of an approved picture those of its approval. */
const setAside: Shown = ({ sharedPicture, waivers, sessions }) => {
  const served = Object.entries(waivers).flatMap(([id, { usedAt, reason }]) => (usedAt ? [[id, reason]] : []));
  if (sharedPicture.approvedAt !== null || served.length === 0) return null;
  const counted = Object.values(sessions).filter(sessionCounts);
  return [served, LANES.map((lane) => counted.filter((session) => session.lane === lane).length)];
};

/** What organisations let out in their sharing commitments decides whether the words of a statement stand in a document. */
const findings: Shown = (state) => [
  state.findings,
  state.statements,
  state.gaps,
  Object.fromEntries(
    Object.entries(state.organisations).flatMap(([id, { commitment, spoke }]) => (spoke ? [[id, commitment]] : [])),
  ),
];

const picture: Shown = ({ sharedPicture: { number, approvedAt, changes } }) => [number, approvedAt, changes];

const dissent: Shown = (state) => [state.dissent, state.dissentConcludedAt !== null];

const agreed: Shown = ({ plan }) => plan?.number;

/** What each document shows of a state; minutes show what was said in a session, which no state has. */
const SHOWN: Readonly<Record<Exclude<DocumentKind, 'minutes'>, readonly Shown[]>> = {
  'shared-picture': [ground, picture, held, organisations, setAside, findings, dissent],
  'resident-edition': [ground, picture, held, findings, agreed],
  plan: [ground, picture, held, organisations, setAside, findings, dissent, agreed, ({ actions }) => actions],
  profile: [ground],
};

/**
 * A mark of all that a document shows of a state, beside borders and figures: the same as long as nothing of it changes,
 * whatever else happens. Undefined for minutes.
 */
export function contentShown(state: TrajectoryState, document: DocumentKind): string | undefined {
  if (document === 'minutes') return undefined;
  return markOf(
    JSON.stringify(
      SHOWN[document].map((shown) => shown(state)),
      inOrder,
    ),
  );
}

/** A state that was stored has its keys in another order than one that was folded. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
