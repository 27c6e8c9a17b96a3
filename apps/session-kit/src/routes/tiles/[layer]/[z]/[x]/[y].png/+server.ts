import { readTileAddress } from '#lib/server/tiles/tile-address.ts';
import { tiles } from '#lib/server/tiles/index.ts';
import type { RequestHandler } from './$types';

/** A week: a browser that comes back to a neighbourhood asks for nothing. */
const KEPT = 'public, max-age=604800';

/** One square of the background map, of whoever made it, without the visitor's address. */
export const GET: RequestHandler = async ({ params }) => {
  const address = readTileAddress(params);
  if (!tiles || !address) return new Response(null, { status: 404 });
  const tile = await tiles.tile(address);
  // no fault of this server, and nothing that a browser need write into its log: there is no picture now
  if (!tile) return new Response(null, { status: 204, headers: { 'cache-control': 'no-store', 'retry-after': '20' } });
  return new Response(new Uint8Array(tile.body), { headers: { 'content-type': tile.type, 'cache-control': KEPT } });
};
