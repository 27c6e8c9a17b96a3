import type pg from 'pg';
import { nl } from '../../../../packages/reports/src/texts/nl.ts';
import { heading, table, text, themeOf } from './chapters-in-print.testing.ts';
import type { FigureRow } from './figure-rows.testing.ts';
import type { Printed } from './printed.testing.ts';
import type { Stands } from './what-stands.testing.ts';

const { columns } = nl;
type Corner = readonly [lng: number, lat: number];

function cornersOf(part: unknown): Corner[] {
  const list = part as unknown[];
  return typeof list[0] === 'number' ? [list as unknown as Corner] : list.flatMap(cornersOf);
}

/** West, south, east and north of the area. */
function boundsOf({ area }: Stands): readonly [number, number, number, number] {
  const corners = cornersOf(area.geometry.coordinates);
  const of = (at: 0 | 1): number[] => corners.map((corner) => corner[at]);
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(0)), Math.max(...of(1))];
}

/** Whether a point lies within the area: a line from it crosses its border an odd number of times. */
function isWithin(rings: readonly Corner[][], [x, y]: Corner): boolean {
  const crossings = rings.flatMap((ring) =>
    ring.slice(1).filter(([bx, by], index) => {
      const [ax, ay] = ring[index]!;
      return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    }),
  );
  return crossings.length % 2 === 1;
}

/** Whom maps and the last chapter credit: those of the borders, and of the parks where one reaches into the area. */
export async function mapCredits(owner: pg.Client, { area }: Stands): Promise<string> {
  const { type, coordinates } = area.geometry;
  const rings = (type === 'Polygon' ? [coordinates] : coordinates).flat() as Corner[][];
  const { rows } = await owner.query<{ geometry: { coordinates: unknown[] } }>('select geometry from park');
  const hasPark = rows.some(({ geometry }) =>
    cornersOf(geometry.coordinates).some((corner) => isWithin(rings, corner)),
  );
  const { rows: borders } = await owner.query<{ credit: string }>(
    `select distinct replace(source ->> 'credit', 'Bron: ', '') || ', ' || (years ->> 0) as credit
       from area join delivery on delivery.id = delivery_id where code = any($1)`,
    [area.codes],
  );
  return [
    ...(borders.length > 0 ? [`Grenzen: ${borders.map(({ credit }) => credit).join('; ')}.`] : []),
    ...(hasPark ? ['Parken: © OpenStreetMap-bijdragers (ODbL).'] : []),
  ].join(' ');
}

/** The words on a map: numbers of what lies on it, the scale, the legend and the credits. */
function drawn(stands: Stands, numbers: readonly number[], credits: string): Printed {
  const [west, south, east, north] = boundsOf(stands);
  // a degree of latitude is 111.2 km; near enough to know which round number fits below the map
  const [wide, high] = [(east - west) * 111_200 * Math.cos((south * Math.PI) / 180), (north - south) * 111_200];
  const points = Math.min(472 / wide, 340 / high);
  const metres = [50, 100, 200, 250, 500, 1_000, 2_000, 5_000].findLast((step) => step * points <= 130) ?? 50;
  const { area, neighbourhood, park, finding, cell, cellBoth } = nl.legend;
  const scale = metres < 1_000 ? `${metres} m` : `${metres / 1_000} km`;
  return text([...numbers, nl.north, scale, area, neighbourhood, park, finding, cell, cellBoth, credits].join(''));
}

/** In which part of the area more than half of the places lie. */
function direction(stands: Stands): string {
  const placed = stands.findings.flatMap(({ place }) => place ?? []);
  const [west, south, east, north] = boundsOf(stands);
  const parts = placed.map(({ lng, lat }) => {
    const [x, y] = [(lng - west) / (east - west) - 0.5, (lat - south) / (north - south) - 0.5];
    if (Math.max(Math.abs(x), Math.abs(y)) < 0.12) return 'midden';
    if (Math.abs(x) > Math.abs(y)) return x > 0 ? 'oosten' : 'westen';
    return y > 0 ? 'noorden' : 'zuiden';
  });
  const most = parts.find((part) => 2 * parts.filter((one) => one === part).length > parts.length);
  return placed.length > 1 && most ? `, de meeste in het ${most}` : '';
}

