import { endOfDay, startOfDay } from '@buurtbalans/domain';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** Whether it is a day as a date field gives it. */
const isDay = (value: string): boolean => /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value));

export const load: PageServerLoad = async (event) => {
  const value = (name: string) => event.url.searchParams.get(name)?.trim() ?? '';
  const filter = { kind: value('kind'), role: value('role'), from: value('from'), to: value('to') };
  const query = {
    ...(filter.kind === '' ? {} : { types: filter.kind }),
    ...(filter.role === '' ? {} : { role: filter.role }),
    ...(isDay(filter.from) ? { from: startOfDay(filter.from) } : {}),
    ...(isDay(filter.to) ? { to: endOfDay(filter.to) } : {}),
  };
  const { items } = await read(event, 'readJournal', { params: { trajectoryId: event.params.id }, query });
  return { entries: items.toReversed(), filter };
};
