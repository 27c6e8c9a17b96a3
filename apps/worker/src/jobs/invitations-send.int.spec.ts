import { randomUUID } from 'node:crypto';
import {
  addInvitees,
  type Database,
  findSessionByCode,
  type Invitee,
  listInvitees,
  listMailOutcomes,
  saveAccount,
  type SessionReference,
} from '@buurtbalans/database';
import { effectKey } from '@buurtbalans/domain';
import type { JobReport } from '@buurtbalans/queue/nest';
import { inDays } from '@buurtbalans/testing';
import { beginEffect } from '@buurtbalans/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TakenMail } from '../mail/under-test/mail-server.testing.ts';
import { MailGround, setActive } from '../mail/under-test/mail-ground.testing.ts';
import { throughTheQueue } from '../mail/under-test/through-the-queue.testing.ts';
import { TrajectoryOfSecrets } from '../mail/under-test/trajectory-of-secrets.testing.ts';
import { InvitationsSendProcessor } from './invitations-send.processor.ts';

const SECRET = 'GEHEIM-9W';
const facilitatorId = randomUUID();
const accountId = randomUUID();
const [AGENT, CARE, SCHOOL] = [
  'agent@politie.example.nl',
  'iemand@zorg.example.nl',
  'iemand@school.example.nl',
] as const;

const ground = MailGround.forThisFile();
const { server } = ground;
let db: Database;
let story: TrajectoryOfSecrets;

