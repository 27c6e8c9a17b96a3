import type { AreaGeometry } from '@buurtbalans/domain';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { cellToVertexes, vertexToLatLng } from 'h3-js';
import { describe, expect, it } from 'vitest';
import {
  boundsOf,
  cellOf as hexagonOf,
  coincidence,
  contains,
  detectSystem,
  geometryProblems,
  hexagonBoundary,
  innerPoint,
  isMeeting,
  type PlacedItem,
  type Position,
  rdToWgs84,
  readBoundaries,
  snapToGrain,
  squareMetres,
  unionOf,
  wgs84ToRd,
} from './index.ts';

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const area = (...rings: Position[][]): AreaGeometry => ({ type: 'Polygon', coordinates: rings });

describe('coordinates', () => {
  it('puts the RD origin of Amersfoort where the Kadaster has it, to the metre', () => {
    const [lng, lat] = rdToWgs84([155_000, 463_000]);
    expect(lng).toBeCloseTo(5.387_206, 4);
    expect(lat).toBeCloseTo(52.155_172, 4);
  });

  it('goes there and back within a centimetre', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 14_000, max: 276_000, noNaN: true }),
        fc.double({ min: 306_000, max: 615_000, noNaN: true }),
        (x, y) => {
          const [backX, backY] = wgs84ToRd(rdToWgs84([x, y]));
          expect(Math.hypot(backX - x, backY - y)).toBeLessThan(0.01);
        },
      ),
    );
  });

  it('tells RD, WGS84 and swapped axes by range', () => {
    expect(detectSystem([[4.8, 52.3]])).toBe('wgs84');
    expect(detectSystem([[52.3, 4.8]])).toBe('wgs84_swapped');
    expect(detectSystem([[112_952, 489_212]])).toBe('rd');
    expect(detectSystem([[489_212, 112_952]])).toBe('rd_swapped');
    expect(
      detectSystem([
        [4.8, 52.3],
        [112_952, 489_212],
      ]),
    ).toBe('unknown');
    expect(detectSystem([])).toBe('unknown');
  });

  it('[P3] keeps a place no finer than the grain', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 4.7, max: 5, noNaN: true }),
        fc.double({ min: 52.3, max: 52.45, noNaN: true }),
        (lng, lat) => {
          const snapped = snapToGrain([lng, lat], 50);
          const [x, y] = wgs84ToRd(snapped);
          expect(Math.abs((x % 50) - 25)).toBeLessThan(0.2);
          expect(Math.abs((y % 50) - 25)).toBeLessThan(0.2);
          const [fromX, fromY] = wgs84ToRd([lng, lat]);
          expect(Math.hypot(x - fromX, y - fromY)).toBeLessThan(36);
        },
      ),
    );
  });
});

