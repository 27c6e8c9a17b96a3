import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { view } = await event.parent();
  const canAppoint = view.available['Appoint']?.allowed ?? false;
  const canAdd = view.available['AddOrganisation']?.allowed ?? false;
  const canMove = view.available['MoveToTemplate']?.allowed ?? false;
  const [accounts, organisations, templates] = await Promise.all([
    canAppoint ? read(event, 'listAccounts', { query: {} }) : { items: [] },
    canAdd ? read(event, 'listOrganisations', {}) : { items: [] },
    canMove ? read(event, 'listTemplates', {}) : { items: [] },
  ]);
  return { accounts: accounts.items, register: organisations.items, templates: templates.items };
};
