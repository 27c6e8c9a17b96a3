import { type Database, openDatabase } from '@buurtbalans/database';
import { afterAll, beforeAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from './test-database.ts';

/** A database of one test file that is made before its tests and gone after them; use it inside tests and hooks only. */
export function useDatabase(): { readonly db: Database; readonly url: string } {
  let test: TestDatabase | undefined;
  let db: Database | undefined;
  beforeAll(async () => {
    test = await createTestDatabase();
    db = openDatabase({ url: test.url });
  });
  afterAll(async () => {
    await db?.close();
    await test?.drop();
  });
  return {
    get db() {
      return db!;
    },
    get url() {
      return test!.url;
    },
  };
}

/** A database of one test file in which nothing has been made yet. */
export function useEmptyDatabase(): { readonly url: string } {
  let test: TestDatabase | undefined;
  beforeAll(async () => {
    test = await createTestDatabase(null);
  });
  afterAll(() => test?.drop());
  return {
    get url() {
      return test!.url;
    },
  };
}
