import { THEMES } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import {
  combine,
  compareAreas,
  type Figure,
  FigureTable,
  indicatorById,
  indicators,
  loadDataset,
  ownFigures,
  shownFigure,
  readCell,
  sources,
} from './index.ts';

const figure = (indicatorId: string, areaCode: string, value: number | null, year = 2024): Figure => ({
  indicatorId,
  areaCode,
  year,
  value,
  status: value === null ? 'secret' : 'present',
  sourceId: 'kwb-2024',
  release: null,
});

describe('catalogue', () => {
  it('has unique ids and headings, known themes, and weights that exist', () => {
    expect(new Set(indicators.map(({ id }) => id)).size).toBe(indicators.length);
    const headings = indicators.flatMap(({ headings: known, ownHeadings = [] }) => [...known, ...ownHeadings]);
    expect(new Set(headings).size).toBe(headings.length);
    for (const { theme, combine: rule } of indicators) {
      expect(THEMES).toContain(theme);
      if (rule.by === 'weighted') expect(indicatorById(rule.weight)).toBeDefined();
      if (rule.by === 'quotient' || rule.by === 'rate')
        expect([indicatorById(rule.numerator), indicatorById(rule.denominator)]).not.toContain(undefined);
    }
  });
});

describe('cells', () => {
  it.each([
    ['46,5', { value: 46.5, status: 'present', mark: ',' }],
    ['     3.8', { value: 3.8, status: 'present', mark: '.' }],
    ['365670', { value: 365_670, status: 'present', mark: null }],
    ['  -0.100', { value: -0.1, status: 'present', mark: '.' }],
    ['', { value: null, status: 'missing', mark: null }],
    ['       .', { value: null, status: 'missing', mark: null }],
    ['-99997', { value: null, status: 'secret', mark: null }],
    ['-99997.0', { value: null, status: 'secret', mark: null }],
    ['-99995', { value: null, status: 'not_yet', mark: null }],
    ['-99991', { value: null, status: 'discontinued', mark: null }],
    ['1.234,5', undefined],
    ['-99996', undefined],
    ['12 %', undefined],
  ])('[P5] reads "%s"', (text, expected) => {
    expect(readCell(text)).toEqual(expected);
  });
});

