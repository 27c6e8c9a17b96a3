/** Loading what is shown first comes first. */
const LATER_MS = 3_000;

/** Asks the service worker, where there is one, to keep this page with all that it loaded: it then opens without a connection. */
export function keepForOffline(): void {
  // only on secure origins; over plain HTTP the page still works as long as it stays open
  if (!('serviceWorker' in navigator)) return;
  setTimeout(() => {
    void navigator.serviceWorker.ready.then(({ active }) => {
      const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
      const linked = [...document.querySelectorAll<HTMLLinkElement>('link[href]')].map(({ href }) => href);
      active?.postMessage({ page: location.href, keep: [...new Set([...loaded, ...linked])] });
    });
  }, LATER_MS);
}
