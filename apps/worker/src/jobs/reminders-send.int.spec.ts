import { randomUUID } from 'node:crypto';
import { type Database, saveAccount } from '@buurtbalans/database';
import type { JobReport } from '@buurtbalans/queue/nest';
import type { Role } from '@buurtbalans/domain';
import { inDays, written } from '@buurtbalans/testing';
import { sweepEffects } from '@buurtbalans/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TakenMail } from '../mail/under-test/mail-server.testing.ts';
import { MailGround, setActive } from '../mail/under-test/mail-ground.testing.ts';
import { throughTheQueue } from '../mail/under-test/through-the-queue.testing.ts';
import {
  fireAll,
  OVERDUE_SINCE,
  type ReminderJob,
  TrajectoryOfSecrets,
} from '../mail/under-test/trajectory-of-secrets.testing.ts';
import { RemindersSendProcessor } from './reminders-send.processor.ts';

const SECRET = 'GEHEIM-7Q';
const facilitatorId = randomUUID();
const managerId = randomUUID();
const facilitators = ['f.een@example.nl', 'f.twee@example.nl'];
const managers = ['manager@example.nl'];

const ground = MailGround.forThisFile();
const { server } = ground;
let db: Database;

async function account(id: string, email: string, role: Role, active = true): Promise<string> {
  await saveAccount(db, { id, email, name: SECRET, role, organisationId: null, passwordHash: 'x' });
  if (!active) await setActive(db, id, false);
  return id;
}
const secondId = randomUUID();
const goneId = randomUUID();
const adviserId = randomUUID();

beforeAll(async () => {
  ({ db } = ground);
  await account(facilitatorId, facilitators[0]!, 'facilitator');
  await account(secondId, facilitators[1]!, 'facilitator');
  await account(goneId, 'gone@example.nl', 'facilitator', false);
  await account(randomUUID(), 'elsewhere@example.nl', 'facilitator');
  await account(adviserId, 'adviser@example.nl', 'research_adviser');
  await account(randomUUID(), 'beheer@example.nl', 'administrator');
  await account(managerId, managers[0]!, 'programme_manager');
  await account(randomUUID(), 'former@example.nl', 'programme_manager', false);
});

async function begun(name: string, secret = SECRET): Promise<TrajectoryOfSecrets> {
  const story = new TrajectoryOfSecrets(db, secret, { facilitatorId, managerId });
  await story.exchange(name);
  for (const accountId of [secondId, goneId])
    await story.driver.do({ type: 'Appoint', accountId, role: 'facilitator' }, story.driver.manager);
  await story.driver.do({ type: 'Appoint', accountId: adviserId, role: 'research_adviser' }, story.driver.manager);
  return story;
}
const send = (job: ReminderJob, url = server.url) => new RemindersSendProcessor(db, ground.mailer(url)).handle(job);
const receivers = (mails: readonly TakenMail[]) => mails.map(({ to }) => to).sort();

/** One of each kind of reminder, by kind, each with the mails that it brings; `cards` contributions stand in each session. */
async function oneOfEach(name: string, secret: string, cards: number) {
  const story = await begun(name, secret);
  const sessionIds = { professional: await story.planned('professional'), resident: await story.planned('resident') };
  await story.overdueGap();
  await story.hurry('phase-overdue');
  const jobs = await story.fired();
  const mails: Record<string, TakenMail[]> = {};
  const deliver = async (job: ReminderJob): Promise<void> => {
    server.empty();
    await send(job);
    const lane = Object.entries(sessionIds).find(([, id]) => job.key.endsWith(id))?.[0];
    mails[lane ?? job.key.split('.')[0]!] = server.empty();
  };
  for (const job of jobs) await deliver(job);
  for (const [lane, id] of Object.entries(sessionIds)) await story.held(id, lane as 'professional' | 'resident', cards);
  await story.complete(cards);
  await story.hurry('review-due');
  for (const job of await story.fired()) await deliver(job);
  return { story, sessionIds, jobs, mails };
}