describe('combining areas', () => {
  const inhabitants = indicatorById('population.total')!;
  const owned = indicatorById('housing.owner_occupied')!;
  const offences = indicatorById('safety_nuisance.offences_per_1000')!;

  it('[P5] a sum with a secret part has no value', () => {
    const table = new FigureTable([figure('population.total', 'BU1', 100), figure('population.total', 'BU2', null)]);
    expect(combine(table, inhabitants, ['BU1', 'BU2'], 2024)).toEqual({
      value: null,
      status: 'not_combined',
      derived: false,
    });
    expect(combine(table, inhabitants, ['BU2'], 2024)).toMatchObject({ value: null, status: 'secret' });
  });

  it('weights percentages by households, and says nothing when too much is unknown', () => {
    const shares = [
      figure('population.households', 'BU1', 300),
      figure('population.households', 'BU2', 100),
      figure('housing.owner_occupied', 'BU1', 20),
    ];
    expect(
      combine(new FigureTable([...shares, figure('housing.owner_occupied', 'BU2', 60)]), owned, ['BU1', 'BU2'], 2024),
    ).toEqual({ value: 30, status: 'present', derived: true, coverage: 1 });
    expect(combine(new FigureTable(shares), owned, ['BU1', 'BU2'], 2024)).toMatchObject({ status: 'not_combined' });
  });

  it('[P9] a mean says that it is an estimate, and of how much it is known', () => {
    const shares = [
      figure('population.households', 'BU1', 300),
      figure('population.households', 'BU2', 60),
      figure('housing.owner_occupied', 'BU1', 20),
    ];
    expect(combine(new FigureTable(shares), owned, ['BU1', 'BU2'], 2024)).toEqual({
      value: 20,
      status: 'present',
      derived: true,
      coverage: 1 / 2,
    });
  });

  it('[P9] a density is the people of all parts on the land of all, and none when one is not known', () => {
    const density = indicatorById('population.density')!;
    const table = new FigureTable([
      ...['BU1', 'BU2', 'BU3'].map((code, at) => figure('public_space.land_area', code, [10, 990, 5][at]!, 2023)),
      figure('population.total', 'BU1', 1_000),
      figure('population.total', 'BU2', 10),
      figure('population.total', 'BU3', null),
      figure('population.density', 'BU1', 10_000),
      figure('population.density', 'BU2', 1),
    ]);
    expect(combine(table, density, ['BU1', 'BU2'], 2024)).toEqual({ value: 101, status: 'present', derived: true });
    expect(combine(table, density, ['BU1'], 2024)).toEqual({ value: 10_000, status: 'present', derived: false });
    expect(combine(table, density, ['BU1', 'BU3'], 2024)).toMatchObject({ value: null, status: 'not_combined' });
  });

  it('[P9] what is published of an area that is exactly these is not computed', () => {
    const parts = [
      figure('population.households', 'BU1', 300),
      figure('population.households', 'BU2', 100),
      figure('housing.owner_occupied', 'BU1', 20),
      figure('housing.owner_occupied', 'BU2', 60),
    ];
    const published = figure('housing.owner_occupied', 'WK1', 33);
    const of = (...more: Figure[]) =>
      combine(new FigureTable([...parts, ...more]), owned, ['BU1', 'BU2'], 2024, ['WK1']);
    expect(of(published)).toEqual({ value: 33, status: 'present', derived: false });
    expect(of(figure('housing.owner_occupied', 'WK1', null))).toMatchObject({ value: 30, derived: true });
    expect(of()).toMatchObject({ value: 30, derived: true });
  });

  it('[P9] has the source of the row that gave the value', () => {
    const from = (source: string, one: Figure): Figure => ({ ...one, sourceId: source });
    const parts = [
      from('parts', figure('housing.owner_occupied', 'BU1', 20)),
      from('whole', figure('housing.owner_occupied', 'WK1', null)),
    ];
    const of = (...figures: Figure[]) =>
      compareAreas(figures, { area: ['BU1'], areaWhole: ['WK1'], district: [], city: '' }).find(
        ({ indicator }) => indicator.id === 'housing.owner_occupied',
      );
    const ids = (entry: ReturnType<typeof of>) => entry?.sources.map(({ id }) => id);
    expect(of(...parts)).toMatchObject({ area: { value: 20 } });
    expect(ids(of(...parts))).toEqual(['parts']);
    const published = of(...parts, from('whole', figure('housing.owner_occupied', 'WK1', 33)));
    expect(published).toMatchObject({ area: { value: 33 } });
    expect(ids(published)?.[0]).toBe('whole');
  });

  it('[P39] a percentage that was counted more precisely than the office does keeps its decimal; one that is computed gains none', () => {
    const of = (value: number, area = ['BU1']) =>
      compareAreas(
        [
          figure('housing.rental', 'BU1', value),
          figure('housing.rental', 'BU2', 40),
          figure('population.households', 'BU1', 300),
          figure('population.households', 'BU2', 200),
        ],
        { area, district: [], city: '' },
      )
        .map(shownFigure)
        .find(({ indicatorId }) => indicatorId === 'housing.rental')?.decimals;
    expect([of(61.5), of(61), of(61.5, ['BU1', 'BU2'])]).toEqual([1, 0, 0]);
  });

  it('[P14] figures of several sources credit all of them, each once, that of a delivery before the catalogue’s', () => {
    const own = ownFigures({
      what: 'cijfers',
      title: 'Woononderzoek',
      role: null,
      organisation: null,
      day: '2026-11-30',
    });
    const mine = (one: Figure): Figure => ({ ...one, sourceId: 'own', source: own });
    const office = (one: Figure): Figure => ({ ...one, sourceId: 'kwb-2024' });
    const id = 'housing.owner_occupied';
    const shown = compareAreas(
      [mine(figure(id, 'BU1', 20)), office(figure(id, 'BU2', 30)), office(figure(id, 'GM1', 40))],
      { area: ['BU1'], district: ['BU1', 'BU2'], city: 'GM1' },
    ).map(shownFigure);
    expect(shown.find(({ indicatorId }) => indicatorId === id)?.source).toMatchObject({
      title: 'Woononderzoek; Kerncijfers wijken en buurten 2024',
      credit: `${own.credit}; Bron: CBS StatLine`,
      licence: 'CC BY 4.0',
      table: null,
      address: null,
    });
  });

  it('[P14] a figure that is made of two credits both: a rate, and a density that is not published', () => {
    const parts = ['BU1', 'BU2', 'GM1'].flatMap((code): Figure[] => [
      { ...figure('safety_nuisance.offences', code, 30), sourceId: 'politie' },
      { ...figure('population.total', code, 300), sourceId: 'kwb-2024' },
      { ...figure('public_space.land_area', code, 20), sourceId: 'kwb-2024-derived' },
    ]);
    const density = { ...figure('population.density', 'GM1', 1_500), sourceId: 'kwb-2023' };
    const of = (area: readonly string[]) =>
      Object.fromEntries(
        compareAreas([...parts, density], { area, district: area, city: 'GM1' }).map(({ indicator, sources: from }) => [
          indicator.id,
          from.map(({ id }) => id),
        ]),
      );
    expect(of(['BU1', 'BU2'])).toMatchObject({
      'safety_nuisance.offences_per_1000': ['politie', 'kwb-2024'],
      'safety_nuisance.offences': ['politie'],
      'population.density': ['kwb-2024', 'kwb-2024-derived', 'kwb-2023'],
    });
    // of one neighbourhood a density is what is published of it, or none
    expect(of(['BU1'])).toMatchObject({ 'population.density': ['kwb-2023'] });
  });

  it('[P13] a rate rests on what stands beside it: what is published of the whole, also when its parts are others', () => {
    const parts = ['BU1', 'BU2'].flatMap((code) => [
      figure('safety_nuisance.offences', code, 30),
      figure('population.total', code, 300),
    ]);
    const of = (...more: Figure[]) =>
      combine(new FigureTable([...parts, ...more]), offences, ['BU1', 'BU2'], 2024, ['WK1']).value;
    expect(of()).toBe(100);
    expect(of(figure('population.total', 'WK1', 1_000))).toBe(60);
    expect(of(figure('population.total', 'WK1', 1_000), figure('safety_nuisance.offences', 'WK1', 50))).toBe(50);
    expect(of(figure('population.total', 'WK1', null))).toBe(100);
  });

  it('[P9] a year with empty rows takes the place of none that has a value, and can still be chosen', () => {
    const figures = [
      figure('housing.owner_occupied', 'BU1', 20, 2023),
      figure('housing.owner_occupied', 'BU1', null, 2024),
      figure('housing.owner_occupied', 'GM1', 40, 2023),
      figure('housing.owner_occupied', 'GM1', 41, 2024),
    ];
    const of = (year?: number) =>
      compareAreas(figures, { area: ['BU1'], district: ['BU1'], city: 'GM1' }, year).find(
        ({ indicator }) => indicator.id === 'housing.owner_occupied',
      );
    expect(of()).toMatchObject({ year: 2023, years: [2024, 2023], area: { value: 20 }, city: { value: 40 } });
    expect(of(2024)).toMatchObject({ year: 2024, area: { value: null, status: 'secret' }, city: { value: 41 } });
  });

  it('[P6] a rate needs enough inhabitants', () => {
    const table = new FigureTable([
      figure('safety_nuisance.offences', 'BU1', 50),
      figure('population.total', 'BU1', 99),
      figure('safety_nuisance.offences', 'BU2', 50),
      figure('population.total', 'BU2', 1_000),
    ]);
    expect(combine(table, offences, ['BU1'], 2024)).toMatchObject({ value: null, status: 'too_few' });
    expect(combine(table, offences, ['BU2'], 2024)).toMatchObject({ value: 50, status: 'present' });
  });
});

