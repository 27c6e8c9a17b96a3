import { redirect } from '@sveltejs/kit';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { me } = await event.parent();
  if (!me) redirect(303, '/sign-in?next=/account/second-step');
  return { me, factor: await read(event, 'readSecondFactor', {}) };
};
