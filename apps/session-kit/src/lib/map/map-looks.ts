import type * as Leaflet from 'leaflet';
import type { MapMark, MapShape } from './map-things.ts';
import { textNode } from './text-node.ts';

/** Fill and line of each kind of shape; meaning is never in the colour alone. */
export const SHAPE_STYLES: Readonly<Record<MapShape['kind'], Leaflet.PathOptions>> = {
  park: { stroke: false, fillColor: '#cfe3c4', fillOpacity: 0.8, interactive: false },
  outline: { color: '#8b949c', weight: 1, dashArray: '3 3', fill: false, interactive: false },
  neighbourhood: { color: '#5c6470', weight: 1, fillColor: '#ffffff', fillOpacity: 0.05 },
  chosen: { color: '#17495c', weight: 3, fillColor: '#17495c', fillOpacity: 0.25 },
  area: { color: '#17495c', weight: 3, fill: false, interactive: false },
  cell: { color: '#7a5b00', weight: 1.5, fillColor: '#f2c14e', fillOpacity: 0.55 },
  active: { color: '#16232a', weight: 4, fillColor: '#f2c14e', fillOpacity: 0.8 },
  drawing: { color: '#9c1f1f', weight: 3, dashArray: '6 4', fillOpacity: 0.1, interactive: false },
};

/** What lies under what. */
export const SHAPE_ORDER: readonly MapShape['kind'][] = [
  'park',
  'outline',
  'neighbourhood',
  'chosen',
  'cell',
  'active',
  'area',
  'drawing',
];

/** Icon of the place that is being picked. */
export const PICKED_ICON: Leaflet.DivIconOptions = { className: 'map-picked', iconSize: [26, 26] };

/** Sides of a mark in pixels: at hand, and on a screen that is read from ten metres. */
const MARK = 28;
const PICTURE_MARK = 56;

/** A text inside what Leaflet takes for HTML and for nothing else: its credit. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A mark: its shape says the kind as well as its sign. */
export function markIcon(leaflet: typeof Leaflet, mark: MapMark, isPicture: boolean): Leaflet.DivIcon {
  const side = isPicture ? PICTURE_MARK : MARK;
  return leaflet.divIcon({
    className: `map-mark map-mark-${mark.tone}`,
    html: textNode(mark.sign),
    iconSize: [side, side],
  });
}

/** A name on the map, without a frame. */
export function nameIcon(leaflet: typeof Leaflet, name: string): Leaflet.DivIcon {
  return leaflet.divIcon({ className: 'map-name', html: textNode(name), iconSize: [0, 0] });
}