describe('of no area', () => {
  it('[P9] there is no figure, and no zero', () => {
    const table = new FigureTable([figure('population.households', 'BU1', 50)]);
    for (const id of ['population.households', 'population.density', 'housing.rental'])
      expect(combine(table, indicatorById(id)!, [], 2024)).toMatchObject({ value: null, status: 'missing' });
  });
});

describe('the data set of Amsterdam', async () => {
  const data = await loadDataset('amsterdam');
  const table = new FigureTable(data.figures);

  it('has 518 neighbourhoods, 73 of them in Nieuw-West, and the inhabitants that CBS has', () => {
    const buurten = data.areas.filter((area) => area.level === 'buurt');
    const inhabitants = (codes: readonly string[]): number =>
      codes.reduce((sum, code) => sum + (table.get('population.total', code, 2024)?.value ?? 0), 0);
    const west = buurten.filter((area) => area.districtCode === 'SD0363F').map((area) => area.code);
    expect(buurten).toHaveLength(518);
    expect(west).toHaveLength(73);
    expect(inhabitants(west)).toBe(164_720);
    expect(inhabitants(buurten.map((area) => area.code))).toBe(931_300);
    expect(table.get('population.total', 'GM0363', 2024)!.value).toBe(931_298);
    expect(data.areas.find((area) => area.code === 'SD0363F')!.name).toBe('Nieuw-West');
  });

  it('[P9] has the density of each district, which is its people on its land', () => {
    const density = indicatorById('population.density')!;
    const of = (code: string): number =>
      combine(
        table,
        density,
        data.areas
          .filter(({ level, districtCode }) => level === 'buurt' && districtCode === code)
          .map((area) => area.code),
        2024,
      ).value!;
    // counted from the files of CBS for 2024, apart from this code
    const known = { Centrum: 14_672, Westpoort: 78, West: 15_774, 'Nieuw-West': 4_882, Zuid: 9_576 };
    for (const [name, people] of Object.entries(known)) {
      const { code } = data.areas.find((area) => area.level === 'stadsdeel' && area.name === name)!;
      expect([name, Math.round(of(code))]).toEqual([name, people]);
    }
  });

  it('[P5] misses no households and no density where the office counts nobody: the gathered file made its zeros empty', () => {
    const deserted = data.areas.filter(({ code }) => table.get('population.total', code, 2024)?.value === 0);
    expect(deserted.length).toBeGreaterThan(20);
    for (const { code } of deserted) {
      // published is rounded to five
      expect(table.get('population.households', code, 2024)?.value).toBeLessThanOrEqual(5);
      expect(table.get('population.density', code, 2024)?.value).toBe(0);
    }
  });

  it('[P9] has what CBS published of a whole wijk', () => {
    const codes = data.areas.filter(({ parentCode }) => parentCode === 'WK0363FB').map(({ code }) => code);
    const compared = compareAreas(data.figures, {
      area: codes,
      areaWhole: ['WK0363FB'],
      district: codes,
      city: 'GM0363',
    });
    const of = (id: string) => compared.find(({ indicator }) => indicator.id === id)!.area;
    expect(of('population.density')).toEqual({ value: 5_508, status: 'present', derived: false });
    expect(of('work_income.income_per_inhabitant')).toMatchObject({ value: 23.7, derived: false });
  });

  it('[P5] keeps what the publisher keeps: hundreds of incomes have no value', () => {
    const income = data.figures.filter((entry) => entry.indicatorId === 'work_income.income_per_recipient');
    expect(income.filter((entry) => entry.value === null).length).toBeGreaterThan(430);
    expect(data.figures.every((entry) => (entry.value === null) === (entry.status !== 'present'))).toBe(true);
  });

  it('compares a neighbourhood with district and city for each required theme, with a source', () => {
    const codes = data.areas
      .filter((area) => area.level === 'buurt' && area.parentCode === 'WK0363FD')
      .map((area) => area.code);
    const district = data.areas
      .filter((area) => area.level === 'buurt' && area.districtCode === 'SD0363F')
      .map((area) => area.code);
    const compared = compareAreas(data.figures, { area: codes, district, city: 'GM0363' });
    for (const theme of ['population', 'liveability', 'housing', 'safety_nuisance']) {
      const current = compared.filter(
        (entry) => entry.indicator.theme === theme && entry.year >= 2022 && entry.area.status === 'present',
      );
      expect(current.length, theme).toBeGreaterThan(0);
      for (const entry of current) expect(entry.sources[0]?.credit).toMatch(/^Bron: /);
    }
    const people = compared.find((entry) => entry.indicator.id === 'population.total')!;
    expect(people.district).toEqual({ value: 164_720, status: 'present', derived: true });
    expect(people.city).toEqual({ value: 931_298, status: 'present', derived: false });
  });
});

