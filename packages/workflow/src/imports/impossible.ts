import { type Database, type Delivery, wouldStand } from '@buurtbalans/database';
import { type Impossible, ImpossibleFinder, OWN_FIGURES, toldBy, type WouldStand } from '@buurtbalans/figures';

/** What could not be if a municipality's own figures were taken over; nothing of what an office hands out, which is its word. */
export async function impossibleOf(db: Database, delivery: Delivery): Promise<Impossible[]> {
  if (delivery.kind !== 'kwb' || delivery.state !== 'proposed' || delivery.source?.publisher !== OWN_FIGURES) return [];
  const finder = new ImpossibleFinder();
  for await (const rows of wouldStand(db, delivery, toldBy(delivery.columns)))
    for (const ofRow of Map.groupBy(rows, ({ areaCode, year }) => `${areaCode} ${year}`).values()) {
      const { areaCode, year } = ofRow[0]!;
      const values = new Map(ofRow.map(({ indicatorId, ...value }): [string, WouldStand] => [indicatorId, value]));
      finder.add(areaCode, year, values);
    }
  return finder.finish();
}
