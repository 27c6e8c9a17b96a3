import { mayCall } from '@buurtbalans/contracts';
import { INVITES } from '@buurtbalans/domain';
import { read } from '#lib/server/engine.ts';
import { districtOptions } from '#lib/trajectory/district-options.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const [{ me }, people, organisations, districts] = await Promise.all([
    event.parent(),
    read(event, 'listPeople', {}),
    read(event, 'listOrganisations', {}),
    read(event, 'listDistricts', {}),
  ]);
  return {
    people: people.items,
    hasMail: people.hasMail,
    organisations: organisations.items.map(({ id, name }) => ({ value: id, label: name })),
    districts: districtOptions(districts.items),
    roles: (me && INVITES[me.role]) ?? [],
    mayChange: mayCall('changePerson', me?.role),
  };
};