describe('the data set of Groningen', async () => {
  const data = await loadDataset('groningen');
  const table = new FigureTable(data.figures);

  it('has 151 neighbourhoods in 20 wijken that are its districts, and the inhabitants that the office has', () => {
    const of = (level: string) => data.areas.filter((area) => area.level === level);
    expect([of('buurt').length, of('wijk').length, of('stadsdeel').length]).toEqual([151, 20, 0]);
    expect(
      of('wijk').every(({ code, parentCode, districtCode }) => districtCode === code && parentCode === 'GM0014'),
    ).toBe(true);
    expect(new Set(of('buurt').map(({ districtCode }) => districtCode))).toEqual(
      new Set(of('wijk').map(({ code }) => code)),
    );
    expect(table.get('population.total', 'GM0014', 2024)).toMatchObject({
      value: 243_768,
      sourceId: 'kwb-2024-derived',
    });
    const { publisher, derived } = sources['borders-groningen']!;
    expect({ publisher, derived }).toEqual({ publisher: 'CBS en Kadaster', derived: true });
  });

  it('compares a neighbourhood with its wijk and its own city', () => {
    const district = data.areas.filter(({ level, districtCode }) => level === 'buurt' && districtCode === 'WK001400');
    const compared = compareAreas(data.figures, {
      area: ['BU00140000'],
      district: district.map(({ code }) => code),
      districtWhole: ['WK001400'],
      city: 'GM0014',
    });
    const of = (id: string) => compared.find(({ indicator }) => indicator.id === id)!;
    expect(of('population.total')).toMatchObject({
      district: { value: 24_920, derived: false },
      city: { value: 243_768 },
    });
    // 14,952 offences among 243,768 people; the rate in the file is 57.1
    expect(of('safety_nuisance.offences_per_1000').city.value).toBeCloseTo((14_952 / 243_768) * 1_000, 1);
    for (const theme of ['population', 'liveability', 'housing', 'safety_nuisance'])
      expect(
        compared.some(({ indicator, area }) => indicator.theme === theme && area.value !== null),
        theme,
      ).toBe(true);
    expect(compared.some(({ indicator }) => indicator.theme === 'work_income')).toBe(false);
  });
});
