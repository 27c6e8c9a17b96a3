import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import { districtOptions } from '#lib/trajectory/district-options.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ me }, register, districts] = await Promise.all([
    event.parent(),
    read(event, 'listRegister', {}),
    read(event, 'listDistricts', {}),
  ]);
  return {
    register: register.items,
    districts: districtOptions(districts.items),
    mayChange: mayCall('changeOrganisation', me?.role),
  };
};
