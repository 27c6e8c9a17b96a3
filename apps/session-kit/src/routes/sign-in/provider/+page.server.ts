import { redirect } from '@sveltejs/kit';
import { safeNext } from '#lib/safe-next.ts';
import { postAtProvider } from '#lib/server/at-provider.ts';
import type { PageServerLoad } from './$types';

/** From here somebody goes to their organisation's provider, because they asked to: a page elsewhere signs nobody in. */
export const load: PageServerLoad = async (event) => {
  const next = safeNext(event.url.searchParams.get('next'));
  const { me } = await event.parent();
  if (me) redirect(303, next);
  const site = event.request.headers.get('sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site') redirect(303, `/sign-in?next=${encodeURIComponent(next)}`);
  const { address } = await postAtProvider<{ address: string }>(event, '/sign-in/provider', { next });
  redirect(303, address, { external: [new URL(address).origin] });
};
