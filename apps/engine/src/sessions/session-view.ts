import { ProductError } from '@buurtbalans/contracts';
import {
  type Database,
  readContents,
  readTemplate,
  readTrajectory,
  type SessionReference,
} from '@buurtbalans/database';
import type { AreaGeometry, SessionState, TrajectoryState } from '@buurtbalans/domain';

/** A session with what participants may know of its trajectory. */
export interface SessionDetails {
  readonly reference: SessionReference;
  readonly state: TrajectoryState;
  readonly session: SessionState;
  readonly title: string;
  readonly question: string | null;
  readonly areaName: string;
  readonly geometry: AreaGeometry | null;
  readonly grainMetres: number;
}

/**
 * Reads a session for its participants: its own title and question, and the border of the area. Nothing else that was
 * written about the trajectory leaves this function.
 */
export async function readSessionDetails(db: Database, reference: SessionReference): Promise<SessionDetails> {
  const trajectory = await readTrajectory(db, reference.trajectoryId);
  const session = trajectory?.state.sessions[reference.sessionId];
  if (!trajectory || !session) throw new ProductError('SESSION.NOT_FOUND');
  const { state } = trajectory;
  const [contents, template] = await Promise.all([
    readContents(db, 'bb_worker', reference.trajectoryId),
    readTemplate(db, state.template.id, state.template.version),
  ]);
  const geometry = state.area && contents.get(state.area.geometry);
  return {
    reference,
    state,
    session,
    title: contents.get(session.title) ?? '',
    question: session.question ? (contents.get(session.question) ?? null) : null,
    areaName: state.area?.name ?? state.name,
    geometry: geometry ? (JSON.parse(geometry) as AreaGeometry) : null,
    grainMetres: template?.placeGrainMetres ?? 50,
  };
}

/** Organisations that a professional can take part for: those of the alliance, also where one was merged since, by name. */
export function organisationsOf({ organisations }: TrajectoryState) {
  return Object.entries(organisations)
    .map(([id, { name, type }]) => ({ id, name, type }))
    .sort((one, other) => one.name.localeCompare(other.name, 'nl'));
}
