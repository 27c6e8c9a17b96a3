import type { AreaGeometry, Place } from '@buurtbalans/domain';
import type * as Leaflet from 'leaflet';
import { BackgroundLayer, type BackgroundOffer } from './background-layer.ts';
import { escaped, markIcon, nameIcon, PICKED_ICON, SHAPE_ORDER, SHAPE_STYLES } from './map-looks.ts';
import type { MapMark, MapShape } from './map-things.ts';
import { textNode } from './text-node.ts';

/** What a map tells its page. */
export interface MapEvents {
  readonly onplace?: ((place: Place) => void) | undefined;
  readonly onshape?: ((id: string) => void) | undefined;
  readonly onmark?: ((id: string) => void) | undefined;
  /** Whether the background that was asked for is there. */
  readonly onbackground?: ((isShown: boolean) => void) | undefined;
}

/** Words and settings of a map. */
export interface MapOptions {
  readonly zoomIn: string;
  readonly zoomOut: string;
  /** Who made the base layer. */
  readonly credit: string;
  /** The country's map that can lie under it; without one it needs no internet. */
  readonly background: BackgroundOffer | null;
  /** Only to be looked at: no buttons, and it does not move. */
  readonly isPicture?: boolean;
}

/** The one place that speaks to Leaflet. Everything it shows stands in a list beside it too. */
export class MapPort {
  readonly #leaflet: typeof Leaflet;
  readonly #map: Leaflet.Map;
  readonly #events: MapEvents;
  readonly #shapes: Leaflet.LayerGroup;
  readonly #names: Leaflet.LayerGroup;
  readonly #marks: Leaflet.LayerGroup;
  readonly #picked: Leaflet.LayerGroup;
  readonly #isPicture: boolean;
  readonly #background: BackgroundLayer | null;
  #shown: readonly MapShape[] = [];
  #hasBackground = false;
  readonly #byMark = new Map<string, Leaflet.Marker>();

