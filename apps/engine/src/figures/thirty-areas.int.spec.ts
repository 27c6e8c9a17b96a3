import { listBoundaries, saveAreas, saveFigures } from '@buurtbalans/database';
import { DATASETS, loadDataset } from '@buurtbalans/figures';
import { unionOf } from '@buurtbalans/geo';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';
import { SourceCells } from './source-cells.testing.ts';

let engine: EngineUnderTest;
const cells = await SourceCells.read();
const RATE = 'safety_nuisance.offences_per_1000';
const MEASURES = [...cells.measures, RATE];

beforeAll(async () => {
  engine = await startEngineUnderTest();
  for (const name of DATASETS) {
    const { areas, figures } = await loadDataset(name);
    await engine.db.query.transaction().execute(async (tx) => {
      await saveAreas(tx, areas);
      await saveFigures(tx, figures);
    });
  }
});
afterAll(() => engine.stop());

/** A number, or none; of a mean also of how much of the area it is known. */
interface Worked {
  readonly value: number | null;
  readonly coverage?: number;
}
const none = { value: null };
const sumOf = (measure: string, parts: readonly string[]): number | null => {
  const values = parts.map((code) => cells.of(measure, code));
  return values.includes(null) ? null : values.reduce<number>((sum, value) => sum + value!, 0);
};

const COUNTED = /^population\.(total|age|households)|offences$|higher_education$|land_area$/;
const BY_HOUSEHOLD = /household|^housing|unoccupied|address_density|social_minimum/;

/** What several neighbourhoods have together, by the arithmetic of this file alone. */
function together(measure: string, parts: readonly string[]): Worked {
  if (measure === 'population.urbanisation') return none;
  if (COUNTED.test(measure)) return { value: sumOf(measure, parts) };
  if (measure === 'population.density') {
    const [people, hectares] = [sumOf('population.total', parts), sumOf('public_space.land_area', parts)];
    return { value: people === null || !hectares ? null : (people * 100) / hectares };
  }
  const weight = (code: string): number | null =>
    cells.of(BY_HOUSEHOLD.test(measure) ? 'population.households' : 'population.total', code);
  const known = parts.filter((code) => cells.of(measure, code) !== null);
  const unweighed = known.filter((code) => weight(code) === null);
  const used = known.filter((code) => weight(code) !== null);
  const all = parts.reduce((sum, code) => sum + (weight(code) ?? 0), 0);
  const part = used.reduce((sum, code) => sum + weight(code)!, 0);
  // a fifth that is not known is too much
  if (part === 0 || part / all < 0.8 || unweighed.length / parts.length > 0.2) return none;
  const sum = used.reduce((total, code) => total + cells.of(measure, code)! * weight(code)!, 0);
  return { value: sum / part, coverage: used.length / parts.length };
}

/** What is published of an area, or else what its parts have together; a rate is always of its counts. */
function worked(measure: string, published: string | null, parts: readonly string[]): Worked {
  const inPrint = (of: string): number | null => (published === null ? null : cells.of(of, published));
  if (measure === RATE) {
    // the police publish neighbourhoods and cities, and the last year of which inhabitants are known is 2024
    const counts = (published?.startsWith('GM') ? [published] : parts).map((code) => cells.offences(code, 2024));
    const offences = counts.includes(null) ? null : counts.reduce<number>((sum, count) => sum + count!, 0);
    const people = inPrint('population.total') ?? sumOf('population.total', parts);
    // of hardly anybody a rate says nothing
    return { value: offences === null || people === null || people < 100 ? null : (offences / people) * 1000 };
  }
  const value = inPrint(measure);
  if (value !== null) return { value };
  return parts.length > 1 ? together(measure, parts) : none;
}

const partsOf = (code: string): string[] =>
  cells.areas.filter((one) => one.startsWith('BU') && (code === one || code.slice(2) === one.slice(2, -2)));
const yearOf = (measure: string): number =>
  measure.startsWith('work_income') ? 2023 : measure === 'safety_nuisance.offences' ? 2025 : 2024;
