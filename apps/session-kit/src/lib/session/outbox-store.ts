import type { NewContribution } from '@buurtbalans/contracts';
import { type DBSchema, type IDBPDatabase, openDB } from 'idb';
import type { OutboxStore } from './outbox.ts';

interface Schema extends DBSchema {
  outbox: { key: number; value: { sessionId: string; contribution: NewContribution }; indexes: { session: string } };
}

let opened: Promise<IDBPDatabase<Schema>> | undefined;

function open(): Promise<IDBPDatabase<Schema>> {
  opened ??= openDB<Schema>('buurtbalans', 1, {
    upgrade(db) {
      // the key counts up, so that the order of writing is kept
      db.createObjectStore('outbox', { autoIncrement: true }).createIndex('session', 'sessionId');
    },
  });
  return opened;
}

/** The unsent contributions of one session, in this browser. */
export function outboxStore(sessionId: string): OutboxStore {
  async function remove(id: string): Promise<void> {
    const tx = (await open()).transaction('outbox', 'readwrite');
    for (let cursor = await tx.store.index('session').openCursor(sessionId); cursor; cursor = await cursor.continue()) {
      if (cursor.value.contribution.id === id) await cursor.delete();
    }
    await tx.done;
  }
  return {
    list: async () => (await (await open()).getAllFromIndex('outbox', 'session', sessionId)).map(({ contribution }) => contribution),
    put: async (contribution) => {
      await remove(contribution.id);
      await (await open()).add('outbox', { sessionId, contribution });
    },
    remove,
  };
}
