import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../entities.ts';
import { settleDistricts } from '../district.repository.ts';
import { CHOSEN, gone, OTHER } from './area-difference.ts';

const AREA = sql`code, name, level, parent_code, district_code, geometry, delivery_id`;

/** Puts the areas of a file in place; what stood there is laid aside. */
export async function takeOverAreas(tx: Kysely<Tables>, id: string): Promise<void> {
  await sql`
    with gone as (
      delete from area a using delivery_area i where i.delivery_id = ${id} and i.code = a.code and ${OTHER} returning a.*)
    insert into area_replaced (replaced_by, ${AREA}) select ${id}::uuid, ${AREA} from gone`.execute(tx);
  await sql`
    insert into area (${AREA})
    select i.code, i.name, i.level, i.parent_code, i.district_code, i.geometry, i.delivery_id
      from delivery_area i where i.delivery_id = ${id} and not exists (select from area a where a.code = i.code)`.execute(
    tx,
  );
  await settleDistricts(tx);
}

/** Takes away areas that the file does not have; those that a trajectory has chosen stay. */
export async function removeGoneAreas(tx: Kysely<Tables>, id: string): Promise<void> {
  await sql`
    with left_out as (
      delete from area where code in (select g.code from (${gone(id)}) g where g.code not in (select code from (${CHOSEN}) c)) returning *)
    insert into area_replaced (replaced_by, ${AREA}) select ${id}::uuid, ${AREA} from left_out`.execute(tx);
  await settleDistricts(tx);
}

/** Takes the areas of a delivery away and puts back what stood before; new ones that a trajectory uses by now stay. */
export async function undoAreas(tx: Kysely<Tables>, id: string): Promise<void> {
  await sql`
    delete from area a where delivery_id = ${id}
       and (exists (select from area_replaced r where r.replaced_by = ${id} and r.code = a.code)
            or a.code not in (select code from (${CHOSEN}) c))`.execute(tx);
  await sql`insert into area (${AREA}) select ${AREA} from area_replaced where replaced_by = ${id}`.execute(tx);
  await tx.deleteFrom('area_replaced').where('replaced_by', '=', id).execute();
  await settleDistricts(tx);
}
