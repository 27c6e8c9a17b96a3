import { error, redirect } from '@sveltejs/kit';
import { m } from '#lib/paraglide/messages.js';
import { read } from '#lib/server/engine.ts';
import { momentOfField } from '#lib/texts/date-fields.ts';
import type { RequestHandler } from './$types';

/** To the page of how everything stood at a moment, as a `datetime-local` field gives it. */
export const GET: RequestHandler = async (event) => {
  const moment = event.url.searchParams.get('moment') ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(moment) || Number.isNaN(Date.parse(moment))) error(400, m.history_at_wrong());
  // the field knows no seconds: what happened within that minute counts
  const at = new Date(Date.parse(momentOfField(moment)) + 59_999).toISOString();
  const { asOf } = await read(event, 'readTrajectory', { params: { trajectoryId: event.params.id }, query: { at } });
  redirect(303, `/trajectories/${event.params.id}/history/${asOf!.seq}`);
};