describe('reminders by e-mail', () => {
  let each: Awaited<ReturnType<typeof oneOfEach>>;
  beforeAll(async () => {
    each = await oneOfEach('Slotermeer', SECRET, 1);
  });
  const all = (): TakenMail[] => Object.values(each.mails).flat();

  it('are one for each timer that fired', () => {
    expect(Object.keys(each.mails).sort()).toEqual([
      'commitment-expiring',
      'gap-overdue',
      'phase-overdue',
      'professional',
      'resident',
      'review-due',
    ]);
  });

  it.each([
    ['professional', /^Slotermeer: Sessie professionals 1 op \d+ [a-z]+ \d{4}$/, /19:30|20:30/, facilitators],
    [
      'resident',
      /^Slotermeer: Bewonersbijeenkomst 1 op \d+ [a-z]+ \d{4}$/,
      /zet u de afspraak in uw agenda/,
      facilitators,
    ],
    [
      'gap-overdue',
      /^Slotermeer: een witte vlek is over de datum$/,
      new RegExp(`${written(OVERDUE_SINCE)}.*${written(OVERDUE_SINCE, 'en-GB')}`, 's'),
      facilitators,
    ],
    ['commitment-expiring', /^Slotermeer: de deelafspraak met Politie loopt af$/, /geldt tot en met \d/, facilitators],
    [
      'phase-overdue',
      /^Slotermeer: de fase uitwisseling duurt langer dan verwacht$/,
      /fase uitwisseling.*phase exchange/s,
      [...facilitators, ...managers],
    ],
    ['review-due', /^Slotermeer: het is tijd voor de evaluatie$/, /is afgerond op \d/, [...facilitators, ...managers]],
  ])('of kind %s go to whom it concerns, each in a mail of their own', (kind, subject, text, wanted) => {
    const mails = each.mails[kind]!;
    expect(receivers(mails)).toEqual([...wanted].sort());
    for (const { parsed, to, raw } of mails) {
      for (const other of [...facilitators, ...managers]) expect(raw.includes(other)).toBe(other === to);
      expect(parsed.subject).toMatch(subject);
      expect(parsed.text).toMatch(text);
      expect(parsed.text).toContain(`https://buurtbalans.example.nl/trajectories/${each.story.id}`);
      expect(parsed.html).toMatch(/<div lang="nl">.*<hr>.*<div lang="en">/s);
      expect([parsed.to].flat().map((field) => field?.text)).toEqual([to]);
      expect([parsed.cc, parsed.bcc]).toEqual([undefined, undefined]);
      expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
      expect(parsed.headers.has('x-mailer')).toBe(false);
    }
  });

  it('[P20] hold nothing that anybody wrote, in no header and no part', () => {
    for (const { raw, parsed } of all()) {
      const decoded = [
        raw,
        parsed.text,
        parsed.html,
        parsed.subject,
        JSON.stringify([...parsed.headers]),
        ...parsed.attachments.map(({ content, filename }) => `${filename} ${content.toString('utf8')}`),
      ].join('\n');
      expect(decoded).toContain('Slotermeer');
      expect(decoded).not.toContain(SECRET);
      // whatever else may be hidden in base64
      for (const word of raw.match(/^[A-Za-z0-9+/=]{40,}$/gm) ?? [])
        expect(Buffer.from(word, 'base64').toString('utf8')).not.toContain(SECRET);
    }
  });

  it('[P20] say the same whatever was written and however much', async () => {
    const other = await oneOfEach('Slotermeer', 'IETS ANDERS, veel langer, en met <b>tekens</b>', 3);
    const said = ({ story, sessionIds, mails }: typeof each) => {
      const ids = [story.id, ...Object.values(sessionIds)];
      const clean = (text: string) =>
        ids
          .reduce((left, id) => left.replaceAll(id, 'id'), text)
          .replace(/(SEQUENCE|DTSTAMP):.*/g, '$1')
          .replace(/\d{1,2} [a-z]+ \d{4}/gi, 'date');
      const read = ({ to, parsed }: TakenMail) => [
        to,
        clean(parsed.subject ?? ''),
        clean(parsed.text ?? ''),
        clean(parsed.html || ''),
        [...parsed.headers.keys()].sort(),
        parsed.attachments.map((file) => [file.filename, file.contentType, clean(file.content.toString('utf8'))]),
      ];
      return Object.fromEntries(Object.entries(mails).map(([kind, list]) => [kind, list.map(read).sort()]));
    };
    expect(said(other)).toEqual(said(each));
  });

  it('[P21] bring a calendar file with a session, and no other', async () => {
    for (const [kind, mails] of Object.entries(each.mails)) {
      for (const { parsed } of mails) {
        expect(parsed.attachments.length).toBe(kind === 'professional' || kind === 'resident' ? 1 : 0);
        for (const { contentType, filename, content } of parsed.attachments) {
          const text = content.toString('utf8');
          expect([contentType, filename]).toEqual(['text/calendar', `buurtbalans-${kind}-1.ics`]);
          expect(text).toContain(`UID:${each.sessionIds[kind as 'resident']}@`);
          expect(text).toMatch(/\r\nMETHOD:PUBLISH\r\n.*\r\nDTSTART:\d{8}T183000Z\r\n/s);
          expect(text).not.toMatch(/ATTENDEE|ORGANIZER|DESCRIPTION|@example\.nl/);
        }
      }
    }
  });

  it('[E21] are sent once, although the job comes again', async () => {
    for (const job of each.jobs.filter(({ key }) => key === 'phase-overdue' || key.startsWith('gap')))
      await Promise.all([send(job), send(job)]);
    expect(server.taken).toEqual([]);
  });
});

