import { mayCall, PEOPLE_PAGE } from '@buurtbalans/contracts';
import { ORGANISATION_TYPES } from '@buurtbalans/domain';
import { given, oneOf, pageOf, wordsOf } from '#lib/lists/list-query.ts';
import { read } from '#lib/server/engine.ts';
import { districtOptions } from '#lib/trajectory/district-options.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const fields = { text: wordsOf(searchParams, 'text'), type: oneOf(searchParams, 'type', ORGANISATION_TYPES) };
  const page = pageOf(searchParams);
  const [{ me }, register, all, districts] = await Promise.all([
    event.parent(),
    read(event, 'listRegister', { query: { ...given(fields), page } }),
    read(event, 'listOrganisations', {}),
    read(event, 'listDistricts', {}),
  ]);
  return {
    register: register.items,
    total: register.total,
    size: PEOPLE_PAGE,
    all: all.items,
    fields,
    page,
    districts: districtOptions(districts.items),
    mayChange: mayCall('changeOrganisation', me?.role),
  };
};