export function map(stands: Stands, credits: string): Printed[] {
  const placed = stands.findings.filter(({ place }) => place);
  const caption = `Kaart van ${stands.area.name} met de genummerde bevindingen`;
  const count = `${placed.length} ${placed.length === 1 ? 'bevinding' : 'bevindingen'}`;
  return [
    heading(2, nl.map),
    drawn(
      stands,
      placed.map(({ number }) => number),
      credits,
    ),
    text(
      `${caption}. Kaart van ${stands.area.name}: ${count} met een plek${direction(stands)}. Ze staan allemaal in de lijst hieronder.`,
    ),
    table(
      caption,
      [columns.number, columns.title, columns.place, nl.theme, columns.check],
      placed.map(({ number, title, place, theme, verdict }) => [
        `${number}`,
        title,
        place!.label,
        themeOf(theme),
        nl.verdicts[verdict ?? 'unchecked'],
      ]),
    ),
  ];
}

const COMPARABLE = ['percent', 'per_1000', 'thousand_euro', 'km', 'persons_per_household', 'per_km2'];

/** A figure stands out where it is a fifth more or less than that of the city; a number of people or things never does. */
const standsOut = ({ id, unit, area, city }: FigureRow): boolean => {
  const isMean = COMPARABLE.includes(unit) || /1km$|3km$/.test(id);
  if (!isMean || area.value === null || city.value === null) return false;
  if (area.value <= 0 || city.value <= 0) return area.value !== city.value;
  return area.value / city.value >= 1.2 || area.value / city.value <= 0.8;
};

/** Where things meet: places by their name, for in these trajectories everybody names theirs, and each is far from the others. */
export function coincidence(stands: Stands, rows: readonly FigureRow[], credits: string): Printed[] {
  const told = stands.statements.filter(({ placeLeaves }) => placeLeaves);
  const labels = new Set([
    ...told.map(({ place }) => place!),
    ...stands.findings.flatMap(({ place }) => place?.label ?? []),
  ]);
  const cells = [...labels].map((label) => {
    const here = told.filter(({ place }) => place === label);
    const found = stands.findings.filter(({ place }) => place?.label === label);
    const themes = [...new Set([...here, ...found].map(({ theme }) => theme))].sort();
    const lanes = [...new Set(here.map(({ lane }) => lane))].sort();
    // nobody knows whether the residents of two statements are the same ones
    const most = Math.max(0, ...here.filter(({ lane }) => lane === 'resident').map(({ residents }) => residents));
    const sources = new Set(here.flatMap(({ organisations }) => organisations ?? [])).size + most;
    const figures = rows
      .filter((row) => here.some(({ theme }) => theme === row.theme) && standsOut(row))
      .map(({ name, area, city }) => `${name} (${area.value! > city.value! ? 'hoger' : 'lager'} dan in de stad)`);
    const weight =
      lanes.length * 10_000 + (figures.length > 0 ? 5_000 : 0) + themes.length * 100 + Math.min(sources, 99);
    const isMeeting =
      (here.length > 0 && figures.length > 0) ||
      Math.max(themes.length, lanes.length, found.length, Math.min(here.length, sources)) > 1;
    return { label, themes, lanes, sources, figures, numbers: found.map(({ number }) => number), weight, isMeeting };
  });
  const meeting = cells
    .filter(({ isMeeting }) => isMeeting)
    .sort(
      (one, other) => other.weight - one.weight || one.label.toLowerCase().localeCompare(other.label.toLowerCase()),
    );
  const count = `${meeting.length} ${meeting.length === 1 ? 'vak' : 'vakken'}`;
  return [
    heading(2, nl.coincidence),
    text(nl.coincidenceIntro),
    drawn(stands, [], credits),
    text(
      `Kaart van ${stands.area.name} met de plekken waar dingen samenkomen. Kaart van ${stands.area.name}: ${count} ` +
        'waarin iets samenkomt. In de tabel hieronder staan de thema’s en sporen.',
    ),
    table(
      nl.coincidenceCaption,
      [columns.place, columns.themes, columns.lanes, columns.told, columns.notable, columns.findings],
      meeting.map(({ label, themes, lanes, sources, figures, numbers }) => [
        label,
        themes.map(themeOf).join(', '),
        lanes.map((lane) => nl.lanes[lane]).join(', ') || '–',
        `${sources}`,
        figures.join(', ') || '–',
        numbers.join(', ') || '–',
      ]),
    ),
  ];
}
