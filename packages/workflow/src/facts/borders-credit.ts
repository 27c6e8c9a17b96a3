import { creditedTo } from '@buurtbalans/contracts';
import { type Database, listBorderSources } from '@buurtbalans/database';

/** Whom the borders of areas are credited to, with their year where that is known; null where nobody knows. */
export async function bordersCredit(db: Database, codes: readonly string[]): Promise<string | null> {
  const all = (await listBorderSources(db, codes)).map(({ credit, years }) =>
    [creditedTo(credit), ...years].join(', '),
  );
  return all.length > 0 ? all.join('; ') : null;
}
