import type * as Leaflet from 'leaflet';
import { escaped } from './map-looks.ts';

/** Backgrounds that can lie under a map, and whose they are. */
export interface BackgroundOffer {
  readonly names: readonly string[];
  readonly credit: string;
}

/** Squares that fail, without one that comes, after which the background counts as away. */
const MOST_FAILURES = 3;
/** After so long it is tried again. */
const REST_MS = 60_000;

/**
 * The country's map under ours. It comes from this product's own server, square by square; where that has none, ours is
 * there without it, and its page is told.
 */
export class BackgroundLayer {
  readonly #leaflet: typeof Leaflet;
  readonly #map: Leaflet.Map;
  readonly #credit: string;
  readonly #onshown: (isShown: boolean) => void;
  #layer: Leaflet.TileLayer | undefined;
  #trying: ReturnType<typeof setTimeout> | undefined;
  #name = '';

  constructor(
    leaflet: typeof Leaflet,
    map: Leaflet.Map,
    { credit }: BackgroundOffer,
    onshown: (isShown: boolean) => void,
  ) {
    this.#leaflet = leaflet;
    this.#map = map;
    this.#credit = credit;
    this.#onshown = onshown;
  }

  /** Shows one of the backgrounds, or none by an empty name. */
  show(name: string): void {
    this.#name = name;
    this.#end();
    if (name !== '') this.#begin();
  }

  destroy(): void {
    this.#end();
  }

  #begin(): void {
    let [came, failed] = [false, 0];
    const layer = this.#leaflet.tileLayer(`/tiles/${this.#name}/{z}/{x}/{y}.png`, {
      attribution: escaped(this.#credit),
      minZoom: 6,
      maxZoom: 19,
    });
    layer.on('tileload', () => {
      if (!came) this.#onshown(true);
      came = true;
    });
    layer.on('tileerror', () => {
      failed += 1;
      if (came || failed < MOST_FAILURES || this.#layer !== layer) return;
      this.#end();
      this.#onshown(false);
      this.#trying = setTimeout(() => this.#begin(), REST_MS);
    });
    this.#layer = layer.addTo(this.#map);
  }

  #end(): void {
    clearTimeout(this.#trying);
    this.#layer?.remove();
    this.#layer = undefined;
  }
}