describe('geometry', () => {
  it.each([
    [
      'self_intersection',
      area([
        [4.8, 52.3],
        [4.9, 52.4],
        [4.9, 52.3],
        [4.8, 52.4],
        [4.8, 52.3],
      ]),
    ],
    [
      'ring_not_closed',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.9, 52.4],
        [4.8, 52.4],
      ]),
    ],
    [
      'ring_too_short',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.8, 52.3],
      ]),
    ],
    [
      'ring_without_area',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.85, 52.3],
        [4.8, 52.3],
      ]),
    ],
    ['not_in_the_netherlands', area(square(52.3, 4.8, 0.1))],
    ['hole_outside', area(square(4.8, 52.3, 0.1), square(5.5, 52.3, 0.01))],
    [
      'self_intersection',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.9, 52.4],
        [4.85, 52.3],
        [4.8, 52.4],
        [4.8, 52.3],
      ]),
    ],
    [
      'self_intersection',
      area([
        [4.8, 52.3],
        [4.9, 52.3],
        [4.95, 52.3],
        [4.9, 52.3],
        [4.9, 52.4],
        [4.8, 52.4],
        [4.8, 52.3],
      ]),
    ],
    [
      'not_a_number',
      area([
        [4.8, 52.3],
        [4.9, NaN],
        [4.9, 52.4],
        [4.8, 52.3],
      ]),
    ],
    ['too_many_points', area(Array.from({ length: 20_001 }, (): Position => [4.8, 52.3]))],
    ['empty', { type: 'MultiPolygon', coordinates: [] } as AreaGeometry],
  ])('names %s', (problem, geometry) => {
    expect(geometryProblems(geometry)[0]).toMatchObject({ problem });
  });

  it('has nothing to say of a valid area with a hole', () => {
    expect(geometryProblems(area(square(4.8, 52.3, 0.1), square(4.82, 52.32, 0.01)))).toEqual([]);
  });

  it('has nothing to say of a position that is repeated, or of a corner on a straight line', () => {
    expect(
      geometryProblems(
        area([
          [4.8, 52.3],
          [4.85, 52.3],
          [4.85, 52.3],
          [4.9, 52.3],
          [4.9, 52.4],
          [4.8, 52.3],
        ]),
      ),
    ).toEqual([]);
  });

  it('measures in metres and finds a point inside a horseshoe', () => {
    expect(squareMetres(area(square(4.8, 52.3, 0.01)))).toBeGreaterThan(750_000);
    expect(squareMetres(area(square(4.8, 52.3, 0.01)))).toBeLessThan(765_000);
    const horseshoe = area([
      [4.8, 52.3],
      [4.86, 52.3],
      [4.86, 52.36],
      [4.84, 52.36],
      [4.84, 52.31],
      [4.82, 52.31],
      [4.82, 52.36],
      [4.8, 52.36],
      [4.8, 52.3],
    ]);
    expect(contains(horseshoe, innerPoint(horseshoe))).toBe(true);
  });

  it('joins neighbours into one outline', () => {
    const joined = unionOf([
      area(square(4.8, 52.3, 0.01)),
      area([
        [4.81, 52.3],
        [4.82, 52.3],
        [4.82, 52.31],
        [4.81, 52.31],
        [4.81, 52.3],
      ]),
    ]);
    expect(joined.type).toBe('Polygon');
    expect(contains(joined, [4.81, 52.305])).toBe(true);
  });
});

describe('files of borders', () => {
  const file = (coordinates: unknown, properties: object = { cbsCode: 'BU0363FA01', naam: 'Slotermeer' }): string =>
    JSON.stringify({
      type: 'FeatureCollection',
      features: [{ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates } }],
    });

  it('recognises RD without a crs member', () => {
    const [boundary] = readBoundaries(
      file([
        [
          [116_000, 487_000],
          [116_100, 487_000],
          [116_100, 487_100],
          [116_000, 487_100],
          [116_000, 487_000],
        ],
      ]),
      'rd.geojson',
    );
    expect(boundary).toMatchObject({ code: 'BU0363FA01', level: 'buurt', name: 'Slotermeer' });
    expect(squareMetres(boundary!.geometry)).toBeCloseTo(10_000, -2);
  });

  it.each([
    ['GEO.NOT_GEOJSON', '{"type":"FeatureColl'],
    ['GEO.NOT_GEOJSON', '{"type":"Feature"}'],
    ['GEO.WRONG_CRS', file([square(52.3, 4.8, 0.1).map(([x, y]) => [x, y])])],
    ['GEO.INVALID_GEOMETRY', file([square(4.8, 52.3, 0.1).slice(0, 4)])],
    ['GEO.NO_AREA_CODE', file([square(4.8, 52.3, 0.1)], { naam: 'zonder code' })],
  ])('refuses with %s and names the file', (code, text) => {
    expect(() => readBoundaries(text, 'x.geojson')).toThrow(
      expect.objectContaining({ code, details: expect.objectContaining({ file: 'x.geojson' }) }),
    );
  });

  it.each([
    ['BU_CODE', 'BU_NAAM'],
    ['bu_code', 'bu_naam'],
    ['Buurtcode', 'Buurtnaam'],
  ])('reads the names that the office gives its columns, %s, also behind a byte order mark', (code, name) => {
    const text = file([square(4.8, 52.3, 0.1)], { [code]: 'BU00140000', [name]: 'Binnenstad' });
    expect(readBoundaries(`\uFEFF${text}`, 'x.geojson')).toMatchObject([{ code: 'BU00140000', name: 'Binnenstad' }]);
  });
});