const close = ({ value, coverage }: Worked) => ({
  value: value === null ? null : expect.closeTo(value, 9),
  ...(coverage !== undefined && { coverage: expect.closeTo(coverage, 9) }),
});

interface Answer {
  readonly year: number;
  readonly area: Worked;
  readonly district: Worked;
  readonly city: Worked;
}
const trajectories = new Map<string, StoredTrajectoryDriver>();

/** What a screen is told of an area that is chosen, or drawn around the same neighbourhoods. */
async function said(codes: readonly string[], drawn = false): Promise<Map<string, Answer>> {
  const [code] = codes as [string];
  // stadsdelen in Amsterdam, wijken in Groningen
  const districtCode = code.slice(2, 6) === '0363' ? `SD${code.slice(2, 7)}` : `WK${code.slice(2, 8)}`;
  const { facilitator: facilitatorId, programme_manager: managerId } = engine.ids;
  const trajectory =
    trajectories.get(districtCode) ??
    (await new StoredTrajectoryDriver(engine.db, { facilitatorId, managerId }).begin(districtCode, { districtCode }));
  trajectories.set(districtCode, trajectory);
  const borders = await listBoundaries(engine.db, { codes });
  const area = {
    type: 'SetArea',
    name: code,
    codes,
    geometry: unionOf(borders.map(({ geometry }) => geometry)),
    drawn,
  };
  const { status } = await engine.call('POST', `/trajectories/${trajectory.id}/commands`, {
    role: 'facilitator',
    body: envelope(area),
  });
  expect(status).toBe(200);
  const { body } = await engine.call('GET', `/trajectories/${trajectory.id}/figures`, { role: 'facilitator' });
  return new Map((body['items'] as (Answer & { indicatorId: string })[]).map((item) => [item.indicatorId, item]));
}

describe('[P27] figures of thirty areas of two cities, worked out from what the sources say', () => {
  it('are thirty, of which each measure of the sources has some', () => {
    expect(cells.areas).toHaveLength(30);
    for (const measure of cells.measures)
      expect(
        cells.areas.map((code) => cells.of(measure, code)).filter((value) => value !== null),
        measure,
      ).not.toEqual([]);
  });

  it.each(cells.areas.filter((code) => code.startsWith('BU')))('%s, and the city around it', async (code) => {
    const figures = await said([code]);
    const city = `GM${code.slice(2, 6)}`;
    const [wanted, found] = [{}, {}] as Record<string, object>[];
    for (const measure of MEASURES) {
      const comparison = figures.get(measure);
      // no figure of the city has this measure
      if (!comparison) {
        expect([worked(measure, code, [code]), worked(measure, city, [city])], measure).toEqual([none, none]);
        continue;
      }
      const { year, area, city: ofCity } = comparison;
      found![measure] = { year, area: { value: area.value }, city: { value: ofCity.value } };
      wanted![measure] = {
        year: yearOf(measure),
        area: close(worked(measure, code, [code])),
        city: close(worked(measure, city, [city])),
      };
    }
    expect(found).toEqual(wanted);
  });

  it.each(cells.areas.filter((code) => code.startsWith('WK')))('%s, as published and as drawn around', async (wijk) => {
    const parts = partsOf(wijk);
    const [chosen, drawn] = [await said(parts), await said(parts, true)];
    const [wanted, found] = [{}, {}] as Record<string, object>[];
    const told = ({ value, coverage }: Worked): Worked => ({ value, ...(coverage !== undefined && { coverage }) });
    for (const measure of MEASURES) {
      const [one, other] = [chosen.get(measure), drawn.get(measure)];
      if (!one || !other) continue;
      const isDistrict = wijk.startsWith('WK0014');
      found![measure] = [told(one.area), told(other.area), ...(isDistrict ? [told(one.district)] : [])];
      const published = close(worked(measure, wijk, parts));
      wanted![measure] = [published, close(worked(measure, null, parts)), ...(isDistrict ? [published] : [])];
    }
    expect(found).toEqual(wanted);
    expect(Object.keys(wanted!).length).toBeGreaterThan(14);
  });
});
