/// <reference lib="webworker" />
import { self } from '$app/service-worker';

/**
 * Keeps what a joined participant needs to open the own page again without a connection: the page itself and the
 * scripts and styles that it loaded. Nothing of the API is ever kept.
 */
const CACHE = 'participant';
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
  for (const request of await cache.keys()) if (isAsset(new URL(request.url).pathname) && !wanted.has(request.url)) await cache.delete(request);
}

/** The page, and what its frame is told by the server. */
function pageUrls(page: string): string[] {
  const { origin, pathname } = new URL(page);
  return [`${origin}${pathname}`, `${origin}${pathname}/__data.json`];
}

self.addEventListener('message', (event) => {
  const { keep: assets, page } = (event.data ?? {}) as { keep?: string[]; page?: string };
  if (assets && page && isPage(new URL(page).pathname)) event.waitUntil(keep(page, assets));
});

/** From the network, and what was kept when there is none; addresses count without what follows the question mark. */
async function networkFirst(request: Request): Promise<Response> {
  try {
    const response = await fetch(request);
    // behind a proxy the door can be open and the house empty
    if (response.status < 500) return response;
    return (await caches.match(request, { ignoreSearch: true, ignoreVary: true })) ?? response;
  } catch (cause) {
    const kept = await caches.match(request, { ignoreSearch: true, ignoreVary: true });
    if (kept) return kept;
    throw cause;
  }
}

/** The installed app opens where one joins. Without a network that is of no use; the page that was kept last is. */
async function joinOrLast(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (cause) {
    const pages = (await (await caches.open(CACHE)).keys()).map(({ url }) => url).filter((url) => isPage(new URL(url).pathname) && !url.endsWith('.json'));
    const last = pages.at(-1);
    if (last) return Response.redirect(last);
    throw cause;
  }
}

async function keptFirst(request: Request): Promise<Response> {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin || pathname.startsWith('/api/')) return;
  if (isAsset(pathname)) event.respondWith(keptFirst(request));
  else if (pathname === '/join' && request.mode === 'navigate') event.respondWith(joinOrLast(request));
  else if (isPage(pathname)) event.respondWith(networkFirst(request));
});
