import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ imports: (await read(event, 'listImports', {})).items });
