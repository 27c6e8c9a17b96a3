import { changeAccount, type Database } from '@buurtbalans/database';
import { useDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Mailer, openMailer } from '../mailer.ts';
import { MailServerUnderTest } from './mail-server.testing.ts';

/** What a file of tests about mail stands on: a database of its own and a real mail server, which begins each test empty and willing. */
export class MailGround {
  readonly server = new MailServerUnderTest();
  readonly #database = useDatabase();

  /** Made before the first test of the file that calls this, and gone after its last. */
  static forThisFile(): MailGround {
    const ground = new MailGround();
    const { server } = ground;
    beforeAll(() => server.start());
    beforeEach(() => {
      server.empty();
      server.refused.clear();
      server.busy.clear();
      server.refusesSender = false;
      server.signIns = 0;
    });
    afterAll(() => server.stop());
    return ground;
  }

  get db(): Database {
    return this.#database.db;
  }

  get databaseUrl(): string {
    return this.#database.url;
  }

  /** Sends through that server, or another; tests wait for nothing as long as the product does. */
  mailer(smtpUrl = this.server.url, waits: readonly number[] = Array<number>(100).fill(200)): Mailer {
    return openMailer(
      {
        from: 'Buurtbalans <buurtbalans@example.nl>',
        domain: 'example.nl',
        publicUrl: 'https://buurtbalans.example.nl',
        smtpUrl,
      },
      waits,
    );
  }
}

/** Ends an account, or lets it in again. */
export async function setActive(db: Database, accountId: string, active: boolean): Promise<void> {
  await changeAccount(db, accountId, { state: active ? 'active' : 'disabled' });
}
