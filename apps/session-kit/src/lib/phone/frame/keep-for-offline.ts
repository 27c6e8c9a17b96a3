/** Loading what is shown first comes first. */
const LATER_MS = 3_000;

async function keepLoaded(): Promise<void> {
  await navigator.serviceWorker.register('/service-worker.js', { type: 'module' });
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const linked = [...document.querySelectorAll<HTMLLinkElement>('link[href]')].map(({ href }) => href);
  active?.postMessage({ page: location.href, keep: [...new Set([...loaded, ...linked])] });
}

/** Asks the service worker, where there is one, to keep this page with all that it loaded: it then opens without a connection. */
export function keepForOffline(): void {
  // only on secure origins, and not where storing is forbidden: the page then works for as long as it stays open
  if ('serviceWorker' in navigator) setTimeout(() => void keepLoaded().catch(() => undefined), LATER_MS);
}
