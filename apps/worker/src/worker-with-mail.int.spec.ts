import { randomUUID } from 'node:crypto';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { addInvitees, type Database, listInvitations, openDatabase, saveAccount } from '@buurtbalans/database';
import { createQueues, startRelay } from '@buurtbalans/queue';
import { createTestDatabase, type TestDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServerUnderTest } from './mail/under-test/mail-server.testing.ts';
import { fireAll, TrajectoryOfSecrets } from './mail/under-test/trajectory-of-secrets.testing.ts';

let test: TestDatabase;
let loginUrl: string;
let db: Database;
let server: MailServerUnderTest;
beforeAll(async () => {
  test = await createTestDatabase();
  ({ worker: loginUrl } = await test.logins());
  db = openDatabase({ url: test.url });
  server = await new MailServerUnderTest().start();
});
afterAll(async () => {
  await server.stop();
  await db.close();
  await test.drop();
});

function start(environment: Record<string, string>): { child: ChildProcess; said: () => string } {
  const { SMTP_URL: _, MAIL_FROM: __, PUBLIC_URL: ___, ...inherited } = process.env;
  const child = spawn(process.execPath, ['--enable-source-maps', join(import.meta.dirname, '..', 'dist', 'main.js')], {
    env: { ...inherited, DATABASE_URL: loginUrl, ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (words += part.toString('utf8')));
  return { child, said: () => words };
}
async function stop(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}

/** While the database lets nobody in, and those who were in are put out. */
async function lockedOut(work: () => Promise<void>): Promise<void> {
  const elsewhere = new URL(test.url);
  const name = elsewhere.pathname.slice(1);
  elsewhere.pathname = '/postgres';
  const owner = new pg.Client({ connectionString: elsewhere.href });
  await owner.connect();
  await owner.query(`alter database "${name}" allow_connections false`);
  await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = $1`, [name]);
  try {
    await work();
  } finally {
    await owner.query(`alter database "${name}" allow_connections true`);
    await owner.end();
  }
}

describe('a worker', () => {
  it('sends what the engine has left in the outbox', async () => {
    const facilitatorId = randomUUID();
    await saveAccount(db, {
      id: facilitatorId,
      email: 'f@example.nl',
      name: 'F',
      role: 'facilitator',
      organisationId: null,
      passwordHash: 'x',
    });
    const story = await new TrajectoryOfSecrets(db, 'GEHEIM', { facilitatorId, managerId: randomUUID() }).exchange(
      'Slotermeer',
    );
    await story.planned('professional');
    await fireAll(db);
    const queues = createQueues({ databaseUrl: test.url });
    const relay = startRelay({ pool: db.pool, queues, pollMs: 60_000 });
    const { child, said } = start({
      SMTP_URL: server.url,
      MAIL_FROM: 'buurtbalans@example.nl',
      PUBLIC_URL: 'http://localhost:3000',
    });
    try {
      expect(await relay.flush()).toBe(2);
      await expect.poll(() => server.taken.length).toBe(2);
      expect(said()).not.toContain('no mail');
      expect(server.taken.map(({ to }) => to)).toEqual(['f@example.nl', 'f@example.nl']);
    } finally {
      await relay.stop();
      await queues.close();
      await stop(child);
    }
  });

  it(
    '[P22] that is killed between two mails of an invitation leaves the rest to another, and no receiver gets two different ones',
    { timeout: 60_000 },
    async () => {
      const facilitatorId = randomUUID();
      await saveAccount(db, {
        id: facilitatorId,
        email: 'g@example.nl',
        name: 'G',
        role: 'facilitator',
        organisationId: null,
        passwordHash: 'x',
      });
      const story = await new TrajectoryOfSecrets(db, 'GEHEIM', { facilitatorId, managerId: randomUUID() }).exchange(
        'Geuzenveld',
      );
      const session = {
        sessionId: await story.planned('professional', 30),
        trajectoryId: story.id,
        lane: 'professional',
      } as const;
      const invitees = ['een', 'twee', 'drie'].map((name) => ({
        id: randomUUID(),
        organisationId: story.organisationId,
        accountId: null,
        address: `${name}@zorg.example.nl`,
      }));
      await addInvitees(db, facilitatorId, session, invitees);
      await story.driver.do({
        type: 'InviteToSession',
        sessionId: session.sessionId,
        receiverIds: invitees.map(({ id }) => id),
      });
      server.empty();
      const queues = createQueues({ databaseUrl: test.url });
      const relay = startRelay({ pool: db.pool, queues, pollMs: 60_000 });
      const mail = { SMTP_URL: server.url, MAIL_FROM: 'buurtbalans@example.nl', PUBLIC_URL: 'http://localhost:3000' };
      const first = start(mail);
      const killed = once(first.child, 'exit');
      server.onTaken = () => {
        if (server.taken.length === 2) first.child.kill('SIGKILL');
      };
      let second: ReturnType<typeof start> | undefined;
      try {
        await relay.flush();
        await killed;
        server.onTaken = undefined;
        second = start(mail);
        const ids = () => new Set(server.taken.map(({ to, parsed }) => `${to} ${parsed.messageId}`));
        await expect.poll(() => new Set(server.taken.map(({ to }) => to)).size, { timeout: 45_000 }).toBe(3);
        await expect.poll(async () => (await listInvitations(db, session))[0]!.isDone).toBe(true);
        expect(ids().size).toBe(3);
        // the one whose answer was lost, and no other
        expect(server.taken.length).toBe(4);
      } finally {
        server.onTaken = undefined;
        await relay.stop();
        await queues.close();
        if (second) await stop(second.child);
      }
    },
  );

  it('[E136] says that it takes jobs, and when asked whether its database answers', async () => {
    const { child } = start({});
    const told: unknown[] = [];
    child.on('message', (message) => told.push(message));
    await expect.poll(() => told).toEqual([{ ready: true }]);
    child.send({ ask: 'health' });
    await expect.poll(() => told.slice(1)).toEqual([{ health: 'ok' }]);
    await lockedOut(async () => {
      // as who looks after it does: again and again
      const asked = (): unknown => (child.send({ ask: 'health' }), told.at(-1));
      await expect
        .poll(asked, { interval: 1_000, timeout: 50_000 })
        .toEqual({ health: expect.stringMatching(/^[A-Z\d]{5,}$/) });
    });
    await stop(child);
  });

  it('says at its start that it sends no mail', async () => {
    const { child, said } = start({});
    const told = (): string[] =>
      said()
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { event: string }).event);
    await expect.poll(told).toContain('started');
    await stop(child);
    expect(told()).toEqual(['no mail', 'started', 'stopping']);
  });

  it('does not start half told, and names what is missing', async () => {
    const { child, said } = start({
      SMTP_URL: 'smtp://name:word@mail.example.nl',
      PUBLIC_URL: 'http://localhost:3000',
    });
    const [code] = (await once(child, 'close')) as [number];
    expect([code, said().trim()]).toEqual([
      1,
      "the worker's environment is not complete: MAIL_FROM: is not a sender such as Buurtbalans <buurtbalans@example.nl>",
    ]);
  });
});