describe('a reminder', () => {
  const fresh = async (key: RegExp, prepare: (story: TrajectoryOfSecrets) => Promise<unknown>) => {
    const story = await begun('Geuzenveld');
    const made = await prepare(story);
    const job = (await story.fired()).find((candidate) => key.test(candidate.key))!;
    return { story, made: made as string, job };
  };
  const session = () => fresh(/^session/, (story) => story.planned('professional'));
  const gap = () => fresh(/^gap/, (story) => story.overdueGap());
  const commitment = () => fresh(/^commitment/, async () => undefined);
  const phase = () => fresh(/^phase/, (story) => story.hurry('phase-overdue'));

  it.each([
    [
      'its session was moved',
      session,
      (it) => it.story.driver.do({ type: 'MoveSession', sessionId: it.made, plannedFor: inDays(365) }),
    ],
    ['its session has begun', session, (it) => it.story.driver.do({ type: 'OpenSession', sessionId: it.made })],
    [
      'its session was cancelled',
      session,
      (it) => it.story.driver.do({ type: 'CancelSession', sessionId: it.made, reason: 'x' }),
    ],
    ['its gap was answered', gap, (it) => it.story.driver.do({ type: 'AnswerGap', gapId: it.made, answer: 'x' })],
    [
      'its sharing commitment was withdrawn',
      commitment,
      (it) => it.story.driver.do({ type: 'WithdrawCommitment', organisationId: it.story.organisationId, reason: 'x' }),
    ],
    [
      'its phase is over',
      phase,
      (it) => it.story.driver.do({ type: 'GoBack', from: 'exchange', to: 'intake', reason: 'x' }),
    ],
    ['its trajectory was stopped', phase, (it) => it.story.driver.do({ type: 'Stop', reason: 'x' })],
  ] as [string, () => ReturnType<typeof fresh>, (it: Awaited<ReturnType<typeof fresh>>) => Promise<unknown>][])(
    'is not sent when %s',
    async (_, prepare, happen) => {
      const it = await prepare();
      expect(it.job).toBeDefined();
      await happen(it);
      await send(it.job);
      expect(server.taken).toEqual([]);
    },
  );

  it('of a timer that was set anew and fired again is sent once, by the later job', async () => {
    const { story, made, job } = await session();
    await story.driver.do({ type: 'MoveSession', sessionId: made, plannedFor: inDays(1 / 24) });
    const [later] = (await story.fired()).filter(({ key }) => key === job.key);
    expect(later!.setSeq).toBeGreaterThan(job.setSeq);
    await send(job);
    await send(later!);
    expect(receivers(server.taken)).toEqual(facilitators);
  });

  it('is about nothing for a trajectory or timer that is not there', async () => {
    const { job } = await session();
    await send({ ...job, trajectoryId: randomUUID() });
    await send({ ...job, key: 'session-reminder.constructor' });
    await send({ ...job, setSeq: job.setSeq + 1 });
    expect(server.taken).toEqual([]);
    await send(job);
    expect(server.taken).toHaveLength(2);
  });

  it('is the alert on the screens alone where there is no mail server, and no mail once there is one', async () => {
    const { job } = await session();
    await new RemindersSendProcessor(db).handle(job);
    await send(job);
    expect(server.taken).toEqual([]);
  });

  it('stops at a server that does not let it in, and says so', async () => {
    const { job } = await session();
    server.closedToAll = true;
    await expect(send(job).finally(() => (server.closedToAll = false))).rejects.toMatchObject({
      inMs: expect.any(Number),
      cause: { code: 'MAIL.SIGN_IN_REFUSED' },
    });
    expect(server.taken).toEqual([]);
  });
});

