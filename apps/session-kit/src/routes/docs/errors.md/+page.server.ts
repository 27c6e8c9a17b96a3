import { errorAnchor, errorCatalogue } from '@buurtbalans/contracts';
import type { PageServerLoad } from './$types';

/** What the `type` of a problem leads to: every code with what it means and what helps. */
export const load: PageServerLoad = () => ({
  errors: Object.entries(errorCatalogue).map(([code, { status, nl, en }]) => ({
    code,
    anchor: errorAnchor(code),
    status,
    texts: [
      { language: 'nl', ...nl },
      { language: 'en', ...en },
    ],
  })),
});
