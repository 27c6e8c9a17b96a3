import { sql } from 'kysely';
import type { OrganisationType } from '@buurtbalans/domain';
import { noteChange } from '../audit/audit.repository.ts';
import { type Database, goOnAs } from '../database.ts';
import { containing } from './folded.ts';
import { type ByWhom, rightsBy } from './by-whom.ts';
import { OrganisationEntity } from './organisation.entity.ts';

/** An organisation as others choose it. */
export interface Organisation {
  readonly id: string;
  readonly name: string;
  readonly type: OrganisationType;
}

/** An organisation as the register has it. */
export interface RegisteredOrganisation extends Organisation {
  /** Codes of the districts in which it works; none: everywhere. */
  readonly districtCodes: readonly string[];
  /** Whom to ask, in words. */
  readonly contact: string | null;
}

/** Adds an organisation to the register, or changes the one with the same id. @throws a `pg.DatabaseError` 23505 for a name that is there */
export async function saveOrganisation(
  db: Database,
  { id, name, type, districtCodes, contact }: Organisation & Partial<RegisteredOrganisation>,
): Promise<void> {
  await db.entities().upsert(OrganisationEntity, {
    id,
    name,
    type,
    ...(districtCodes && { districtCodes: [...districtCodes] }),
    ...(contact !== undefined && { contact }),
  });
}

/** The register of organisations, by name, without the doubles that were merged. */
export async function listOrganisations(db: Database): Promise<Organisation[]> {
  return db.query
    .selectFrom('organisation')
    .select(['id', 'name', 'type'])
    .where('merged_into', 'is', null)
    .orderBy('name')
    .execute();
}

/** One organisation, also one that was merged into another. */
export async function readOrganisation(
  db: Database,
  id: string,
): Promise<(Organisation & { readonly mergedInto: string | null }) | undefined> {
  return db.query
    .selectFrom('organisation')
    .select(['id', 'name', 'type', 'merged_into as mergedInto'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Which organisations are asked for; what is left out asks for all. */
export interface RegisterFilter {
  /** Words of the name or the contact, whatever their capitals and marks. */
  readonly text?: string | undefined;
  readonly type?: OrganisationType | undefined;
  /** So many, after so many. */
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
}

const fitting = (db: Database, { text, type }: RegisterFilter) =>
  db.query
    .selectFrom('organisation')
    .where('merged_into', 'is', null)
    .$if(type !== undefined, (register) => register.where('type', '=', type!))
    .$if(Boolean(text), (register) => register.where(containing(text!, [sql.ref('name'), sql.ref('contact')])));

/** How many organisations of the register fit. */
export async function countRegister(db: Database, filter: RegisterFilter): Promise<number> {
  const counted = fitting(db, filter).select(({ fn }) => fn.countAll<string>().as('total'));
  return Number((await counted.executeTakeFirstOrThrow()).total);
}

/** The register with what only those see who look after it, and how many accounts are of each. */
export async function listRegister(
  db: Database,
  filter: RegisterFilter = {},
): Promise<(RegisteredOrganisation & { readonly accounts: number })[]> {
  const { limit, offset } = filter;
  const rows = await fitting(db, filter)
    .select(['id', 'name', 'type', 'district_codes', 'contact'])
    .select(
      sql<number>`(select count(*)::int from account a where a.organisation_id = organisation.id and a.state <> 'disabled')`.as(
        'accounts',
      ),
    )
    .orderBy(sql`folded(name)`)
    .orderBy('id')
    .$if(limit !== undefined, (register) => register.limit(limit!))
    .$if(offset !== undefined, (register) => register.offset(offset!))
    .execute();
  return rows.map(({ district_codes: districtCodes, ...row }) => ({ ...row, districtCodes }));
}

/**
 * Makes an organisation the double of another: its accounts become those of the other, what it takes part in is theirs as well,
 * and nobody chooses it any more; who did so is recorded. Gives false when one of the two is not there, or was merged itself.
 */
export async function mergeOrganisation(db: Database, double: string, into: string, by: ByWhom): Promise<boolean> {
  return db.asRole({ role: 'bb_engine' }, async (tx) => {
    // always in one order: two that merge each other wait, and never crosswise
    const both = await tx
      .selectFrom('organisation')
      .select('id')
      .where('id', 'in', [double, into])
      .where('merged_into', 'is', null)
      .orderBy('id')
      .forUpdate()
      .execute();
    if (both.length !== 2) return false;
    await tx
      .updateTable('organisation')
      .set({ merged_into: into })
      .where((is) => is.or([is('id', '=', double), is('merged_into', '=', double)]))
      .execute();
    const people = await tx.selectFrom('account').select('id').where('organisation_id', '=', double).execute();
    for (const { id } of people) {
      await goOnAs(tx, { role: 'bb_credentials', accountId: id });
      await tx.updateTable('account').set({ organisation_id: into }).where('id', '=', id).execute();
    }
    await goOnAs(tx, { role: 'bb_engine' });
    await noteChange(tx, rightsBy(by, 'mergeOrganisation', double));
    return true;
  });
}
