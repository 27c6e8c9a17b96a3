import { mayCall } from '@buurtbalans/contracts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { view, me } = await event.parent();
  const canAppoint = view.available['Appoint']?.allowed ?? false;
  const canAdd = view.available['AddOrganisation']?.allowed ?? false;
  const canMove = view.available['MoveToTemplate']?.allowed ?? false;
  // whoever reads the harvest of a session finds its minutes there
  const readsMinutes = mayCall('listMinutes', me?.role) && !mayCall('readHarvest', me?.role);
  const [accounts, organisations, templates, minutes, term] = await Promise.all([
    canAppoint ? read(event, 'listAccounts', { query: {} }) : { items: [] },
    canAdd ? read(event, 'listOrganisations', {}) : { items: [] },
    canMove ? read(event, 'listTemplates', {}) : { items: [] },
    readsMinutes ? read(event, 'listMinutes', { params: { trajectoryId: view.id } }) : { items: [] },
    mayCall('readTerm', me?.role) ? read(event, 'readTerm', { params: { trajectoryId: view.id } }) : null,
  ]);
  return {
    term,
    minutes: minutes.items,
    accounts: accounts.items,
    register: organisations.items,
    templates: templates.items,
  };
};
