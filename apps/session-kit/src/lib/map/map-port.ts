import type { AreaGeometry, Place } from '@buurtbalans/domain';
import type * as Leaflet from 'leaflet';

/** A numbered or lettered mark on the map. */
export interface MapMark {
  readonly id: string;
  readonly lng: number;
  readonly lat: number;
  /** What stands in the mark, at most two signs. */
  readonly sign: string;
  /** What a screen reader says of it. */
  readonly label: string;
  readonly tone: 'weak' | 'promising' | 'signal' | 'finding';
}

/** A shape on the map. */
export interface MapShape {
  readonly id: string;
  readonly geometry: AreaGeometry;
  readonly kind: 'park' | 'neighbourhood' | 'chosen' | 'area' | 'cell' | 'drawing';
  readonly label?: string;
}

/** What a map tells its page. */
export interface MapEvents {
  readonly onplace?: (place: Place) => void;
  readonly onshape?: (id: string) => void;
  readonly onmark?: (id: string) => void;
}

const STYLES: Readonly<Record<MapShape['kind'], Leaflet.PathOptions>> = {
  park: { stroke: false, fillColor: '#cfe3c4', fillOpacity: 0.8, interactive: false },
  neighbourhood: { color: '#5c6470', weight: 1, fillColor: '#ffffff', fillOpacity: 0.05 },
  chosen: { color: '#1a3d7c', weight: 2, fillColor: '#1a3d7c', fillOpacity: 0.25 },
  area: { color: '#1a3d7c', weight: 3, fill: false, interactive: false },
  cell: { color: '#7a5b00', weight: 1.5, fillColor: '#f2c14e', fillOpacity: 0.55 },
  drawing: { color: '#a5123b', weight: 3, dashArray: '6 4', fillOpacity: 0.1, interactive: false },
};
const ORDER: readonly MapShape['kind'][] = ['park', 'neighbourhood', 'chosen', 'cell', 'area', 'drawing'];

/** The one place that speaks to Leaflet. Everything it shows stands in a list beside it too. */
export class MapPort {
  readonly #leaflet: typeof Leaflet;
  readonly #map: Leaflet.Map;
  readonly #events: MapEvents;
  readonly #shapes: Leaflet.LayerGroup;
  readonly #marks: Leaflet.LayerGroup;
  readonly #picked: Leaflet.LayerGroup;

  private constructor(leaflet: typeof Leaflet, node: HTMLElement, events: MapEvents) {
    this.#leaflet = leaflet;
    this.#events = events;
    this.#map = leaflet.map(node, { attributionControl: true, zoomSnap: 0.5, keyboard: true, minZoom: 10, maxZoom: 19 });
    this.#map.attributionControl.setPrefix(false);
    this.#map.attributionControl.addAttribution('Gemeente Amsterdam · © OpenStreetMap');
    this.#map.setView([52.37, 4.82], 13);
    this.#shapes = leaflet.layerGroup().addTo(this.#map);
    this.#marks = leaflet.layerGroup().addTo(this.#map);
    this.#picked = leaflet.layerGroup().addTo(this.#map);
    this.#map.on('click', ({ latlng }) => events.onplace?.({ lng: latlng.lng, lat: latlng.lat }));
  }

  /** Loads Leaflet, only now, and makes a map in the node. */
  static async create(node: HTMLElement, events: MapEvents): Promise<MapPort> {
    const [leaflet] = await Promise.all([import('leaflet'), import('leaflet/dist/leaflet.css')]);
    return new MapPort(leaflet.default ?? leaflet, node, events);
  }

  /** Shows exactly these shapes, in a fixed order. */
  showShapes(shapes: readonly MapShape[]): void {
    this.#shapes.clearLayers();
    for (const kind of ORDER) {
      for (const shape of shapes.filter((candidate) => candidate.kind === kind)) this.#addShape(shape);
    }
  }

  /** Shows exactly these marks. They are not stops for the keyboard: the list beside the map is. */
  showMarks(marks: readonly MapMark[]): void {
    this.#marks.clearLayers();
    for (const mark of marks) {
      const icon = this.#leaflet.divIcon({ className: `map-mark map-mark-${mark.tone}`, html: escapeSign(mark.sign), iconSize: [26, 26] });
      const marker = this.#leaflet.marker([mark.lat, mark.lng], { icon, keyboard: false, title: mark.label }).addTo(this.#marks);
      marker.getElement()?.setAttribute('aria-label', mark.label);
      marker.getElement()?.setAttribute('role', 'img');
      marker.on('click', () => this.#events.onmark?.(mark.id));
    }
  }

  /** Shows the place that was picked, or none. */
  showPicked(place: Place | null): void {
    this.#picked.clearLayers();
    if (!place) return;
    const icon = this.#leaflet.divIcon({ className: 'map-picked', iconSize: [22, 22] });
    this.#leaflet.marker([place.lat, place.lng], { icon, keyboard: false, interactive: false }).addTo(this.#picked);
  }

  /** Brings all of a geometry into view. */
  fit(geometry: AreaGeometry): void {
    this.#map.fitBounds(this.#leaflet.geoJSON(geometry as never).getBounds(), { padding: [12, 12], animate: false });
  }

  /** The place in the middle of what is seen: how a place is picked with the arrow keys. */
  middle(): Place {
    const { lng, lat } = this.#map.getCenter();
    return { lng, lat };
  }

  destroy(): void {
    this.#map.remove();
  }

  #addShape(shape: MapShape): void {
    const layer = this.#leaflet.geoJSON(shape.geometry as never, { style: STYLES[shape.kind], interactive: STYLES[shape.kind].interactive !== false && Boolean(this.#events.onshape) });
    if (this.#events.onshape) layer.on('click', (event) => {
      this.#leaflet.DomEvent.stopPropagation(event as never);
      this.#events.onshape?.(shape.id);
    });
    if (shape.label) layer.bindTooltip(shape.label, { sticky: true });
    layer.addTo(this.#shapes);
  }
}

const escapeSign = (sign: string): string => sign.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
