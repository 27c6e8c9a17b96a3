import { randomUUID } from 'node:crypto';
import { importFile } from '@buurtbalans/workflow/imports';
import type { Role } from '@buurtbalans/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';

const AREA = 'BU0363FA01';
let engine: EngineUnderTest;

beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

/** A file that the worker has read. */
async function offered(text: string, role: Role = 'facilitator', kind: 'kwb' | 'boundaries' = 'kwb'): Promise<string> {
  const id = randomUUID();
  const body = (async function* () {
    yield Buffer.from(text);
  })();
  const broughtBy = { id: engine.ids[role], role, organisation: null };
  const file = {
    id,
    kind,
    origin: 'upload',
    fileName: 'cijfers.csv',
    year: 2024,
    title: null,
    broughtBy,
    body,
  } as const;
  await importFile(engine.db, file);
  return id;
}
const read = async (id: string, role: Role = 'research_adviser') =>
  (await engine.call('GET', `/deliveries/${id}`, { role })).body as Record<string, unknown> & {
    replaces: string | null;
  };
const takeOver = (id: string, body: object, role: Role = 'research_adviser') =>
  engine.call('POST', `/deliveries/${id}/take-over`, { role, body });
const undo = (id: string, role: Role = 'research_adviser') => engine.call('POST', `/deliveries/${id}/undo`, { role });
const discard = (id: string, role: Role) => engine.call('POST', `/deliveries/${id}/discard`, { role });
const rental = (value: number | string): string => `Area_Code;Pct_Rental;Opmerking\n${AREA};${value};x\n`;

