import type { Lane, OrganisationType, Place, Theme } from '@buurtbalans/domain';
import type { Database } from '../database.ts';
import type { Scope } from '../roles.ts';

/** A contribution as its own lane may see it. Residents' have no organisation, and nobody's has an author. */
export interface StoredContribution {
  readonly id: string;
  readonly seq: number;
  readonly sessionId: string;
  readonly lane: Lane;
  readonly kind: 'weak_spot' | 'promising_spot' | 'signal';
  readonly theme: Theme;
  readonly text: string;
  readonly place: Place | null;
  readonly organisation: { id: string; name: string; type: OrganisationType } | null;
  readonly groupId: string | null;
  readonly released: boolean;
  readonly invented: boolean;
}

/** A participant of one session; only professionals have an organisation. The seat is a random word of no other meaning. */
export interface ParticipantScope {
  readonly trajectoryId: string;
  readonly sessionId: string;
  readonly lane: Lane;
  readonly organisationId?: string | undefined;
  readonly seat: string;
}

/** The database scope of a facilitator who looks into one lane. */
export function facilitatorScope(accountId: string, trajectoryId: string, lane: Lane, sessionId?: string): Scope {
  return { role: 'bb_facilitator', accountId, trajectoryId, lane, ...(sessionId ? { sessionId } : {}) };
}

const shared = [
  'c.id',
  'c.seq',
  'c.session_id as sessionId',
  'c.kind',
  'c.theme',
  'c.text',
  'c.place',
  'c.group_id as groupId',
  'c.released',
  'c.invented',
] as const;

/** All contributions of one lane of a trajectory, for its facilitator; without what is withheld. */
export async function listLaneContributions(
  db: Database,
  accountId: string,
  trajectoryId: string,
  lane: Lane,
): Promise<StoredContribution[]> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, lane), async (tx) => {
    if (lane === 'resident') {
      const rows = await tx
        .selectFrom('resident_contribution as c')
        .select(shared)
        .where('c.trajectory_id', '=', trajectoryId)
        .orderBy('c.session_id')
        .orderBy('c.seq')
        .execute();
      return rows.map((row) => ({ ...row, theme: row.theme as Theme, lane, organisation: null }));
    }
    const rows = await tx
      .selectFrom('professional_contribution as c')
      .innerJoin('organisation as o', 'o.id', 'c.organisation_id')
      .select(shared)
      .select(['o.id as organisation_id', 'o.name as organisation_name', 'o.type as organisation_type'])
      // the policy says so too, in a way that no index knows
      .where('c.trajectory_id', '=', trajectoryId)
      .orderBy('c.session_id')
      .orderBy('c.seq')
      .execute();
    return rows.map(({ organisation_id, organisation_name, organisation_type, ...row }) => ({
      ...row,
      theme: row.theme as Theme,
      lane,
      organisation: { id: organisation_id, name: organisation_name, type: organisation_type },
    }));
  });
}
