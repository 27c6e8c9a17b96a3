import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../entities.ts';
import type { Delivery } from './delivery.ts';
import { partsOf } from './delivery-rows.ts';
import { replaces, STANDING } from './figure-difference.ts';

const FIGURE = sql`indicator_id, area_code, year, value, status, source_id, release, delivery_id`;

/** Puts the values of a file in place; what stood there is laid aside. A cell without a value says nothing where nothing stands. */
export async function takeOverFigures(
  tx: Kysely<Tables>,
  delivery: Pick<Delivery, 'id' | 'columns' | 'source'>,
  erases: boolean,
): Promise<void> {
  const { id, source } = delivery;
  for await (const part of partsOf(tx, delivery)) {
    await sql`
      with i as (${part}),
      gone as (delete from figure f using i where ${STANDING} and ${replaces(source, erases)} returning f.*)
      insert into figure_replaced (replaced_by, ${FIGURE}) select ${id}::uuid, ${FIGURE} from gone`.execute(tx);
    await sql`
      insert into figure (indicator_id, area_code, year, value, status, source_id, delivery_id)
      select i.indicator_id, i.area_code, i.year, i.value, i.status, ${source?.id ?? ''}, ${id}::uuid
        from (${part}) i
       where (i.value is not null or i.status <> 'missing') and not exists (select from figure f where ${STANDING})`.execute(
      tx,
    );
  }
}

/** Takes the values of a delivery away and puts back what stood before, an indicator and year at a time: no statement takes long. */
export async function undoFigures(
  tx: Kysely<Tables>,
  { id, columns, years }: Pick<Delivery, 'id' | 'columns' | 'years'>,
): Promise<void> {
  for (const indicator of columns)
    for (const year of years) {
      const which = sql`indicator_id = ${indicator} and year = ${year}`;
      await sql`delete from figure where ${which} and delivery_id = ${id}`.execute(tx);
      await sql`
        insert into figure (${FIGURE}) select ${FIGURE} from figure_replaced where replaced_by = ${id} and ${which}`.execute(
        tx,
      );
    }
  await tx.deleteFrom('figure_replaced').where('replaced_by', '=', id).execute();
}
