import type { AreaGeometry } from '@buurtbalans/domain';
import fc from 'fast-check';
import { cellToVertexes, vertexToLatLng } from 'h3-js';
import { describe, expect, it } from 'vitest';
import {
  cellOf as hexagonOf,
  coincidence,
  hexagonBoundary,
  isMeeting,
  type PlacedItem,
  type Position,
} from './index.ts';

const square = (west: number, south: number, size: number): Position[] => [
  [west, south],
  [west + size, south],
  [west + size, south + size],
  [west, south + size],
  [west, south],
];
const area = (...rings: Position[][]): AreaGeometry => ({ type: 'Polygon', coordinates: rings });

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
