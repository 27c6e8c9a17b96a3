import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import { sheets } from '../fixtures/unzip.testing.ts';
import { toGeoJson } from './to-geojson.ts';
import { toSpreadsheet } from './to-spreadsheet.ts';
import { workbook } from './workbook.ts';

interface Feature {
  geometry: { type: string; coordinates: never };
  properties: Record<string, unknown>;
}
const featuresOf = (body: Buffer): Feature[] => (JSON.parse(body.toString('utf8')) as { features: Feature[] }).features;

describe('a cell that is longer than a spreadsheet allows', () => {
  /** Texts of the cells of a sheet, by their place. */
  const cellsOf = (rows: (string | number | null)[][]): Map<string, string> => {
    const [xml] = sheets(
      workbook([{ name: 'blad', headers: ['nr', 'tekst', 'jaar'], rows }], 'titel', '2026-01-01T00:00:00Z'),
    );
    return new Map(
      [...xml!.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/g)].map(
        ([, place, number, text]) => [place!, number ?? text!],
      ),
    );
  };

  it('[R130] goes on in rows below, with what the row is about, and loses nothing', () => {
    const views = Array.from({ length: 16 }, (_, index) => `${'Een zin. '.repeat(544)}EINDE-${index}`).join('\n');
    const cells = cellsOf([
      ['1', 'kort', 2024],
      ['2', views, 2024],
      ['3', 'slot', 2025],
    ]);
    expect([...cells.keys()].filter((place) => place.startsWith('A'))).toEqual(['A1', 'A2', 'A3', 'A4', 'A5', 'A6']);
    expect(['A3', 'A4', 'A5'].map((place) => cells.get(place))).toEqual(['2', '2', '2']);
    expect(['B3', 'B4', 'B5'].map((place) => cells.get(place)).join('')).toBe(views);
    for (const text of cells.values()) expect(text.length).toBeLessThanOrEqual(32_767);
    expect([cells.get('C3'), cells.get('C4'), cells.get('B6')]).toEqual(['2024', undefined, 'slot']);
  });

  it('[R130] is cut between two characters where no word ends', () => {
    for (const text of ['😀'.repeat(40_000), `a${'😀'.repeat(40_000)}`]) {
      const cells = cellsOf([[1, text, null]]);
      const found = [...cells].filter(([place]) => /^B[2-9]$/.test(place)).map(([, part]) => part);
      expect(found.join('')).toBe(text);
      for (const part of found) expect(part.isWellFormed()).toBe(true);
    }
  });
});

describe('what a document shows, as data', () => {
  it('[R94] numbers are numbers, a withheld figure is a word, and no text is a formula', async () => {
    const plain = await slotermeerSnapshot();
    const [first, ...others] = plain.indicators;
    const evil = ['=HYPERLINK("https://elders.example")', '+1', '-1', '@SUM(A1)', '\t=1'];
    const snapshot = await slotermeerSnapshot({
      indicators: [{ ...first!, area: { value: null, status: 'too_few' } }, ...others],
      gaps: evil.map((question) => ({ question, owner: null, due: null, answer: null })),
    });
    const [findings, figures, gaps] = sheets(toSpreadsheet(snapshot, 'shared-picture', 'nl').body);
    expect(findings).toContain('Onrust op het plein in de avond');
    expect(figures).toMatch(
      /<c r="C2"><v>20\d\d<\/v><\/c><c r="D2" s="2" t="inlineStr"><is><t xml:space="preserve">te weinig inwoners/,
    );
    expect(figures).toMatch(/<c r="D3"><v>[\d.]+<\/v>/);
    expect(gaps!.match(/<c r="A[2-6]" s="2" t="inlineStr">/g)).toHaveLength(5);
    for (const xml of sheets(toSpreadsheet(snapshot, 'plan', 'en').body)) expect(xml).not.toContain('<f>');
  });

  it.each(['plan', 'resident-edition'] as const)(
    '[R94] that of a %s names no source that the document does not',
    async (document) => {
      const plain = await slotermeerSnapshot();
      const used = plain.findings.flatMap(({ indicatorIds }) => indicatorIds);
      const source = { ...plain.indicators[0]!.source, title: 'Een tabel van elders' };
      const left = plain.indicators.find(({ indicatorId }) => !used.includes(indicatorId))!;
      const snapshot = await slotermeerSnapshot({
        indicators: [
          ...plain.indicators.filter((one) => one !== left),
          { ...left, area: { value: null, status: 'missing' }, source },
        ],
      });
      const all = sheets(toSpreadsheet(snapshot, document, 'nl').body).join('');
      expect(all).toContain(plain.indicators.find(({ indicatorId }) => used.includes(indicatorId))!.source.title);
      expect(all).not.toContain('Een tabel van elders');
      expect(sheets(toSpreadsheet(snapshot, 'shared-picture', 'nl').body).join('')).toContain('Een tabel van elders');
    },
  );

  it('[R95] places of the document in degrees, rings closed and wound as the standard asks, with the credit of the borders', async () => {
    const snapshot = await slotermeerSnapshot();
    const features = featuresOf(toGeoJson(snapshot, 'shared-picture').body);
    expect(
      features
        .filter(({ properties }) => properties['kind'] === 'finding')
        .map(({ properties }) => properties['number']),
    ).toEqual([1, 2]);
    expect(features[0]!.properties['credit']).toBe('Gemeente Amsterdam, gebieden, 2022');
    const rings = features.flatMap(({ geometry: { type, coordinates } }): [number, number][][] =>
      type === 'Polygon'
        ? [coordinates[0]]
        : type === 'MultiPolygon'
          ? (coordinates as [number, number][][][]).map((polygon) => polygon[0]!)
          : [],
    );
    expect(rings.length).toBeGreaterThan(1);
    for (const ring of rings) {
      expect(ring.at(-1)).toEqual(ring[0]);
      const area = ring.slice(1).reduce((sum, [x, y], at) => sum + ring[at]![0] * y - x * ring[at]![1], 0);
      expect(area).toBeGreaterThan(0);
      for (const [lng, lat] of ring) expect([lng > 4.7 && lng < 5.1, lat > 52.2 && lat < 52.5]).toEqual([true, true]);
    }
    // figures alone have no findings
    expect(featuresOf(toGeoJson(snapshot, 'profile').body).map(({ properties }) => properties['kind'])).toEqual([
      'area',
    ]);
  });

  it('[R96] the same snapshot gives the same bytes', async () => {
    const [one, other] = [await slotermeerSnapshot(), await slotermeerSnapshot()];
    expect(toSpreadsheet(one, 'plan', 'nl').body.equals(toSpreadsheet(other, 'plan', 'nl').body)).toBe(true);
    expect(toGeoJson(one, 'plan').body.equals(toGeoJson(other, 'plan').body)).toBe(true);
  });
});
