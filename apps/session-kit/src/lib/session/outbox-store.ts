import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { Command, OutboxStore } from './outbox.ts';

interface Schema extends DBSchema {
  outbox: { key: number; value: { sessionId: string; command: Command }; indexes: { session: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('buurtbalans', 2, {
    upgrade(db) {
      for (const name of db.objectStoreNames) db.deleteObjectStore(name);
      // the key counts up, so that the order of writing is kept
      db.createObjectStore('outbox', { autoIncrement: true }).createIndex('session', 'sessionId');
    },
  });
  return opened;
}

/** The unsent commands of one session, in this browser. */
export function outboxStore(sessionId: string): OutboxStore {
  async function remove(commandId: string): Promise<void> {
    const tx = (await open()).transaction('outbox', 'readwrite');
    for (let cursor = await tx.store.index('session').openCursor(sessionId); cursor; cursor = await cursor.continue()) {
      if (cursor.value.command.commandId === commandId) await cursor.delete();
    }
    await tx.done;
  }
  return {
    list: async () => (await (await open()).getAllFromIndex('outbox', 'session', sessionId)).map(({ command }) => command),
    put: async (command) => {
      await remove(command.commandId);
      await (await open()).add('outbox', { sessionId, command });
    },
    remove,
  };
}
