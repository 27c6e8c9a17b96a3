import { randomUUID } from 'node:crypto';
import type { ReceivedReaction, SharedParts } from '@buurtbalans/contracts';
import { listWaitingReaders } from '@buurtbalans/database';
import { dayIn } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';
import { renderedReport } from '../reports/rendered-report.testing.ts';

describe('documents shared with organisations', () => {
  let engine: EngineUnderTest;
  beforeAll(async () => {
    engine = await startEngineUnderTest();
    await engine.trajectory.approved();
  });
  afterAll(() => engine.stop());

  const path = (rest: string): string => `/trajectories/${engine.trajectory.id}${rest}`;
  const give = (command: object) =>
    engine.call('POST', path('/commands'), { role: 'facilitator', body: envelope(command) });
  const received = async () =>
    (
      (await engine.call('GET', path('/reactions'), { role: 'facilitator' })).body as unknown as {
        items: ReceivedReaction[];
      }
    ).items;

  /** Shares a document with two readers; gives their tokens, as the mails would. */
  async function shared(until = dayIn(7)): Promise<{ linkId: string; tokens: string[] }> {
    const linkId = randomUUID();
    const readers = [1, 2].map((number) => ({
      id: randomUUID(),
      organisationId: engine.organisationId,
      address: `lezer${number}@example.nl`,
    }));
    const reportId = await renderedReport(engine, 'html');
    expect(
      (await engine.call('POST', path(`/links/${linkId}/readers`), { role: 'facilitator', body: { items: readers } }))
        .status,
    ).toBe(204);
    expect(
      (
        await give({
          type: 'ShareReport',
          linkId,
          reportId,
          readers: readers.map(({ id, organisationId }) => ({ id, organisationId })),
          until,
        })
      ).status,
    ).toBe(200);
    const waiting = await listWaitingReaders(engine.db, { trajectoryId: engine.trajectory.id, linkId });
    return { linkId, tokens: waiting.map(({ token }) => token) };
  }
  const parts = async (token: string) =>
    (await engine.call('GET', `/shared/${token}/parts`)).body as unknown as SharedParts;
  const react = (token: string, reaction: object) =>
    engine.call('POST', `/shared/${token}/reactions`, {
      body: { id: randomUUID(), kind: 'dissent', text: 'Wij zien dat anders.', ...reaction },
    });

  it('[R98] names no address outside the table of readers, and nothing works for who is not one', async () => {
    const { tokens } = await shared();
    expect(tokens).toHaveLength(2);
    const { rows } = await engine.db.pool.query<{ body: string }>(
      'select data::text as body from journal union all select state::text from trajectory union all select payload::text from outbox',
    );
    for (const secret of ['lezer1@example.nl', ...tokens])
      expect(rows.some(({ body }) => body.includes(secret))).toBe(false);
    await expect(engine.db.pool.query('select address from report_reader')).rejects.toThrow('permission denied');
    expect((await engine.call('GET', `/shared/${'x'.repeat(43)}/parts`)).status).toBe(404);
    const page = await fetch(`${engine.base}/shared/${tokens[0]}`);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining(`href="${tokens[0]}/react"`)]);
  });

  it('[R99] takes a reaction once however often it comes, of the organisation, and back by that reader alone', async () => {
    const { tokens } = await shared();
    const [one, other] = [tokens[0]!, tokens[1]!];
    const { parts: of, isOpen, organisation } = await parts(one);
    expect([isOpen, organisation, of.length > 3]).toEqual([true, 'Politie', true]);
    const id = randomUUID();
    for (let sent = 0; sent < 3; sent += 1) expect((await react(one, { id, part: of[1]!.id })).status).toBe(200);
    expect((await parts(one)).own).toMatchObject([{ id, text: 'Wij zien dat anders.' }]);
    expect((await parts(other)).own).toEqual([]);
    expect((await received()).filter((reaction) => reaction.id === id)).toMatchObject([
      {
        organisation: 'Politie',
        kind: 'dissent',
        about: { heading: of[1]!.heading, findingId: null },
        handledAt: null,
      },
    ]);
    expect(Object.keys((await received())[0]!)).not.toContain('readerId');
    // another reader of the same document cannot take it back, nor use its id
    expect((await engine.call('DELETE', `/shared/${other}/reactions/${id}`)).status).toBe(200);
    expect((await react(other, { id, part: of[1]!.id })).body['code']).toBe('LIVE.ID_TAKEN');
    expect((await engine.call('POST', path(`/reactions/${id}/handled`), { role: 'facilitator' })).status).toBe(204);
    expect((await received()).find((reaction) => reaction.id === id)!.handledAt).not.toBeNull();
    expect((await engine.call('DELETE', `/shared/${one}/reactions/${id}`)).status).toBe(200);
    expect((await received()).some((reaction) => reaction.id === id)).toBe(false);
  });

  it('[R99] refuses what seems to be about a person until that is denied, what is too long, and a part that is not there', async () => {
    const { tokens } = await shared();
    const { parts: of } = await parts(tokens[0]!);
    const about = { part: of[0]!.id, text: 'Meneer Jansen op nr. 12 zorgt voor onrust' };
    expect((await react(tokens[0]!, about)).body['code']).toBe('CONTRIBUTION.PERSONAL');
    expect((await react(tokens[0]!, { ...about, confirmedNotPersonal: true })).status).toBe(200);
    expect((await react(tokens[0]!, { part: of[0]!.id, text: 'x'.repeat(2_001) })).status).toBe(400);
    expect((await react(tokens[0]!, { part: 'part-99999' })).status).toBe(404);
  });

  it('[R99] takes none after its day, nor once the link was withdrawn', async () => {
    const { tokens, linkId } = await shared(dayIn(0));
    const { parts: of } = await parts(tokens[0]!);
    await engine.db.pool.query(
      `update trajectory set state = jsonb_set(state, array['reports', r.key, 'links', $1, 'until'], to_jsonb($2::text)) from (select key from trajectory, jsonb_each(state -> 'reports') where value -> 'links' ? $1) r`,
      [linkId, dayIn(-1)],
    );
    expect((await react(tokens[0]!, { part: of[0]!.id })).body['code']).toBe('SHARING.OVER');
    expect((await parts(tokens[0]!)).isOpen).toBe(false);
    expect((await give({ type: 'WithdrawReportLink', linkId })).status).toBe(200);
    for (const rest of ['', '/parts'])
      expect((await fetch(`${engine.base}/shared/${tokens[0]}${rest}`)).status).toBe(410);
  });
});
