import { randomUUID } from 'node:crypto';
import { createServer } from 'node:net';
import { type AddressInfo } from 'node:net';
import type { Database } from '@buurtbalans/database';
import { JobGivenUp, JobLater } from '@buurtbalans/queue';
import { readDelay } from '@buurtbalans/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { openMailer } from './mailer.ts';
import { type Handed, PostRound } from './post-round.ts';
import { MailGround } from './under-test/mail-ground.testing.ts';

const [ONE, TWO, THREE] = ['een@example.nl', 'twee@example.nl', 'drie@example.nl'] as const;
const ALL = [ONE, TWO, THREE];
const letter = { subject: 'Een brief', text: 'Tekst', html: '<p>Tekst</p>', attachments: [] };

const ground = MailGround.forThisFile();
const { server } = ground;
let db: Database;

beforeAll(() => {
  ({ db } = ground);
});

/** The letters of one job, in as many rounds as are asked for. */
class Letters {
  readonly #id = randomUUID();
  finished = 0;

  key(to: string): string {
    return `letter.${this.#id}.${to}`;
  }

  /** One round; gives what became of each and how the round ended. */
  async round(waits: readonly number[], url = server.url, isTold = true): Promise<{ handed: Handed[]; end: unknown }> {
    const round = new PostRound(db, ground.mailer(url, waits));
    const handed: Handed[] = [];
    for (const to of ALL) handed.push(await round.hand({ letter, to, effectKey: this.key(to), messageId: `<${to}>` }));
    const end = await round.end(async () => void (this.finished += 1), isTold).catch((error: unknown) => error);
    return { handed, end };
  }

  async result(to: string): Promise<unknown> {
    const { rows } = await db.pool.query<{ result: unknown }>(
      'select result from effect_receipt where effect_key = $1',
      [this.key(to)],
    );
    return rows[0]?.result;
  }
}

/** How often a receiver was offered a letter. */
const offered = (): number[] => ALL.map((to) => server.asked.filter((one) => one === to).length);

describe('letters', () => {
  it('[E85] are offered once to who refuses them for good, and once to who takes them', async () => {
    const letters = new Letters();
    server.refused.add(TWO);
    for (let round = 0; round < 3; round += 1) await letters.round([0, 0]);
    expect(offered()).toEqual([1, 1, 1]);
    expect(await Promise.all(ALL.map((to) => letters.result(to)))).toEqual([
      { messageId: `<${ONE}>` },
      { refused: 550 },
      { messageId: `<${THREE}>` },
    ]);
  });

  it('[E85] that nobody is told of on a screen make one failed job', async () => {
    const letters = new Letters();
    server.refused.add(TWO);
    expect((await letters.round([0], server.url, false)).end).toMatchObject({ cause: { code: 'MAIL.REFUSED' } });
    expect((await letters.round([0], server.url, false)).end).toBeUndefined();
    expect(letters.finished).toBe(2);
  });

  it('[E85] that cannot be taken now are offered again, and reach who takes them then', async () => {
    const letters = new Letters();
    server.busy.add(TWO);
    const first = await letters.round([0, 0, 0]);
    expect(first).toMatchObject({
      handed: ['sent', 'later', 'sent'],
      end: { inMs: 0, cause: { code: 'MAIL.REFUSED' } },
    });
    expect(first.end).toBeInstanceOf(JobLater);
    await letters.round([0, 0, 0]);
    server.busy.clear();
    expect(await letters.round([0, 0, 0])).toEqual({ handed: ['sent', 'sent', 'sent'], end: undefined });
    expect([offered(), letters.finished]).toEqual([[1, 3, 1], 1]);
    expect(await readDelay(db, letters.key(TWO))).toBeUndefined();
  });

  it('[E85] wait for longer each time, and are not offered before', async () => {
    const letters = new Letters();
    server.busy.add(TWO);
    const waits = [0, 60_000, 120_000];
    await letters.round(waits);
    expect((await letters.round(waits)).end).toMatchObject({ inMs: 60_000 });
    const { end } = await letters.round(waits);
    expect((end as JobLater).inMs).toBeGreaterThan(30_000);
    expect(offered()).toEqual([1, 2, 1]);
  });

  it('[E85] are given up after all their waiting, with one failed job', async () => {
    const letters = new Letters();
    server.busy.add(TWO);
    for (let round = 0; round < 2; round += 1) expect((await letters.round([0, 0])).end).toBeInstanceOf(JobLater);
    const { handed, end } = await letters.round([0, 0]);
    expect([handed[1], end]).toEqual(['refused', expect.any(JobGivenUp)]);
    expect((await letters.round([0, 0])).end).toBeUndefined();
    expect([offered(), await letters.result(TWO)]).toEqual([[1, 3, 1], { refused: 451 }]);
  });

  it('[E85] are all put off when the server lets nobody in, which it is asked once a round', async () => {
    const letters = new Letters();
    server.closedToAll = true;
    const url = server.url;
    server.closedToAll = false;
    expect(await letters.round([0, 0], url)).toMatchObject({
      handed: ['later', 'later', 'later'],
      end: { cause: { code: 'MAIL.SIGN_IN_REFUSED' } },
    });
    expect([server.signIns, offered()]).toEqual([1, [0, 0, 0]]);
    expect((await letters.round([0, 0])).handed).toEqual(['sent', 'sent', 'sent']);
    expect(offered()).toEqual([1, 1, 1]);
  });

  it('[E85] are all put off when the server does not want their sender, cannot be reached, or says nothing', async () => {
    const letters = new Letters();
    server.refusesSender = true;
    expect((await letters.round([0, 0, 0])).handed).toEqual(['later', 'later', 'later']);
    server.refusesSender = false;
    expect(await letters.round([0, 0, 0], 'smtp://127.0.0.1:1')).toMatchObject({
      handed: ['later', 'later', 'later'],
      end: { cause: { code: 'ESOCKET' } },
    });
    const silent = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    expect(
      (await letters.round([0, 0, 0], `smtp://127.0.0.1:${(silent.address() as AddressInfo).port}`)).handed,
    ).toEqual(['later', 'later', 'later']);
    silent.close();
    expect([(await letters.round([0, 0, 0])).handed, offered()]).toEqual([
      ['sent', 'sent', 'sent'],
      [1, 1, 1],
    ]);
  });

  it('[E85] whose handing over was cut off by a crash are offered again at once', async () => {
    const letters = new Letters();
    server.breaksAfterTaking = 1;
    await letters.round([0, 0]);
    await db.pool.query('delete from effect_receipt where effect_key like $1', [`later.letter.%`]);
    expect((await letters.round([60_000])).handed).toEqual(['sent', 'sent', 'sent']);
    expect(new Set(server.taken.map(({ to, parsed }) => `${to} ${parsed.messageId}`)).size).toBe(3);
  });

  it('[E85] are offered eight times within eight hours, unless told otherwise', () => {
    const { waits } = openMailer({
      from: 'a@example.nl',
      domain: 'example.nl',
      publicUrl: 'https://example.nl',
      smtpUrl: 'smtp://127.0.0.1:1',
    });
    expect(waits).toEqual(waits.toSorted((one, other) => one - other));
    expect([waits.length, waits.reduce((sum, wait) => sum + wait, 0) <= 8 * 3_600_000]).toEqual([7, true]);
  });
});
