import { randomUUID } from 'node:crypto';
import {
  discardDelivery,
  listDeliveries,
  listFigureChanges,
  readDelivery,
  readProposal,
  saveAccount,
  saveAreas,
  type StoredArea,
  takeOverDelivery,
  undoDelivery,
} from '@buurtbalans/database';
import { useDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { importFile } from './import-file.ts';
import { importProblemsOf } from './import-problems.ts';

const database = useDatabase();
const [adviser, facilitator] = [randomUUID(), randomUUID()];
const TOTAL = 'population.total';
const SIZE = 'population.household_size';
const [ONE, TWO, THREE] = ['BU0363FA01', 'BU0363FA02', 'BU0363FB01'] as const;

const area = (code: string, level: StoredArea['level'], parentCode: string | null): StoredArea => ({
  code,
  name: `Gebied ${code}`,
  level,
  parentCode,
  districtCode: level === 'gemeente' ? null : 'SD0363F',
  geometry: { type: 'Polygon', coordinates: [] },
});

beforeAll(async () => {
  for (const [id, role] of [
    [adviser, 'research_adviser'],
    [facilitator, 'facilitator'],
  ] as const)
    await saveAccount(database.db, {
      id,
      email: `${role}@example.nl`,
      name: role,
      role,
      organisationId: null,
      passwordHash: 'x',
    });
  await database.db.query
    .transaction()
    .execute((tx) =>
      saveAreas(tx, [
        area('GM0363', 'gemeente', null),
        area('WK0363FA', 'wijk', 'SD0363F'),
        area(ONE, 'buurt', 'WK0363FA'),
        area(TWO, 'buurt', 'WK0363FA'),
        area(THREE, 'buurt', 'WK0363FB'),
      ]),
    );
});
beforeEach(async () => {
  for (const table of ['figure', 'delivery cascade']) await owner(`truncate ${table}`);
});

/** What only the owner of the tables may do. */
async function owner(text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const figures = () => owner('select * from figure order by indicator_id, area_code, year');
const replacedRows = async () => (await owner('select count(*)::int as n from figure_replaced'))[0]!.n;
const keptRows = async () => (await owner('select count(*)::int as n from delivery_row'))[0]!.n;

async function offered(text: string, more: { year?: number | null; title?: string; fileName?: string } = {}) {
  const id = randomUUID();
  const { year = 2024, title = null, fileName = 'cijfers.csv' } = more;
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  const broughtBy = { id: facilitator, role: 'facilitator', organisation: null };
  const by = { id, kind: 'kwb', origin: 'upload', fileName, year, title, broughtBy, body } as const;
  await importFile(database.db, by);
  return (await readProposal(database.db, id))!;
}
async function official(text: string, more: { erases?: boolean; year?: number; title?: string } = {}) {
  const { id, replaces } = await offered(text, more);
  const decided = await takeOverDelivery(database.db, id, { by: adviser, replaces, erases: more.erases ?? false });
  expect(decided.outcome).toBe('done');
  return id;
}
const HEAD = 'Codering_3;AantalInwoners_5;GemiddeldeHuishoudensgrootte_32\n';
const FIRST = `${HEAD}${ONE};100;1,5\n${TWO};200;\nWK0363FA;300;1,7\n`;
const valueOf = async (areaCode: string, indicatorId = TOTAL) =>
  (await figures()).find((row) => row.area_code === areaCode && row.indicator_id === indicatorId);

describe('a file that is read', () => {
  it('[E175] is proposed, with who, when, its hash, source and years; nothing official changes', async () => {
    const delivery = await offered(FIRST, { title: 'Woononderzoek' });
    expect(delivery).toMatchObject({
      state: 'proposed',
      fileName: 'cijfers.csv',
      bytes: Buffer.byteLength(FIRST),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      years: [2024],
      rows: 3,
      columns: [TOTAL, SIZE],
      broughtBy: { id: facilitator, name: 'facilitator' },
      replaces: null,
      source: { publisher: 'own', title: 'Woononderzoek', credit: expect.stringContaining('de procesbegeleider') },
    });
    expect(await figures()).toEqual([]);
  });

  it('[E175] [E176] that is refused leaves nothing, also when no area in it is known', async () => {
    const refusal = async (text: string) =>
      offered(text).then(
        () => [],
        (error: unknown) => importProblemsOf(error),
      );
    expect(await refusal(`${HEAD}${ONE};100;1,5\n${TWO};veel;\n`)).toMatchObject([{ code: 'FIGURES.CELL_UNREADABLE' }]);
    expect(await refusal(`${HEAD}BU03630000;100;1,5\nNL00;5;1\n`)).toMatchObject([
      { code: 'FIGURES.NO_KNOWN_AREA', details: { value: 'BU03630000' } },
    ]);
    expect(await listDeliveries(database.db)).toEqual([]);
    expect(await keptRows()).toBe(0);
  });

  it('[E176] tells what it would change, by indicator and one by one', async () => {
    await official(FIRST);
    const delivery = await offered(`${HEAD}${ONE};101;\n${TWO};200;2,5\n${THREE};7;\nBU03639999;1;1\n`);
    expect(delivery.difference).toEqual({
      kind: 'kwb',
      indicators: [
        { indicatorId: TOTAL, added: 2, changed: 1, same: 1, credited: 0, emptied: 0 },
        { indicatorId: SIZE, added: 2, changed: 0, same: 0, credited: 0, emptied: 1 },
      ],
      losing: { count: 1, example: ONE },
      unknown: { count: 1, example: 'BU03639999' },
      beside: { count: 1, example: 'WK0363FA' },
    });
    const changes = (kind: 'added' | 'changed' | 'emptied', indicatorId: string) =>
      listFigureChanges(database.db, delivery, { kind, indicatorId, offset: 0, limit: 10 });
    expect(await changes('changed', TOTAL)).toEqual([
      { areaCode: ONE, areaName: `Gebied ${ONE}`, year: 2024, before: 100, after: 101 },
    ]);
    expect(await changes('emptied', SIZE)).toMatchObject([{ areaCode: ONE, before: 1.5, after: null }]);
    expect((await changes('added', TOTAL)).map(({ areaCode, areaName }) => [areaCode, areaName])).toEqual([
      [THREE, `Gebied ${THREE}`],
      ['BU03639999', null],
    ]);
    expect(await changes('changed', 'housing.rental')).toEqual([]);
  });
});

describe('taking over', () => {
  it('[E177] puts the figures in place once, under their source, and forgets the file', async () => {
    const { id, replaces } = await offered(FIRST);
    const decide = () => takeOverDelivery(database.db, id, { by: adviser, replaces, erases: false });
    const [one, other] = await Promise.all([decide(), decide()]);
    expect([one.outcome, other.outcome]).toEqual(['done', 'done']);
    const after = await figures();
    expect(after.map((row) => [row.area_code, row.indicator_id, row.value, row.source_id, row.delivery_id])).toEqual([
      [ONE, SIZE, 1.5, 'own', id],
      ['WK0363FA', SIZE, 1.7, 'own', id],
      [ONE, TOTAL, 100, 'own', id],
      [TWO, TOTAL, 200, 'own', id],
      ['WK0363FA', TOTAL, 300, 'own', id],
    ]);
    expect(await readDelivery(database.db.query, id)).toMatchObject({
      state: 'official',
      position: 1,
      takenOverBy: { id: adviser, name: 'research_adviser' },
      takenOverAt: expect.any(Date),
      isNewest: true,
    });
    expect(await keptRows()).toBe(0);
    expect((await decide()).outcome).toBe('done');
    expect(await figures()).toEqual(after);
  });

  it('[E177] changes nothing when another came in between, and takes the difference anew', async () => {
    await official(FIRST);
    const mine = await offered(`${HEAD}${ONE};150;1,5\n`);
    await official(`${HEAD}${ONE};150;9\n`);
    const before = await figures();
    const decide = (replaces: string | null) =>
      takeOverDelivery(database.db, mine.id, { by: adviser, replaces, erases: false });
    expect((await decide(mine.replaces)).outcome).toBe('stale');
    expect((await decide(null)).outcome).toBe('stale');
    expect(await figures()).toEqual(before);
    const anew = (await readProposal(database.db, mine.id))!;
    expect(anew.difference).toMatchObject({
      indicators: [
        { indicatorId: TOTAL, changed: 0, same: 1 },
        { indicatorId: SIZE, changed: 1, same: 0 },
      ],
    });
    expect((await decide(anew.replaces)).outcome).toBe('done');
    expect(await valueOf(ONE, SIZE)).toMatchObject({ value: 1.5 });
  });

  it('[E177] two that are taken over at once become one after the other, and the second is stale', async () => {
    const offers = await Promise.all([offered(`${HEAD}${ONE};1;1\n`), offered(`${HEAD}${ONE};2;2\n`)]);
    const outcomes = await Promise.all(
      offers.map(({ id, replaces }) => takeOverDelivery(database.db, id, { by: adviser, replaces, erases: false })),
    );
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['done', 'stale']);
  });

  it('[E179] keeps known values under empty cells, unless asked', async () => {
    await official(FIRST);
    await official(`${HEAD}${ONE};;.\n`);
    expect(await valueOf(ONE)).toMatchObject({ value: 100 });
    await official(`${HEAD}${ONE};;1,5\n`, { erases: true });
    expect(await valueOf(ONE)).toBeUndefined();
    expect(await valueOf(ONE, SIZE)).toMatchObject({ value: 1.5 });
  });

  it('[E179] a mark says more than an empty cell, and less than a value', async () => {
    await official(`${HEAD}${ONE};-99997;\n${TWO};;\n`);
    expect(await valueOf(ONE)).toMatchObject({ value: null, status: 'secret' });
    expect(await valueOf(TWO)).toBeUndefined();
    await official(`${HEAD}${ONE};.;\n`);
    expect(await valueOf(ONE)).toMatchObject({ status: 'secret' });
    await official(`${HEAD}${ONE};5;\n`);
    expect(await valueOf(ONE)).toMatchObject({ value: 5, status: 'present' });
  });

  it('[E179] a value that stays keeps its source, unless the file is shown to be of another table', async () => {
    const office = `Kerncijfers wijken en buurten 2024\n${FIRST}`;
    await official(FIRST);
    const { difference } = await offered(office);
    expect(difference).toMatchObject({
      indicators: [
        { same: 3, credited: 3 },
        { same: 2, credited: 2 },
      ],
    });
    const shown = await official(office);
    expect(await valueOf(ONE)).toMatchObject({ source_id: 'kwb-2024', delivery_id: shown });
    await official(FIRST.replace('200', '201'));
    expect(await valueOf(ONE)).toMatchObject({ source_id: 'kwb-2024', delivery_id: shown });
    expect(await valueOf(TWO)).toMatchObject({ source_id: 'own', value: 201 });
  });
});

describe('putting back', () => {
  it('[E178] what stood before stands again, to the last row, one delivery after another', async () => {
    const stood = [await figures()];
    const texts = [
      FIRST,
      `Kerncijfers wijken en buurten 2024\n${HEAD}${ONE};100;1,5\n${THREE};5;1\n`,
      `${HEAD.replace('Codering_3', 'Codering_3;Perioden')}${ONE};2023JJ00;90;\n${ONE};2024JJ00;;3\n`,
      `${HEAD}BU03639999;1;1\n${TWO};-99997;9\n`,
    ];
    const ids: string[] = [];
    for (const [at, text] of texts.entries()) {
      ids.push(await official(text, { erases: at >= 2 }));
      stood.push(await figures());
    }
    expect(new Set(stood.map((rows) => JSON.stringify(rows))).size).toBe(texts.length + 1);
    for (let at = texts.length - 1; at >= 0; at -= 1) {
      if (at > 0) expect((await undoDelivery(database.db, ids[at - 1]!, adviser)).outcome).toBe('not_newest');
      expect((await undoDelivery(database.db, ids[at]!, adviser)).outcome).toBe('done');
      expect(await figures()).toEqual(stood[at]);
      // once more changes nothing
      expect((await undoDelivery(database.db, ids[at]!, adviser)).outcome).toBe('done');
      expect(await figures()).toEqual(stood[at]);
    }
    expect(await replacedRows()).toBe(0);
    const history = await listDeliveries(database.db);
    expect(history.map(({ id, state, endedBy }) => [id, state, endedBy?.id])).toEqual(
      ids.toReversed().map((id) => [id, 'undone', adviser]),
    );
  });

  it('[E178] a difference that was shown before holds again once what came after it is put back', async () => {
    await official(FIRST);
    const { id, replaces } = await offered(`${HEAD}${ONE};7;1\n`);
    const between = await official(`${HEAD}${ONE};8;1\n`);
    await undoDelivery(database.db, between, adviser);
    expect((await takeOverDelivery(database.db, id, { by: adviser, replaces, erases: false })).outcome).toBe('done');
    expect(await valueOf(ONE)).toMatchObject({ value: 7 });
  });

  it('[E182] what stood before deliveries were kept is replaced as any other, and stays when that is put back', async () => {
    const earlier = randomUUID();
    await owner(`insert into delivery (id, kind, state, origin, file_name, bytes, position)
      values ('${earlier}', 'kwb', 'official', 'earlier', '', 0, 1)`);
    await owner(`insert into figure (indicator_id, area_code, year, value, status, source_id)
      values ('${TOTAL}', '${ONE}', 2024, 1, 'present', 'kwb-2024')`);
    const before = await figures();
    expect((await undoDelivery(database.db, earlier, adviser)).outcome).toBe('kept');
    const id = await official(FIRST);
    expect(await readDelivery(database.db.query, id)).toMatchObject({ replaces: earlier, position: 2 });
    expect((await undoDelivery(database.db, id, adviser)).outcome).toBe('done');
    expect(await figures()).toEqual(before);
    expect((await undoDelivery(database.db, earlier, adviser)).outcome).toBe('kept');
  });

  it('[E180] what is thrown away changes nothing, and cannot be taken over any more', async () => {
    const { id, replaces } = await offered(FIRST);
    expect((await discardDelivery(database.db, id, facilitator)).outcome).toBe('done');
    expect((await discardDelivery(database.db, id, facilitator)).outcome).toBe('done');
    expect((await takeOverDelivery(database.db, id, { by: adviser, replaces, erases: false })).outcome).toBe(
      'not_open',
    );
    expect((await undoDelivery(database.db, id, adviser)).outcome).toBe('not_open');
    expect([await figures(), await keptRows()]).toEqual([[], 0]);
    expect((await takeOverDelivery(database.db, randomUUID(), { by: adviser, replaces, erases: false })).outcome).toBe(
      'not_there',
    );
  });
});
