import { redirect } from '@sveltejs/kit';
import type { RequestHandler } from './$types';

/** Where the promises stood before: links that somebody kept still lead to them. */
export const GET: RequestHandler = ({ params, url }) =>
  redirect(308, `/trajectories/${params.id}/promises${url.search}`);