describe('files of borders that are wrong in one place', () => {
  const feature = (code: string, coordinates: unknown) => ({
    type: 'Feature',
    properties: { cbsCode: code, naam: `buurt ${code}` },
    geometry: { type: 'Polygon', coordinates },
  });
  const file = (...features: object[]): string => JSON.stringify({ type: 'FeatureCollection', features });

  it('names the one area in another coordinate system', () => {
    const text = file(
      feature('BU0363FA01', [square(4.8, 52.3, 0.1)]),
      feature('BU0363FA02', [square(112_000, 487_000, 100)]),
    );
    expect(() => readBoundaries(text, 'x.geojson')).toThrow(
      expect.objectContaining({
        code: 'GEO.WRONG_CRS',
        details: expect.objectContaining({ feature: '2 (buurt BU0363FA02)', found: 'rd' }),
      }),
    );
  });

  it('refuses a code that occurs twice, and an area without positions', () => {
    const twice = file(
      feature('BU0363FA01', [square(4.8, 52.3, 0.1)]),
      feature('BU0363FA01', [square(4.8, 52.3, 0.1)]),
    );
    expect(() => readBoundaries(twice, 'x.geojson')).toThrow(
      expect.objectContaining({
        code: 'GEO.CODE_TWICE',
        details: expect.objectContaining({ feature: '2 (buurt BU0363FA01)' }),
      }),
    );
    expect(() => readBoundaries(file(feature('BU0363FA01', [])), 'x.geojson')).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ problem: 'empty' }) }),
    );
  });
});

const borders = join(process.env.BUURTBALANS_SOURCE_DATA ?? '', 'grenzen');
describe.skipIf(!existsSync(borders))(
  'the real files of borders (skipped where the source files are not at hand)',
  () => {
    const areas = (name: string) => readBoundaries(readFileSync(join(borders, name), 'utf8'), name);

    it('reads the city in WGS84 and Nieuw-West in RD without a crs member, within 20 cm of each other', () => {
      const city = new Map(
        areas('amsterdam-buurten-2022-wgs84.geojson').map((boundary) => [boundary.code, boundary.geometry]),
      );
      const part = areas('nieuw-west-buurten-2022-rd.geojson');
      expect(city.size).toBe(518);
      expect(part).toHaveLength(73);
      expect(part.reduce((sum, { geometry }) => sum + squareMetres(geometry), 0) / 1e6).toBeCloseTo(37.9, 0);
      for (const { code, geometry } of part) {
        const [west, south, east, north] = boundsOf(geometry);
        const same = boundsOf(city.get(code)!);
        const [one, other] = [wgs84ToRd([west, south]), wgs84ToRd([same[0], same[1]])];
        expect(Math.hypot(one[0] - other[0], one[1] - other[1]), code).toBeLessThan(0.2);
        expect(Math.abs(east - same[2]) + Math.abs(north - same[3]), code).toBeLessThan(4e-6);
      }
    });
  },
);

