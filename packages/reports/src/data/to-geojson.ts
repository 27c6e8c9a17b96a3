import type { AreaGeometry, DocumentKind } from '@buurtbalans/domain';
import type { ReportSnapshot } from '../snapshot.ts';
import { dataFileName } from './data-file.ts';

type Ring = readonly (readonly [number, number])[];

interface Feature {
  readonly type: 'Feature';
  readonly geometry: object;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** About ten centimetres. Places were made coarser when they were written; borders need no more. */
const round = (degrees: number): number => Number(degrees.toFixed(6));

/** A closed ring that runs the way round that the standard asks for: the outside against the clock, holes with it. */
function wound(ring: Ring, isHole: boolean): number[][] {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  const closed = first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first];
  const doubled = closed.slice(1).reduce((sum, [x, y], at) => sum + (x - closed[at]![0]) * (y + closed[at]![1]), 0);
  if (doubled > 0 !== isHole) closed.reverse();
  return closed.map(([lng, lat]) => [round(lng), round(lat)]);
}

function border(geometry: AreaGeometry): object {
  const polygon = (rings: readonly Ring[]): number[][][] => rings.map((ring, at) => wound(ring, at > 0));
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: polygon(geometry.coordinates) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map(polygon) };
}

/** The places that a document shows, as GeoJSON (RFC 7946, WGS 84): the area, findings, and where things coincide. */
export function toGeoJson(
  snapshot: ReportSnapshot,
  document: DocumentKind,
): { body: Buffer; mime: string; fileName: string } {
  const { area, findings, coincidence, trajectory, asOf, invented, picture, plan, standing } = snapshot;
  const features: Feature[] = area
    ? [
        {
          type: 'Feature',
          geometry: border(area.geometry),
          properties: { kind: 'area', name: area.name, credit: area.credit },
        },
      ]
    : [];
  if (document !== 'profile') {
    for (const { place, number, title, theme, verdict } of findings) {
      if (place)
        features.push({
          type: 'Feature',
          geometry: { type: 'Point', coordinates: [round(place.lng), round(place.lat)] },
          properties: { kind: 'finding', number, title, theme, verdict, place: place.label ?? null },
        });
    }
  }
  if (document === 'shared-picture') {
    for (const { ring, label, sources: told, themes, lanes, findings: numbers, figures } of coincidence) {
      features.push({
        type: 'Feature',
        geometry: { type: 'Polygon', coordinates: [wound(ring, false)] },
        properties: { kind: 'coincidence', label, sources: told, themes, lanes, findings: numbers, figures },
      });
    }
  }
  const collection = {
    type: 'FeatureCollection',
    trajectory: trajectory.name,
    document,
    asOf: asOf.at,
    pictureNumber: picture.approvedOn === null || document === 'profile' ? null : picture.number,
    planNumber: document === 'plan' && plan?.isShown ? plan.number : null,
    standing,
    invented,
    features,
  };
  return {
    body: Buffer.from(`${JSON.stringify(collection)}\n`),
    mime: 'application/geo+json',
    fileName: dataFileName(snapshot, document, 'geojson'),
  };
}