beforeAll(async () => {
  ({ db } = ground);
  await saveAccount(db, {
    id: facilitatorId,
    email: 'f@example.nl',
    name: SECRET,
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
  story = await new TrajectoryOfSecrets(db, SECRET, { facilitatorId, managerId: randomUUID() }).exchange('Slotermeer');
  await saveAccount(db, {
    id: accountId,
    email: AGENT,
    name: SECRET,
    role: 'professional',
    organisationId: story.organisationId,
    passwordHash: 'x',
  });
});

/** A planned session with an account and two addresses on its list. */
class Planned {
  session!: SessionReference;
  readonly invitees: Record<string, Invitee> = {};

  async begin(): Promise<this> {
    // a waiver serves once, and is refused while nothing is in its way
    await story.driver.try({ type: 'Waive', guardId: 'six-professional-sessions', reason: 'proef' });
    this.session = { sessionId: await story.planned('professional', 30), trajectoryId: story.id, lane: 'professional' };
    const on = (one: Omit<Invitee, 'id' | 'organisationId'>): Invitee => ({
      id: randomUUID(),
      organisationId: story.organisationId,
      ...one,
    });
    Object.assign(this.invitees, {
      [AGENT]: on({ accountId, address: null }),
      [CARE]: on({ accountId: null, address: CARE }),
      [SCHOOL]: on({ accountId: null, address: SCHOOL }),
    });
    await addInvitees(db, facilitatorId, this.session, Object.values(this.invitees));
    return this;
  }
  async invite(...to: string[]): Promise<void> {
    await story.driver.do({
      type: 'InviteToSession',
      sessionId: this.session.sessionId,
      receiverIds: (to.length > 0 ? to : Object.keys(this.invitees)).map((one) => this.invitees[one]!.id),
    });
  }
  move(days: number): Promise<number> {
    return story.driver.do({ type: 'MoveSession', sessionId: this.session.sessionId, plannedFor: inDays(days) });
  }
  cancel(): Promise<number> {
    return story.driver.do({ type: 'CancelSession', sessionId: this.session.sessionId, reason: story.text() });
  }
  send(number: number, url = server.url): Promise<void> | void {
    return new InvitationsSendProcessor(db, ground.mailer(url)).handle({
      trajectoryId: story.id,
      sessionId: this.session.sessionId,
      number,
    }) as Promise<void>;
  }
  async outcomes(): Promise<Record<string, unknown>> {
    const all = await listMailOutcomes(db, this.session.sessionId);
    return Object.fromEntries(
      Object.entries(this.invitees).map(([to, { id }]) => [
        to,
        all
          .filter(({ inviteeId }) => inviteeId === id)
          .map(({ result }) => (result && 'refused' in result ? result.refused : result ? 'sent' : 'begun')),
      ]),
    );
  }
}
const planned = () => new Planned().begin();
const receivers = (mails: readonly TakenMail[]) => mails.map(({ to }) => to).sort();
const event = ({ parsed }: TakenMail): Record<string, string> => {
  const lines = parsed.attachments[0]!.content.toString('utf8')
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n');
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
};
const wholeText = ({ raw, parsed }: TakenMail): string =>
  [
    raw,
    parsed.subject,
    parsed.text,
    parsed.html,
    JSON.stringify([...parsed.headers]),
    ...parsed.attachments.map(({ content, filename }) => `${filename} ${content.toString('utf8')}`),
  ].join('\n');

describe('an invitation by e-mail', () => {
  it('[P22] goes to each receiver in a mail of their own, with the facts, a link with the code and a calendar file', async () => {
    const it = await planned();
    await it.invite();
    await it.send(1);
    expect(receivers(server.taken)).toEqual([AGENT, SCHOOL, CARE].sort());
    for (const mail of server.taken) {
      const { parsed, to, raw } = mail;
      for (const other of [AGENT, CARE, SCHOOL]) expect(raw.includes(other)).toBe(other === to);
      expect(parsed.subject).toMatch(/^Slotermeer: uitnodiging voor Sessie professionals \d+ op \d+ [a-z]+ \d{4}$/);
      expect(parsed.text).toMatch(/U bent namens Politie uitgenodigd.*You are invited for Politie/s);
      const code = /https:\/\/buurtbalans\.example\.nl\/join\/([A-Z0-9]{13})\s/.exec(parsed.text!)![1]!;
      expect((await findSessionByCode(db, code))?.reference.sessionId).toBe(it.session.sessionId);
      expect(event(mail)).toMatchObject({
        METHOD: 'PUBLISH',
        STATUS: 'CONFIRMED',
        UID: `${it.session.sessionId}@sessions.buurtbalans.invalid`,
      });
      expect(parsed.attachments[0]!.contentType).toBe('text/calendar');
      expect(wholeText(mail)).not.toContain(SECRET);
    }
    expect(new Set(server.taken.map(({ parsed }) => parsed.messageId)).size).toBe(3);
    expect(await it.outcomes()).toEqual({ [AGENT]: ['sent'], [CARE]: ['sent'], [SCHOOL]: ['sent'] });
  });

  it('[P22] is sent once, although the job comes again, twice at once', async () => {
    const it = await planned();
    await it.invite();
    await it.send(1);
    await Promise.all([it.send(1), it.send(1)]);
    expect(server.taken).toHaveLength(3);
  });

  it('[S6] says that the session moved, to those who were invited before, and comes after the former in a calendar', async () => {
    const it = await planned();
    await it.invite(AGENT, CARE);
    await it.send(1);
    const [before] = server.empty();
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await it.move(44);
    await it.invite();
    await it.send(2);
    const subjects = Object.fromEntries(
      server.taken.map(({ to, parsed }) => [to, /uitnodiging|verplaatst/.exec(parsed.subject!)?.[0]]),
    );
    expect(subjects).toEqual({ [AGENT]: 'verplaatst', [CARE]: 'verplaatst', [SCHOOL]: 'uitnodiging' });
    const [was, is] = [event(before!), event(server.taken.find(({ to }) => to === before!.to)!)];
    expect(is.UID).toBe(was.UID);
    expect(is.DTSTART).not.toBe(was.DTSTART);
    expect(Number(is.SEQUENCE)).toBeGreaterThan(Number(was.SEQUENCE));
  });

  it('[S6] is not sent once its session has moved, opened or been cancelled', async () => {
    const [moved, opened] = [await planned(), await planned()];
    for (const one of [moved, opened]) await one.invite();
    await moved.move(50);
    await story.driver.do({ type: 'OpenSession', sessionId: opened.session.sessionId });
    for (const one of [moved, opened]) await one.send(1);
    await story.driver.do({ type: 'CloseSession', sessionId: opened.session.sessionId });
    expect(server.taken).toEqual([]);
  });

  it('[S6] [P23] is taken back from whom it reached when the session is cancelled, and then the list is gone', async () => {
    const it = await planned();
    server.refused.add(SCHOOL);
    await it.invite(AGENT, SCHOOL);
    await it.send(1);
    const [before] = server.empty();
    await it.cancel();
    await it.send(2);
    expect(receivers(server.taken)).toEqual([AGENT]);
    const [mail] = server.taken;
    expect(mail!.parsed.subject).toMatch(/gaat niet door$/);
    expect(mail!.parsed.text).not.toContain('/join/');
    expect(event(mail!)).toMatchObject({ STATUS: 'CANCELLED', UID: event(before!).UID });
    expect(wholeText(mail!)).not.toContain(SECRET);
    expect(await listInvitees(db, facilitatorId, it.session)).toEqual([]);
  });

  it('goes to nobody who was taken off the list, or whose account ended', async () => {
    const it = await planned();
    await it.invite();
    await setActive(db, accountId, false);
    await it.send(1);
    await setActive(db, accountId, true);
    expect(receivers(server.taken)).toEqual([SCHOOL, CARE].sort());
  });

  it('without a mail server is done with, and no mail once there is one', async () => {
    const it = await planned();
    await it.invite();
    await new InvitationsSendProcessor(db).handle({
      trajectoryId: story.id,
      sessionId: it.session.sessionId,
      number: 1,
    });
    await it.send(1);
    expect(server.taken).toEqual([]);
  });
});

describe('a mail server that fails', () => {
  /** Lets the job go its whole way: outbox, relay, queue, worker, until it is done. */
  async function wholeWay(it: Planned, afterFailure: () => Promise<void>): Promise<JobReport[]> {
    await db.pool.query(`delete from outbox where dedupe_key <> $1`, [
      effectKey('invitations.send', { ...it.session, number: 1 }),
    ]);
    return throughTheQueue(
      db,
      ground.databaseUrl,
      'invitations.send',
      new InvitationsSendProcessor(db, ground.mailer()),
      afterFailure,
    );
  }

  it('and refuses a receiver for good is not asked again, and the others get theirs', async () => {
    const it = await planned();
    await it.invite();
    server.refused.add(CARE);
    await it.send(1);
    expect(receivers(server.taken)).toEqual([AGENT, SCHOOL].sort());
    expect(await it.outcomes()).toEqual({ [AGENT]: ['sent'], [CARE]: [550], [SCHOOL]: ['sent'] });
    await it.send(1);
    expect(server.asked.filter((to) => to === CARE)).toHaveLength(1);
    // asked for anew, it is tried anew
    server.refused.clear();
    await it.invite(CARE);
    await it.send(2);
    expect(await it.outcomes()).toMatchObject({ [CARE]: [550, 'sent'] });
  });

  it('[P23] and is busy is tried again for that one alone, and why it failed names no address', async () => {
    const it = await planned();
    await it.invite();
    server.busy.add(CARE);
    const reports = await wholeWay(it, async () => {
      expect(receivers(server.taken)).toEqual([AGENT, SCHOOL].sort());
      server.busy.clear();
    });
    expect(reports.map(({ outcome }) => outcome)).toEqual(['later', 'done']);
    expect(reports[0]!.reason).toMatch(/^MAIL\.REFUSED /);
    expect(JSON.stringify(reports)).not.toContain('zorg');
    expect(receivers(server.taken)).toEqual([AGENT, SCHOOL, CARE].sort());
  });

  it('[P22] after taking a mail gets it again under the same Message-ID', async () => {
    const it = await planned();
    await it.invite(CARE);
    server.breaksAfterTaking = 1;
    const reports = await wholeWay(it, async () => undefined);
    expect(reports.map(({ outcome }) => outcome)).toEqual(['later', 'done']);
    expect(new Set(server.taken.map(({ parsed, to }) => `${to} ${parsed.messageId}`)).size).toBe(1);
    expect(server.taken).toHaveLength(2);
    expect(server.taken[0]!.parsed.messageId).toMatch(/^<[0-9a-f]{40}@example\.nl>$/);
  });

  it('[P22] whose worker ends between two mails sends the others’ only, when the job comes again', async () => {
    const it = await planned();
    await it.invite();
    // as a worker leaves it that ends after its second mail
    await it.send(1);
    const third = server.empty()[2];
    const key = effectKey('invitations.send', { ...it.session, number: 1 });
    await db.pool.query(`delete from effect_receipt where effect_key like $1`, [
      `invited.${it.session.sessionId}.1.${it.invitees[third!.to]!.id}`,
    ]);
    await db.pool.query('update effect_receipt set result = null where effect_key = $1', [key]);
    await it.send(1);
    expect(server.taken.map(({ to, parsed }) => [to, parsed.messageId])).toEqual([
      [third!.to, third!.parsed.messageId],
    ]);
    expect(await beginEffect(db, key)).toBeUndefined();
  });
});