describe('coincidence', () => {
  const item = (change: Partial<PlacedItem>): PlacedItem => ({
    lng: 4.8203,
    lat: 52.3702,
    lane: 'resident',
    theme: 'youth',
    sources: 1,
    ...change,
  });
  const here = area(square(4.8, 52.35, 0.05));

  it('[R120] counts sources rather than pins, and puts the place where lanes meet first', () => {
    const cells = coincidence(
      [
        item({ sources: 3 }),
        item({ sources: 2 }),
        item({ lane: 'professional', theme: 'safety_nuisance', sources: 2, label: 'Plein' }),
        item({ lng: 4.83, sources: 20 }),
        item({ lane: null, finding: 4 }),
      ],
      here,
    );
    expect(cells).toHaveLength(2);
    expect(cells[0]).toMatchObject({
      statements: 3,
      sources: 5,
      lanes: ['professional', 'resident'],
      themes: ['safety_nuisance', 'youth'],
      findings: [4],
      label: 'Plein',
    });
  });

  it('[R120] counts an organisation that is named twice once', () => {
    const [cell] = coincidence(
      [
        item({ sourceKeys: ['police', 'corporation'], sources: 2 }),
        item({ sourceKeys: ['police'] }),
        item({ sources: 3 }),
      ],
      here,
    );
    expect(cell).toMatchObject({ statements: 3, sources: 5 });
  });

  it('keeps each hexagon within the area', () => {
    const edge = coincidence([item({ lng: 4.80001, lat: 52.36 })], here);
    for (const [lng] of edge[0]!.ring) expect(lng).toBeGreaterThanOrEqual(4.8);
    expect(Math.min(...hexagonBoundary(edge[0]!.cell).map(([lng]) => lng))).toBeLessThan(4.8);
  });

  it('[R121] is one place by its name, whatever the points and the way it is written', () => {
    const cells = coincidence(
      [
        item({ label: 'Banne-Noordwest' }),
        item({ label: ' banne-noordwest ', lng: 4.8225, lane: 'professional', sourceKeys: ['police'] }),
        item({ label: 'Banne-Zuidwest', lng: 4.8204 }),
      ],
      here,
    );
    expect(cells.map(({ lanes, statements }) => [lanes.length, statements])).toEqual([
      [2, 2],
      [1, 1],
    ]);
  });

  it('[R121] looks at neighbouring hexagons together, round a corner of three too, and never twice at one thing', () => {
    const middle = cellToVertexes(hexagonOf(item({})))[0]!;
    const [lat, lng] = vertexToLatLng(middle);
    const round = [0, 1, 2, 3, 4, 5].map((at) =>
      item({
        lng: lng + 0.00025 * Math.cos((at * Math.PI) / 3),
        lat: lat + 0.00015 * Math.sin((at * Math.PI) / 3),
        lane: at % 2 ? 'resident' : 'professional',
      }),
    );
    expect(new Set(round.map((one) => hexagonOf(one))).size).toBe(3);
    expect(coincidence(round, here)).toMatchObject([{ statements: 6, lanes: ['professional', 'resident'] }]);
    const anywhere = fc.record({ lng: fc.double({ min: 4.801, max: 4.849, noNaN: true }), name: fc.nat({ max: 9 }) });
    fc.assert(
      fc.property(fc.array(anywhere, { maxLength: 30 }), (points) => {
        const items = points.map((point) =>
          item({ lng: point.lng, label: point.name < 3 ? `plek ${point.name}` : '' }),
        );
        const counted = coincidence(items, here).reduce((sum, { statements }) => sum + statements, 0);
        expect(counted).toBe(items.length);
      }),
      { numRuns: 40 },
    );
  });

  it('[R121] counts nothing outside the area, and what the grain moved over its border', () => {
    const outside = [item({ lng: 0, lat: 0 }), item({ lng: 4.79 }), item({ lng: 4.7998, lat: 52.36 })];
    expect(coincidence(outside, here)).toEqual([]);
    expect(coincidence(outside, here, { grainMetres: 50 })).toMatchObject([{ statements: 1 }]);
  });

  it('[R120] one source meets nobody, however often it speaks; figures of what is told do', () => {
    const often = Array.from({ length: 12 }, () =>
      item({ lane: 'professional', sourceKeys: ['corporation'], label: 'Plein' }),
    );
    const [alone] = coincidence(often, here);
    expect(alone).toMatchObject({ statements: 12, sources: 1, figures: [] });
    expect(isMeeting(alone!)).toBe(false);
    const [two] = coincidence([...often, item({ lane: 'professional', sourceKeys: ['police'], label: 'plein' })], here);
    expect(isMeeting(two!)).toBe(true);
    const figures = [
      { indicatorId: 'youth.one', theme: 'youth' as const },
      { indicatorId: 'housing.one', theme: 'housing' as const },
    ];
    const [counted] = coincidence(often, here, { figures });
    expect(counted).toMatchObject({ figures: ['youth.one'] });
    expect(isMeeting(counted!)).toBe(true);
    expect(isMeeting(coincidence([item({ lane: null, finding: 1 })], here, { figures })[0]!)).toBe(false);
  });

  it('does not depend on the order of its input', () => {
    const items = [
      item({}),
      item({ lng: 4.83 }),
      item({ lng: 4.84, lane: 'professional' }),
      item({ lane: 'professional' }),
    ];
    fc.assert(
      fc.property(fc.shuffledSubarray(items, { minLength: 4 }), (shuffled) => {
        expect(coincidence(shuffled, here)).toEqual(coincidence(items, here));
      }),
    );
  });
});
