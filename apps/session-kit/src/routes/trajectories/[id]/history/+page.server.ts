import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const value = (name: string) => event.url.searchParams.get(name)?.trim() ?? '';
  const filter = { kind: value('kind'), role: value('role'), from: value('from'), to: value('to') };
  const query = {
    ...(filter.kind === '' ? {} : { types: filter.kind }),
    ...(filter.role === '' ? {} : { role: filter.role }),
    // days as somebody in the Netherlands means them, give or take the hour of summer time
    ...(/^\d{4}-\d\d-\d\d$/.test(filter.from) ? { from: `${filter.from}T00:00:00+01:00` } : {}),
    ...(/^\d{4}-\d\d-\d\d$/.test(filter.to) ? { to: `${filter.to}T23:59:59+01:00` } : {}),
  };
  const { items } = await read(event, 'readJournal', { params: { trajectoryId: event.params.id }, query });
  return { entries: items.toReversed(), filter };
};
