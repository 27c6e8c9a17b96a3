import { TERMS_PAGE } from '@buurtbalans/contracts';
import { given, pageOf, wordsOf } from '#lib/lists/list-query.ts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { searchParams } = event.url;
  const fields = { text: wordsOf(searchParams, 'text'), held: searchParams.get('held') === 'true' };
  const page = pageOf(searchParams);
  const query = { ...given({ text: fields.text }), ...(fields.held ? { held: 'true' as const } : {}), page };
  return { ...(await read(event, 'listTerms', { query })), fields, page, size: TERMS_PAGE };
};
