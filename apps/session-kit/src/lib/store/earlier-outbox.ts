import { openDB } from 'idb';
import type { Command, OutboxStore } from '#lib/line/outbox.ts';

const DATABASE = 'buurtbalans';
const OUTBOX = 'outbox';

interface Row {
  readonly sessionId?: string;
  readonly command?: Command;
}

/** Whether an earlier version may have made its database here. Asking makes none, as opening would; not every browser can be asked. */
async function mayBeThere(): Promise<boolean> {
  const databases = await indexedDB.databases?.();
  return databases?.some(({ name }) => name === DATABASE) ?? true;
}

/**
 * Earlier versions of the page kept unsent commands in a database of the browser. What they left of a session goes to the
 * store of this version. The database is opened as whatever version it is, so that no other tab has to let go of it, and is
 * let go of at once. A browser that answers with an error, or never, has nothing to give; nobody waits for this.
 */
export async function takeOverEarlier(
  sessionId: string,
  store: OutboxStore,
  isWanted: (command: Command) => boolean,
): Promise<void> {
  try {
    if (!(await mayBeThere())) return;
    const database = await openDB(DATABASE, undefined, {
      blocking: (_current, _blocked, { target }) => (target as IDBDatabase).close(),
    });
    try {
      if (!database.objectStoreNames.contains(OUTBOX)) return;
      const transaction = database.transaction(OUTBOX, 'readwrite');
      for (let cursor = await transaction.store.openCursor(); cursor; cursor = await cursor.continue()) {
        const { sessionId: of, command } = cursor.value as Row;
        if (of !== sessionId || !command) continue;
        if (isWanted(command)) store.put(command);
        await cursor.delete();
      }
      await transaction.done;
    } finally {
      database.close();
    }
  } catch {
    // nothing to take over, then
  }
}
