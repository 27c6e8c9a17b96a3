import type { PageServerLoad } from './$types';

/** A projector shows the session and nothing around it. */
export const load: PageServerLoad = () => ({ shell: 'none' as const });
