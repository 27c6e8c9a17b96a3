import { boundsOf, mapPositions, polygonsOf, type Position, wgs84ToRd } from '@buurtbalans/geo';
import type { AreaGeometry } from '@buurtbalans/domain';
import type { ReportSnapshot } from '../snapshot.ts';
import type { Texts } from '../texts/texts.ts';

const WIDTH = 500;
const MARGIN = 12;
const LEGEND = 20;

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const fixed = (value: number): string => value.toFixed(1);

/** Draws the map of a snapshot as SVG in points: area, neighbourhoods, parks, coincidence and numbered findings. */
export function drawMap(area: NonNullable<ReportSnapshot['area']>, snapshot: ReportSnapshot, texts: Texts): { svg: string; width: number; height: number } {
  const metres = mapPositions(area.geometry, wgs84ToRd);
  const [west, south, east, north] = boundsOf(metres);
  const inner = WIDTH - 2 * MARGIN;
  const scale = Math.min(inner / (east - west), 340 / (north - south));
  const height = (north - south) * scale + 2 * MARGIN + LEGEND + 16;
  const left = MARGIN + (inner - (east - west) * scale) / 2;
  const place = (position: Position): Position => {
    const [x, y] = wgs84ToRd(position);
    return [left + (x - west) * scale, MARGIN + (north - y) * scale];
  };
  const path = (geometry: AreaGeometry): string =>
    polygonsOf(geometry)
      .flat()
      .map((ring) => `M${ring.map((position) => place(position).map(fixed).join(' ')).join('L')}Z`)
      .join('');
  const parks = area.parks.map((park) => `<path d="${path(park.geometry)}" fill="#dcebd3" stroke="none"/>`);
  const neighbourhoods = area.neighbourhoods.map(({ geometry }) => `<path d="${path(geometry)}" fill="none" stroke="#8a8f98" stroke-width="0.6"/>`);
  const cells = snapshot.coincidence.map(
    (cell) => `<path d="${path({ type: 'Polygon', coordinates: [cell.ring.map(([lng, lat]): Position => [lng, lat])] })}" fill="#f2c14e" fill-opacity="${cell.lanes.length > 1 ? '0.75' : '0.4'}" stroke="#7a5b00" stroke-width="${cell.lanes.length > 1 ? '1.2' : '0.4'}"/>`,
  );
  const outline = `<path d="${path(area.geometry)}" fill="none" stroke="#1a3d7c" stroke-width="1.8"/>`;
  const parts = [`<rect x="0" y="0" width="${WIDTH}" height="${fixed(height)}" fill="#ffffff"/>`, ...parks, ...neighbourhoods, ...cells, outline, ...markers(snapshot, place), furniture(scale, height, texts)];
  return { svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${fixed(height)}" viewBox="0 0 ${WIDTH} ${fixed(height)}">${parts.join('')}</svg>`, width: WIDTH, height };
}

/** Markers that would cover one another stand beside each other. */
function markers(snapshot: ReportSnapshot, place: (position: Position) => Position): string[] {
  const taken: Position[] = [];
  return snapshot.findings.flatMap((finding) => {
    if (!finding.place) return [];
    let [x, y] = place([finding.place.lng, finding.place.lat]);
    while (taken.some(([otherX, otherY]) => Math.hypot(otherX - x, otherY - y) < 15)) x += 16;
    taken.push([x, y]);
    const number = String(finding.number);
    return [
      `<circle cx="${fixed(x)}" cy="${fixed(y)}" r="7.5" fill="#a5123b" stroke="#ffffff" stroke-width="1.2"/>`,
      `<text x="${fixed(x)}" y="${fixed(y + 3)}" font-family="NotoSans" font-size="8.5" font-weight="bold" text-anchor="middle" fill="#ffffff">${escapeXml(number)}</text>`,
    ];
  });
}

function furniture(scale: number, height: number, texts: Texts): string {
  const lengths = [50, 100, 200, 250, 500, 1_000, 2_000];
  const metres = lengths.findLast((length) => length * scale <= 130) ?? 50;
  const bar = metres * scale;
  const y = height - LEGEND;
  const label = (x: number, text: string): string => `<text x="${fixed(x)}" y="${fixed(y + 14)}" font-family="NotoSans" font-size="7.5" fill="#222222">${escapeXml(text)}</text>`;
  const scaleBar = `<path d="M${MARGIN} ${fixed(y - 4)}L${fixed(MARGIN + bar)} ${fixed(y - 4)}" stroke="#222222" stroke-width="1.5" fill="none"/><text x="${fixed(MARGIN + bar + 4)}" y="${fixed(y - 1.5)}" font-family="NotoSans" font-size="7.5" fill="#222222">${metres} m</text>`;
  const arrow = `<path d="M${WIDTH - 18} 12L${WIDTH - 13} 26L${WIDTH - 18} 22L${WIDTH - 23} 26Z" fill="#222222"/><text x="${WIDTH - 18}" y="37" font-family="NotoSans" font-size="8" text-anchor="middle" fill="#222222">${escapeXml(texts.north)}</text>`;
  const legend = [
    `<path d="M12 ${fixed(y + 11)}L26 ${fixed(y + 11)}" stroke="#1a3d7c" stroke-width="1.8" fill="none"/>${label(30, texts.legend.area)}`,
    `<path d="M122 ${fixed(y + 11)}L136 ${fixed(y + 11)}" stroke="#8a8f98" stroke-width="0.8" fill="none"/>${label(140, texts.legend.neighbourhood)}`,
    `<rect x="222" y="${fixed(y + 6)}" width="12" height="9" fill="#dcebd3"/>${label(238, texts.legend.park)}`,
    `<circle cx="288" cy="${fixed(y + 11)}" r="5" fill="#a5123b"/>${label(297, texts.legend.finding)}`,
    `<rect x="362" y="${fixed(y + 6)}" width="12" height="9" fill="#f2c14e" stroke="#7a5b00" stroke-width="0.6"/>${label(378, texts.legend.cell)}`,
  ];
  return [scaleBar, arrow, ...legend].join('');
}
