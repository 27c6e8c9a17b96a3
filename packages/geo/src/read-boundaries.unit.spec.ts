import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { boundsOf, type Position, readBoundaries, squareMetres, wgs84ToRd } from './index.ts';

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];

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
