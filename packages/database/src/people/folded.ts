import { type Expression, type RawBuilder, sql } from 'kysely';

/** Whether each word that was typed stands in one of these texts, whatever their capitals and marks. */
export function containing(typed: string, texts: readonly Expression<string | null>[]): RawBuilder<boolean> {
  const read = sql`folded(concat_ws(' ', ${sql.join([...texts])}))`;
  const words = typed.split(/\s+/).filter((word) => word !== '');
  if (words.length === 0) return sql<boolean>`true`;
  return sql<boolean>`(${sql.join(
    words.map((word) => sql`strpos(${read}, folded(${word})) > 0`),
    sql` and `,
  )})`;
}
