import { mayCall, PEOPLE_PAGE } from '@buurtbalans/contracts';
import { ACCOUNT_STATES, INVITES, ROLES } from '@buurtbalans/domain';
import { given, oneOf, pageOf, wordsOf } from '#lib/lists/list-query.ts';
import { read } from '#lib/server/engine.ts';
import { districtOptions } from '#lib/trajectory/district-options.ts';
import type { PageServerLoad } from './$types';

/** What is looked for, as it stands in the address. */
function fieldsOf(query: URLSearchParams) {
  return {
    text: wordsOf(query, 'text'),
    role: oneOf(query, 'role', ROLES),
    state: oneOf(query, 'state', ACCOUNT_STATES),
  };
}

export const load: PageServerLoad = async (event) => {
  const [fields, page] = [fieldsOf(event.url.searchParams), pageOf(event.url.searchParams)];
  const [{ me }, people, organisations, districts] = await Promise.all([
    event.parent(),
    read(event, 'listPeople', { query: { ...given(fields), page } }),
    read(event, 'listOrganisations', {}),
    read(event, 'listDistricts', {}),
  ]);
  return {
    people: people.items,
    total: people.total,
    size: PEOPLE_PAGE,
    fields,
    page,
    // whoever comes from the first steps of a new programme comes to invite
    invites: event.url.searchParams.has('invite'),
    hasMail: people.hasMail,
    organisations: organisations.items.map(({ id, name }) => ({ value: id, label: name })),
    districts: districtOptions(districts.items),
    roles: (me && INVITES[me.role]) ?? [],
    mayChange: mayCall('changePerson', me?.role),
  };
};
