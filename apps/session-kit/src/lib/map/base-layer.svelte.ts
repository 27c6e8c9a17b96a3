import { api } from '#lib/api/client.ts';
import type { MapShape } from './map-port.ts';

/** Parks, as the base of every map: they need no internet. An unreachable base leaves the rest of the map as it is. */
export class BaseLayer {
  shapes = $state.raw<readonly MapShape[]>([]);

  async load(): Promise<void> {
    const { items } = await api.call('listParks', {}).catch(() => ({ items: [] }));
    this.shapes = items.map(({ geometry, name }, index) => ({ id: `park-${index}`, kind: 'park', geometry, ...(name ? { label: name } : {}) }));
  }
}
