import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({ templates: (await read(event, 'listTemplates', {})).items });
