/// <reference lib="webworker" />
import { self } from '$app/service-worker';

/**
 * Keeps what a joined participant needs to open the own page again without a connection: the page itself and the
 * scripts and styles that it loaded. Nothing of the API is ever kept.
 */
const CACHE = 'participant';
/** A store that has said nothing by then does not hold up the network. */
const SILENT_MS = 1_000;
const IMMUTABLE = '/_app/immutable/';

const isPage = (path: string): boolean => path.startsWith('/participant/');
const isAsset = (path: string): boolean => path.includes(IMMUTABLE);

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

/** The page told what it loaded. What an older version left goes once the new one is here whole. */
async function keep(page: string, assets: readonly string[]): Promise<void> {
  const cache = await caches.open(CACHE);
  const wanted = new Set(assets.filter((url) => isAsset(new URL(url).pathname)));
  const add = (url: string): Promise<void> => cache.add(new Request(url, { credentials: 'same-origin' }));
  const missing: string[] = [];
  for (const url of wanted) if (!(await cache.match(url))) missing.push(url);
  // one that cannot be had must not keep the others from being kept
  const isWhole = (await Promise.allSettled(missing.map(add))).every(({ status }) => status === 'fulfilled');
  if (!isWhole && (await cache.match(page, { ignoreSearch: true }))) return;
  const isRenewed = (await Promise.allSettled(pageUrls(page).map(add))).every(({ status }) => status === 'fulfilled');
  if (!isWhole || !isRenewed) return;
  for (const request of await cache.keys())
    if (isAsset(new URL(request.url).pathname) && !wanted.has(request.url)) await cache.delete(request);
}

/** The page, and what its frame is told by the server. */
function pageUrls(page: string): string[] {
  const { origin, pathname } = new URL(page);
  return [`${origin}${pathname}`, `${origin}${pathname}/__data.json`];
}

self.addEventListener('message', (event) => {
  const { keep: assets, page, forget } = (event.data ?? {}) as { keep?: string[]; page?: string; forget?: true };
  // somebody else goes on with this device
  if (forget) event.waitUntil(caches.delete(CACHE).catch(() => undefined));
  if (assets && page && isPage(new URL(page).pathname)) event.waitUntil(keep(page, assets).catch(() => undefined));
});

/** What was kept of a request: nothing where the browser's store is forbidden or broken. */
const keptOf = (request: Request, options: CacheQueryOptions): Promise<Response | undefined> =>
  caches.match(request, options).catch(() => undefined);
const silence = (): Promise<undefined> => new Promise((resolve) => setTimeout(resolve, SILENT_MS, undefined));

/** From the network, and what was kept when there is none; addresses count without what follows the question mark. */
async function networkFirst(request: Request): Promise<Response> {
  const kept = (): Promise<Response | undefined> => keptOf(request, { ignoreSearch: true, ignoreVary: true });
  try {
    const response = await fetch(request);
    // behind a proxy the door can be open and the house empty
    return response.status < 500 ? response : ((await Promise.race([kept(), silence()])) ?? response);
  } catch (cause) {
    const found = await kept();
    if (found) return found;
    throw cause;
  }
}

/** The installed app opens where one joins. Without a network that is of no use; the page that was kept last is. */
async function joinOrLast(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    const last = await lastPage().catch(() => undefined);
    if (last) return Response.redirect(last);
    throw cause;
  }
}

async function lastPage(): Promise<string | undefined> {
  const urls = (await (await caches.open(CACHE)).keys()).map(({ url }) => url);
  return urls.findLast((url) => isPage(new URL(url).pathname) && !url.endsWith('.json'));
}

async function keptFirst(request: Request): Promise<Response> {
  const kept = keptOf(request, { ignoreVary: true });
  const found = await Promise.race([kept, silence()]);
  if (found) return found;
  try {
    return await fetch(request);
  } catch (cause) {
    const late = await kept;
    if (late) return late;
    throw cause;
  }
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  if (isAsset(pathname)) event.respondWith(keptFirst(request));
  else if (pathname === '/join' && request.mode === 'navigate') event.respondWith(joinOrLast(request));
  else if (isPage(pathname)) event.respondWith(networkFirst(request));
});