describe('deliveries', () => {
  it('[P38] say before they are taken over what cannot be, and refuse none of it', async () => {
    const id = await offered(`Area_Code;Inwoners;Pop_Age_0_15;Pct_Rental;Pct_Owner_Occupied\n${AREA};100;4000;92;80\n`);
    const { impossible, replaces } = (await read(id)) as unknown as { impossible: object[]; replaces: string | null };
    const example = { areaCode: AREA, year: 2024 };
    expect(impossible).toEqual([
      expect.objectContaining({ kind: 'part', count: 1, example }),
      expect.objectContaining({ kind: 'together', count: 1, example }),
    ]);
    expect((await takeOver(id, { replaces })).status).toBe(200);
    expect((await undo(id)).status).toBe(200);
    const fractions = await offered(rental('0,92'));
    expect(await read(fractions)).toMatchObject({
      impossible: [{ kind: 'fractions', names: [{ nl: 'Huurwoningen' }] }],
    });
    expect((await discard(fractions, 'research_adviser')).status).toBe(200);
  });

  it('[E180] are taken over and put back by a research adviser alone, and stand in a history for whoever brings files', async () => {
    const id = await offered(rental(73));
    const { replaces, ...shown } = await read(id, 'facilitator');
    expect(shown).toMatchObject({
      state: 'proposed',
      source: { own: true, table: null, credit: expect.stringContaining('de procesbegeleider') },
      years: [2024],
      dropped: ['Opmerking'],
      broughtBy: { name: 'facilitator' },
      difference: {
        kind: 'kwb',
        indicators: [{ indicatorId: 'housing.rental', name: { nl: expect.any(String) }, added: 1 }],
      },
      canUndo: false,
    });
    for (const role of ['facilitator', 'administrator'] as const) {
      expect((await takeOver(id, { replaces }, role)).body.code).toBe('AUTH.FORBIDDEN');
      expect((await undo(id, role)).body.code).toBe('AUTH.FORBIDDEN');
    }
    const taken = await takeOver(id, { replaces });
    expect(taken).toMatchObject({
      status: 200,
      body: {
        state: 'official',
        takenOverBy: { name: 'research_adviser' },
        takenOverAt: expect.any(String),
        canUndo: true,
      },
    });
    expect((await takeOver(id, { replaces })).body).toEqual(taken.body);
    for (const role of ['facilitator', 'research_adviser', 'administrator'] as const)
      expect((await engine.call('GET', '/deliveries', { role })).body).toMatchObject({
        items: expect.arrayContaining([expect.objectContaining({ id, state: 'official' })]),
      });
    expect(await undo(id)).toMatchObject({
      status: 200,
      body: { state: 'undone', endedBy: { name: 'research_adviser' } },
    });
    expect((await takeOver(id, { replaces })).body.code).toBe('DELIVERY.NOT_OPEN');
  });

  it('[E177] one that something came before is refused with 409, and its difference is made anew', async () => {
    const [first, second] = [await offered(rental(10)), await offered(rental(20))];
    const { replaces } = await read(second);
    expect((await takeOver(first, { replaces: (await read(first)).replaces })).status).toBe(200);
    expect(await takeOver(second, { replaces })).toMatchObject({ status: 409, body: { code: 'DELIVERY.STALE' } });
    const anew = await read(second);
    expect(anew).toMatchObject({ replaces: first, difference: { indicators: [{ changed: 1, added: 0 }] } });
    const changes = await engine.call('GET', `/deliveries/${second}/changes?kind=changed&indicatorId=housing.rental`, {
      role: 'facilitator',
    });
    expect(changes.body).toEqual({
      items: [{ areaCode: AREA, areaName: 'Vierkant', year: 2024, before: 10, after: 20 }],
    });
    expect((await takeOver(second, { replaces: anew.replaces })).status).toBe(200);
    expect((await undo(first)).body.code).toBe('DELIVERY.NOT_NEWEST');
    for (const id of [second, first]) expect((await undo(id)).status).toBe(200);
  });

  it('[E180] are thrown away by the adviser, or by whoever brought them', async () => {
    const [mine, yours, borders] = [
      await offered(rental(1)),
      await offered(rental(2), 'administrator'),
      await offered(BORDERS, 'facilitator', 'boundaries'),
    ];
    expect((await discard(yours, 'facilitator')).body.code).toBe('DELIVERY.NOT_YOURS');
    expect((await discard(mine, 'facilitator')).body.state).toBe('discarded');
    expect((await discard(yours, 'research_adviser')).body.state).toBe('discarded');
    expect(await read(borders)).toMatchObject({ difference: { kind: 'boundaries', changed: 1, usedBy: 1 } });
    expect(
      (await engine.call('GET', `/deliveries/${borders}/changes?kind=changed`, { role: 'research_adviser' })).body,
    ).toEqual({
      items: [{ areaCode: AREA, areaName: 'Ander', year: null, before: null, after: null }],
    });
    expect((await discard(borders, 'facilitator')).status).toBe(200);
    expect((await discard(randomUUID(), 'research_adviser')).body.code).toBe('DELIVERY.NOT_FOUND');
  });

  it('[P10] [P14] the screen credits the municipality for its own, beside the office for what it published', async () => {
    const office = `Kerncijfers wijken en buurten 2024\nCodering_3;HuurwoningenTotaal_41\nGM0363;70\n${AREA};73\n`;
    const credited = async () => {
      const { body } = await engine.call('GET', `/trajectories/${engine.trajectory.id}/figures`, {
        role: 'facilitator',
      });
      const items = body['items'] as {
        indicatorId: string;
        area: { value: number };
        source: { credit: string; table: string | null };
      }[];
      const { area, source } = items.find(({ indicatorId }) => indicatorId === 'housing.rental')!;
      return { value: area.value, credit: source.credit, table: source.table };
    };
    const ids: string[] = [];
    for (const text of [office, rental(99)]) {
      const id = await offered(text, 'research_adviser');
      await takeOver(id, { replaces: (await read(id)).replaces });
      ids.push(id);
    }
    const own = await credited();
    expect(own).toMatchObject({ value: 99, table: null });
    expect(own.credit).toMatch(
      /^Bron: eigen cijfers van de gemeente, aangeleverd door de onderzoeksadviseur op .*; Bron: CBS StatLine$/,
    );
    await undo(ids[1]!);
    expect(await credited()).toEqual({ value: 73, credit: 'Bron: CBS StatLine', table: '85984NED' });
  });
});

const BORDERS = JSON.stringify({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: { BU_CODE: AREA, BU_NAAM: 'Ander' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [4.82, 52.37],
            [4.84, 52.37],
            [4.84, 52.39],
            [4.82, 52.37],
          ],
        ],
      },
    },
  ],
});
