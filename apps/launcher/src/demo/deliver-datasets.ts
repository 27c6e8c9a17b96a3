import {
  beginDelivery,
  type Database,
  type DeliveredRow,
  keepAreas,
  keepRows,
  listAreas,
  proposeDelivery,
  type ReadDelivery,
  readProposal,
  saveParks,
  takeOverDelivery,
} from '@buurtbalans/database';
import { type Dataset, type DatasetName, DATASETS, type Figure, loadDataset, sources } from '@buurtbalans/figures';
import { demoId } from './demo-ids.ts';

type Kind = 'kwb' | 'boundaries';

/** Municipality of each data set, and the year of its borders. */
const ABOUT: Readonly<Record<DatasetName, { readonly code: string; readonly year: number }>> = {
  amsterdam: { code: 'GM0363', year: 2022 },
  groningen: { code: 'GM0014', year: 2024 },
};

/**
 * Brings the data sets that come along of municipalities that the table of areas does not have, as deliveries that are
 * official at once: one for each source of figures, and one of borders. Borders come last, so that what was broken off
 * begins again; what is there already is left alone.
 */
export async function deliverDatasets(db: Database): Promise<void> {
  const there = await listAreas(db, { level: 'gemeente' });
  for (const name of DATASETS) if (!there.some(({ code }) => code === ABOUT[name].code)) await deliver(db, name);
}

async function deliver(db: Database, name: DatasetName): Promise<void> {
  const { areas, figures, parks, files } = await loadDataset(name);
  for (const [sourceId, ofSource] of Map.groupBy(figures, (figure) => figure.sourceId)) {
    const columns = [...new Set(ofSource.map(({ indicatorId }) => indicatorId))];
    const rows = rowsOf(ofSource, columns);
    const read = {
      ...files.figures,
      source: sources[sourceId] ?? null,
      rows: rows.length,
      years: [...new Set(ofSource.map(({ year }) => year))].sort((one, other) => one - other),
      columns,
      dropped: [],
    };
    await delivered(db, `${name} ${sourceId}`, 'kwb', read, async (id) => {
      for (let at = 0; at < rows.length; at += 1_000) await keepRows(db.query, id, rows.slice(at, at + 1_000));
    });
  }
  if (parks.length > 0) await db.query.transaction().execute((tx) => saveParks(tx, parks));
  const read = {
    ...files.areas,
    source: sources[`borders-${name}`] ?? null,
    rows: areas.length,
    years: [ABOUT[name].year],
    columns: [],
    dropped: [],
  };
  await delivered(db, `${name} borders`, 'boundaries', read, (id) =>
    db.query.transaction().execute((tx) => keepAreas(tx, id, areas)),
  );
}

async function delivered(
  db: Database,
  name: string,
  kind: Kind,
  read: ReadDelivery & { readonly fileName: string },
  keep: (id: string) => Promise<void>,
): Promise<void> {
  const id = demoId(`delivery ${name}`);
  const { fileName, ...rest } = read;
  if (await beginDelivery(db, { id, kind, origin: 'product', fileName, broughtBy: null })) {
    await keep(id);
    await db.query.transaction().execute((tx) => proposeDelivery(tx, id, rest));
  }
  const proposed = await readProposal(db, id);
  if (proposed?.state !== 'proposed') return;
  await takeOverDelivery(db, id, { by: null, replaces: proposed.replaces, erases: false });
}

/** Figures as rows of a file: an area and year each, with a cell for each indicator. */
function rowsOf(figures: Dataset['figures'], columns: readonly string[]): DeliveredRow[] {
  const groups = Map.groupBy(figures, ({ areaCode, year }) => `${areaCode} ${year}`);
  return [...groups.values()].map((group, at) => {
    const cells = new Map<string, Figure>(group.map((figure) => [figure.indicatorId, figure]));
    const { areaCode, year } = group[0]!;
    return {
      line: at + 2,
      areaCode,
      year,
      cells: columns.map((id) => {
        const { value = null, status = 'missing' } = cells.get(id) ?? {};
        return { value, status };
      }),
    };
  });
}
