import { type Database, openDatabase } from '@buurtbalans/database';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Mailer, openMailer } from '../mailer.ts';
import { MailServerUnderTest } from './mail-server-under-test.ts';

/** What a file of tests about mail stands on: a database of its own and a real mail server, which begins each test empty and willing. */
export class MailGround {
  readonly server = new MailServerUnderTest();
  test!: TestDatabase;
  db!: Database;

  /** Made before the first test of the file that calls this, and gone after its last. */
  static forThisFile(): MailGround {
    const ground = new MailGround();
    beforeAll(async () => {
      ground.test = await createTestDatabase();
      ground.db = openDatabase({ url: ground.test.url });
      await ground.server.start();
    });
    beforeEach(() => {
      ground.server.empty();
      ground.server.refused.clear();
      ground.server.busy.clear();
    });
    afterAll(async () => {
      await ground.server.stop();
      await ground.db.close();
      await ground.test.drop();
    });
    return ground;
  }

  /** Sends through that server, or another. */
  mailer(smtpUrl = this.server.url): Mailer {
    return openMailer({ from: 'Buurtbalans <buurtbalans@example.nl>', domain: 'example.nl', publicUrl: 'https://buurtbalans.example.nl', smtpUrl });
  }
}
