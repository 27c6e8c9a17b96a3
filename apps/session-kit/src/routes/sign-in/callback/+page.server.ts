import type { Me } from '@buurtbalans/contracts';
import { isHttpError, redirect } from '@sveltejs/kit';
import { safeNext } from '#lib/safe-next.ts';
import { postAtProvider } from '#lib/server/at-provider.ts';
import { useLanguageOf } from '#lib/server/sign-in.ts';
import type { PageServerLoad } from './$types';

interface SignedIn {
  readonly me: Me;
  readonly next: string;
}

/** Where the provider leads back to: what stands in the address is good once, and goes to the engine alone. */
export const load: PageServerLoad = async (event) => {
  event.setHeaders({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
  const { me } = await event.parent();
  const query = event.url.search.slice(1);
  const signedIn = await postAtProvider<SignedIn>(event, '/sign-in/provider/callback', { query }).catch((cause) => {
    // whoever loads the page again, or goes back to it, is in already
    if (me && isHttpError(cause) && cause.body.code === 'PROVIDER.USED') redirect(303, '/');
    throw cause;
  });
  useLanguageOf(signedIn.me, event.cookies);
  redirect(303, safeNext(signedIn.next));
};
