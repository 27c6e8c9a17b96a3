import { lightApi, type LightClient } from '#lib/api/light-client.ts';
import type { MapShape } from './map-things.ts';

/**
 * What lies under every map without internet: parks and, for one district, the borders of its quarters (wijken). A base
 * that cannot be reached leaves the rest of the map as it is.
 */
export class BaseLayer {
  shapes = $state.raw<readonly MapShape[]>([]);

  readonly #api: LightClient;

  /** Participants bring the client with their token. */
  constructor(api: LightClient = lightApi) {
    this.#api = api;
  }

  async load(districtCode?: string): Promise<void> {
    const [parks, quarters] = await Promise.all([this.#parks(), districtCode ? this.#quarters(districtCode) : []]);
    this.shapes = [...parks, ...quarters];
  }

  async #parks(): Promise<MapShape[]> {
    const { items } = await this.#api.call('listParks', {}).catch(() => ({ items: [] }));
    return items.map(({ geometry }, index): MapShape => ({ id: `park-${index}`, kind: 'park', geometry }));
  }

  async #quarters(districtCode: string): Promise<MapShape[]> {
    const { items } = await this.#api
      .call('listBoundaries', { query: { level: 'wijk', districtCode } })
      .catch(() => ({ items: [] }));
    return items.map(({ geometry, code }): MapShape => ({ id: code, kind: 'outline', geometry }));
  }
}