describe('a mail server that fails', () => {
  /** Lets a fired timer's job go its whole way: outbox, relay, queue, worker, until it is done. */
  async function wholeWay(
    story: TrajectoryOfSecrets,
    key: RegExp,
    afterFailure: () => Promise<void>,
    ends: JobReport['outcome'] = 'done',
  ): Promise<JobReport[]> {
    await fireAll(db);
    await db.pool.query(`delete from outbox where payload->>'trajectoryId' <> $1 or payload->>'key' !~ $2`, [
      story.id,
      key.source,
    ]);
    return throughTheQueue(
      db,
      ground.databaseUrl,
      'reminders.send',
      new RemindersSendProcessor(db, ground.mailer()),
      afterFailure,
      ends,
    );
  }
  const ids = (mails: readonly TakenMail[], to: string) =>
    mails.filter((mail) => mail.to === to).map(({ parsed }) => parsed.messageId);

  it('and is down is tried again until it is up', async () => {
    const story = await begun('Osdorp');
    await story.planned('resident');
    await server.stop();
    const reports = await wholeWay(story, /^session/, async () => void (await server.start()));
    expect(reports.filter(({ outcome }) => outcome !== 'later').map(({ outcome }) => outcome)).toEqual(['done']);
    expect(reports[0]).toMatchObject({ outcome: 'later', reason: expect.stringMatching(/^JOB\.CONNECTION /) });
    expect(receivers(server.taken)).toEqual(facilitators);
  });

  it('after taking a mail gets it again under the same Message-ID, and that receiver alone', async () => {
    const story = await begun('Osdorp');
    await story.planned('resident');
    server.breaksAfterTaking = 1;
    const reports = await wholeWay(story, /^session/, async () => undefined);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['later', 'done']);
    const counts = facilitators.map((to) => ids(server.taken, to));
    expect(counts.map((list) => list.length).sort()).toEqual([1, 2]);
    for (const list of counts) expect(new Set(list).size).toBe(1);
    expect(new Set(counts.flat()).size).toBe(2);
    expect(counts[0]![0]).toMatch(/^<[0-9a-f]{40}@example\.nl>$/);
  });

  it('[E85] and refuses one receiver for good gets the others’ at once, and is never asked for that one again', async () => {
    const story = await begun('Osdorp');
    await story.hurry('phase-overdue');
    server.refused.add(facilitators[0]!);
    const reports = await wholeWay(story, /^phase/, async () => undefined, 'failed');
    expect(reports.map(({ outcome }) => outcome)).toEqual(['failed']);
    expect(reports[0]!.reason).toMatch(/^MAIL\.REFUSED /);
    expect(reports[0]!.reason).not.toContain('@');
    server.refused.clear();
    await db.pool.query('delete from outbox');
    await sweepEffects(db, '0 seconds');
    const { rows: again } = await db.pool.query(
      `select 1 from outbox where payload->>'trajectoryId' = $1 and payload->>'key' = 'phase-overdue'`,
      [story.id],
    );
    expect(again).toEqual([]);
    expect(receivers(server.taken)).toEqual([facilitators[1], managers[0]]);
    expect(server.asked.toSorted()).toEqual([...facilitators, ...managers].toSorted());
    const { rows } = await db.pool.query<{ attempt: number; result: object }>(
      `select attempt, result from effect_receipt where effect_key like $1 and result ? 'refused'`,
      [`mail.phase-overdue.%${story.id}%`],
    );
    expect(rows).toEqual([{ attempt: 1, result: { refused: 550 } }]);
  });
});
