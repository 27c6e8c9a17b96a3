import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** The form without script sends the code in the address. */
export const load: PageServerLoad = ({ url }) => {
  const code = url.searchParams.get('code')?.trim();
  if (code) redirect(303, `/join/${encodeURIComponent(code)}`);
};
