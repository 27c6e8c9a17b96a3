import { boundsOf, mapPositions, type PlaceGrid, polygonsOf, type Position, wgs84ToRd } from '@buurtbalans/geo';
import type { AreaGeometry } from '@buurtbalans/domain';
import { type Box, type Drawing, type Mark, type Pen, type Point, rectangle } from '../drawing/drawing.ts';
import { hatch } from '../drawing/hatch.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import { frameOf, gridMarks } from './draw-grid.ts';
import { furniture } from './map-furniture.ts';
import { CELL, FINDING, LOOK } from './map-look.ts';
import { creditsOf, type MapTexts } from './map-texts.ts';
import { type NumberedMark, placeNumbers } from './place-numbers.ts';
import { sharedOnce } from './shared-once.ts';

const WIDTH = 496;
const MARGIN = 12;
/** Room for the scale bar, the legend and the source. */
const FOOT = 52;

/** Tallest map; a form has more to say on its page. */
const TALLEST = { report: 340, form: 250 } as const;

/**
 * Draws the map of a snapshot, in points: area, neighbourhoods, parks, coincidence and numbered findings. With a grid it
 * shows what the grid covers, in lettered and numbered squares.
 */
export function drawMap(
  area: Omit<NonNullable<ReportSnapshot['area']>, 'drawn'>,
  snapshot: Pick<ReportSnapshot, 'coincidence' | 'findings'>,
  texts: MapTexts,
  grid?: PlaceGrid,
): Drawing {
  const [west, south, east, north] = grid ? frameOf(grid) : boundsOf(mapPositions(area.geometry, wgs84ToRd));
  const inner = WIDTH - 2 * MARGIN;
  const scale = Math.min(inner / (east - west), TALLEST[grid ? 'form' : 'report'] / (north - south));
  const frameHeight = (north - south) * scale + 2 * MARGIN;
  const left = MARGIN + (inner - (east - west) * scale) / 2;
  const place = (position: Position): Point => {
    const [x, y] = wgs84ToRd(position);
    return [left + (x - west) * scale, MARGIN + (north - y) * scale];
  };
  const rings = (geometry: AreaGeometry): Point[][] =>
    polygonsOf(geometry)
      .flat()
      .map((ring) => ring.map(place));
  const shape = (lines: readonly (readonly Point[])[], look: { fill?: string; pen?: Pen }): Mark => ({
    kind: 'shape',
    closed: true,
    lines,
    ...look,
  });
  const isSeen = (lines: readonly (readonly Point[])[]): boolean =>
    lines.flat().some(([x, y]) => x >= 0 && x <= WIDTH && y >= 0 && y <= frameHeight);
  const parks = area.parks.map((park) => rings(park.geometry)).filter(isSeen);
  const cells = snapshot.coincidence.map((cell) => ({
    lines: [cell.ring.map(([lng, lat]) => place([lng, lat]))],
    look: CELL[cell.lanes.length > 1 ? 'both' : 'one'],
  }));
  const numbers = placeNumbers(
    snapshot.findings.flatMap(({ number, place: spot }) => (spot ? [{ number, at: place([spot.lng, spot.lat]) }] : [])),
    { width: WIDTH, height: frameHeight },
  );
  const within: Mark[] = [
    ...parks.flatMap((lines) => [
      shape(lines, { fill: LOOK.park.fill }),
      hatch(lines, LOOK.park.spacing, 1, LOOK.park.pen),
    ]),
    ...cells.flatMap(({ lines, look }) => [
      shape(lines, { fill: look.fill, pen: look.edge }),
      hatch(lines, look.spacing, -1, look.pen),
    ]),
    {
      kind: 'shape',
      closed: false,
      lines: sharedOnce(area.neighbourhoods.flatMap(({ geometry }) => rings(geometry))),
      pen: LOOK.neighbourhood,
    },
    shape(rings(area.geometry), { pen: LOOK.area }),
    ...circles(numbers),
  ];
  const height = frameHeight + FOOT;
  // of a grid only what lies in its squares is shown, so that its letters and numbers stay free
  const window: Box = grid
    ? [left, MARGIN, (east - west) * scale, (north - south) * scale]
    : [0, 0, WIDTH, frameHeight];
  const squares = grid ? gridMarks(grid, { left, top: MARGIN, scale }, area.neighbourhoods, place) : [];
  return {
    width: WIDTH,
    height,
    marks: [
      rectangle([0, 0, WIDTH, height], { fill: '#ffffff' }),
      { kind: 'window', box: window, marks: within },
      ...squares,
      ...furniture(
        {
          width: WIDTH,
          top: frameHeight,
          scale,
          isCrowded: numbers.some(({ more }) => more > 0),
          credits: creditsOf(area, texts),
        },
        texts,
      ),
    ],
  };
}

/** Numbered findings, as circles. */
const circles = (marks: readonly NumberedMark[]): Mark[] =>
  marks.flatMap(({ at, number, more }): Mark[] => {
    const text = `${number}${more > 0 ? '+' : ''}`;
    return [
      { kind: 'circle', at, radius: FINDING.radius, fill: FINDING.fill, pen: FINDING.pen },
      {
        kind: 'text',
        at: [at[0], at[1] + 3],
        text,
        size: text.length > 2 ? 6.5 : 8.5,
        strong: true,
        anchor: 'middle',
        color: '#ffffff',
      },
    ];
  });
