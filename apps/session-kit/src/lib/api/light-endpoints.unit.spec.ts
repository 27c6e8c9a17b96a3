import { endpoints } from '@buurtbalans/contracts';
import { expect, it } from 'vitest';
import { LIGHT_ENDPOINTS } from './light-endpoints.ts';

it('calls the endpoints of the contract by the same method and path', () => {
  for (const [id, light] of Object.entries(LIGHT_ENDPOINTS)) {
    const { method, path } = endpoints[id as keyof typeof LIGHT_ENDPOINTS];
    expect({ id, ...light }).toEqual({ id, method, path });
  }
});
