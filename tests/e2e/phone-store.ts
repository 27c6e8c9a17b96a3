/**
 * What can be wrong with the store of a phone, as scripts that run in a page before its own. They are texts: the tests know
 * nothing of a browser's globals.
 */
export const STORE_FAULTS = {
  /** As with all cookies blocked, in browsers in which already asking for the store throws. */
  forbidden: `for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) Object.defineProperty(window, name, { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } });`,
  /** The database never answers, to nobody. */
  silent: `IDBFactory.prototype.open = () => new EventTarget(); IDBFactory.prototype.databases = () => new Promise(() => undefined);`,
  /** There is no room, for anything. */
  full: `Storage.prototype.setItem = () => { throw new DOMException('no room', 'QuotaExceededError'); };
    for (const name of ['add', 'put']) IDBObjectStore.prototype[name] = () => { throw new DOMException('no room', 'QuotaExceededError'); };`,
} as const;

/** Fills the real storage of a page to the last character. */
export const FILL = `for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
  try { for (let part = 0; part < 3; part += 1) localStorage.setItem('filling.' + size + '.' + part, 'x'.repeat(size)); } catch {}
}`;

/** Holds the database at a version, as a tab with an older page does, which knows nothing of newer ones and does not let go. */
export const hold = (version: number): string => `new Promise((resolve, reject) => {
  const request = indexedDB.open('buurtbalans', ${version});
  request.onupgradeneeded = () => {
    for (const name of [...request.result.objectStoreNames]) request.result.deleteObjectStore(name);
    request.result.createObjectStore('outbox', { autoIncrement: true }).createIndex('session', 'sessionId');
  };
  request.onsuccess = () => { globalThis.held = request.result; resolve(request.result.version); };
  request.onerror = () => reject(request.error);
})`;

/** Leaves commands of a session in the database that {@link hold} holds, as the page before this one did. */
export const leave = (
  sessionId: string,
  commands: readonly { readonly commandId: string; readonly command: object }[],
): string => `new Promise((resolve, reject) => {
  const transaction = globalThis.held.transaction('outbox', 'readwrite');
  for (const command of ${JSON.stringify(commands)}) transaction.objectStore('outbox').add({ sessionId: '${sessionId}', command });
  transaction.oncomplete = () => resolve(true);
  transaction.onerror = () => reject(transaction.error);
})`;
