import { type Database, readTrajectoryVersion, type SessionReference } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';
import { readSessionDetails, type SessionDetails } from './session-view.ts';

/** Of so many sessions the area is kept at hand. */
const KEPT = 200;
/** An area may be as old as this before it is asked whether the trajectory went on. */
const FRESH_MS = 1_000;

type Area = Pick<SessionDetails, 'geometry' | 'grainMetres'>;

interface Kept {
  readonly area: Area;
  readonly version: number;
  askedAt: number;
}

/** Where cards may lie, and how finely: asked for with every card that has a place, and hardly ever changed. */
@Injectable()
export class SessionAreas {
  readonly #kept = new Map<string, Kept>();

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async of(reference: SessionReference): Promise<Area> {
    const kept = this.#kept.get(reference.sessionId);
    if (kept && Date.now() - kept.askedAt < FRESH_MS) return kept.area;
    const askedAt = Date.now();
    const version = await readTrajectoryVersion(this.db, reference.trajectoryId);
    if (kept && kept.version === version) {
      kept.askedAt = askedAt;
      return kept.area;
    }
    const { geometry, grainMetres } = await readSessionDetails(this.db, reference);
    if (this.#kept.size >= KEPT) this.#kept.clear();
    // read before the area: whatever changed in between is asked for again
    this.#kept.set(reference.sessionId, { area: { geometry, grainMetres }, version: version ?? 0, askedAt });
    return { geometry, grainMetres };
  }
}