  private constructor(leaflet: typeof Leaflet, node: HTMLElement, events: MapEvents, options: MapOptions) {
    this.#leaflet = leaflet;
    this.#events = events;
    const { isPicture = false } = options;
    this.#isPicture = isPicture;
    // by script, so the style sheet cannot stop it
    const moves = !matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.#map = leaflet.map(node, {
      zoomAnimation: moves,
      fadeAnimation: moves,
      markerZoomAnimation: moves,
      inertia: moves,
      zoomControl: false,
      zoomSnap: 0.5,
      keyboard: !isPicture,
      dragging: !isPicture,
      scrollWheelZoom: !isPicture,
      doubleClickZoom: !isPicture,
      touchZoom: !isPicture,
      minZoom: 10,
      maxZoom: 19,
      boxZoom: false,
    });
    this.#map.setView([52.37, 4.82], 13);
    this.#map.attributionControl.setPrefix(false);
    this.#map.attributionControl.addAttribution(escaped(options.credit));
    this.#background = options.background
      ? new BackgroundLayer(leaflet, this.#map, options.background, (isShown) => {
          this.#setBackground(isShown);
          events.onbackground?.(isShown);
        })
      : null;
    if (!isPicture) this.#zoomButtons(options);
    const group = (): Leaflet.LayerGroup => leaflet.layerGroup().addTo(this.#map);
    [this.#shapes, this.#names, this.#marks, this.#picked] = [group(), group(), group(), group()];
    this.#map.on('click', ({ latlng }) => events.onplace?.({ lng: latlng.lng, lat: latlng.lat }));
    // arrows and + and − are Leaflet's own; Enter picks what lies under the cross
    node.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter' || event.target !== node || !events.onplace) return;
      event.preventDefault();
      events.onplace(this.middle());
    });
  }

  /** Loads Leaflet, only now, and makes a map in the node. */
  static async create(node: HTMLElement, events: MapEvents, options: MapOptions): Promise<MapPort> {
    const [leaflet] = await Promise.all([import('leaflet'), import('leaflet/dist/leaflet.css')]);
    return new MapPort(leaflet.default ?? leaflet, node, events, options);
  }

  /** Lays a background under everything, or takes it away by an empty name. */
  showBackground(name: string): void {
    this.#setBackground(false);
    this.#background?.show(name);
  }

  /** Shows exactly these shapes, in a fixed order. */
  showShapes(shapes: readonly MapShape[]): void {
    this.#shown = shapes;
    this.#shapes.clearLayers();
    for (const kind of SHAPE_ORDER) {
      // they are on the background, and would hide its names
      if (kind === 'park' && this.#hasBackground) continue;
      for (const shape of shapes.filter((candidate) => candidate.kind === kind)) this.#addShape(shape);
    }
  }

  /** Shows names of places, to find one's way. They say nothing that the list of places does not. */
  showNames(places: readonly Place[]): void {
    this.#names.clearLayers();
    for (const { lng, lat, label } of places) {
      if (!label) continue;
      const marker = this.#leaflet
        .marker([lat, lng], { icon: nameIcon(this.#leaflet, label), keyboard: false, interactive: false })
        .addTo(this.#names);
      marker.getElement()?.setAttribute('aria-hidden', 'true');
    }
  }

  /** Shows exactly these marks. They are not stops for the keyboard: the list beside the map is. */
  showMarks(marks: readonly MapMark[]): void {
    this.#marks.clearLayers();
    this.#byMark.clear();
    for (const mark of marks) {
      const marker = this.#leaflet
        .marker([mark.lat, mark.lng], {
          icon: markIcon(this.#leaflet, mark, this.#isPicture),
          keyboard: false,
          title: mark.label,
          riseOnHover: true,
        })
        .addTo(this.#marks);
      marker.getElement()?.setAttribute('aria-label', mark.label);
      marker.getElement()?.setAttribute('role', 'img');
      // a place under a mark can be picked as well
      marker.on('click', () =>
        this.#events.onmark ? this.#events.onmark(mark.id) : this.#events.onplace?.({ lng: mark.lng, lat: mark.lat }),
      );
      this.#byMark.set(mark.id, marker);
    }
  }

  /** Makes one mark stand out, or none. */
  showActive(id: string | null): void {
    for (const [markId, marker] of this.#byMark) {
      marker.getElement()?.classList.toggle('map-mark-active', markId === id);
      marker.setZIndexOffset(markId === id ? 1_000 : 0);
    }
  }

  /** Shows the place that was picked, or none. */
  showPicked(place: Place | null): void {
    this.#picked.clearLayers();
    if (!place) return;
    this.#leaflet
      .marker([place.lat, place.lng], {
        icon: this.#leaflet.divIcon(PICKED_ICON),
        keyboard: false,
        interactive: false,
        zIndexOffset: 2_000,
      })
      .addTo(this.#picked);
  }

  /** Brings all of a geometry into view. */
  fit(geometry: AreaGeometry): void {
    const bounds = this.#leaflet.geoJSON(geometry as never).getBounds();
    if (bounds.isValid()) this.#map.fitBounds(bounds, { padding: [12, 12], animate: false });
  }

  /** The place in the middle of what is seen: how a place is picked with the arrow keys. */
  middle(): Place {
    const { lng, lat } = this.#map.getCenter();
    return { lng, lat };
  }

  /** What is in view, as [west, south, east, north] in WGS84 degrees with five decimals (a metre). */
  view(): [number, number, number, number] {
    const bounds = this.#map.getBounds();
    const rounded = (value: number): number => Math.round(value * 1e5) / 1e5;
    return [
      rounded(bounds.getWest()),
      rounded(bounds.getSouth()),
      rounded(bounds.getEast()),
      rounded(bounds.getNorth()),
    ];
  }

  destroy(): void {
    this.#background?.destroy();
    this.#map.remove();
  }

  /** Buttons for finger and mouse; with the keyboard the map itself is the one stop, and + and − do the same. */
  #zoomButtons({ zoomIn, zoomOut }: MapOptions): void {
    const control = this.#leaflet.control.zoom({ zoomInTitle: zoomIn, zoomOutTitle: zoomOut }).addTo(this.#map);
    for (const button of control.getContainer()?.querySelectorAll('a') ?? []) button.tabIndex = -1;
  }

  #setBackground(isShown: boolean): void {
    if (this.#hasBackground === isShown) return;
    this.#hasBackground = isShown;
    this.showShapes(this.#shown);
  }

  #addShape(shape: MapShape): void {
    const { onshape } = this.#events;
    const style = SHAPE_STYLES[shape.kind];
    const canClick = style.interactive !== false && Boolean(onshape);
    const layer = this.#leaflet.geoJSON(shape.geometry as never, {
      style: { ...style, interactive: style.interactive !== false && (canClick || shape.label !== undefined) },
    });
    // a shape that cannot be clicked lets the click through to the map under it
    if (canClick)
      layer.on('click', (event) => {
        this.#leaflet.DomEvent.stopPropagation(event as never);
        onshape?.(shape.id);
      });
    if (shape.label && style.interactive !== false) layer.bindTooltip(textNode(shape.label), { sticky: true });
    layer.addTo(this.#shapes);
  }
}
