import { randomUUID } from 'node:crypto';
import { createTestDatabase, useDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { checkJournals } from './check-database.ts';
import { command, type Ground, liveIn, owned } from './ground.testing.ts';

const database = useDatabase();
let ground: Ground;

beforeAll(async () => {
  await loadDemonstration(database.url);
  ground = await liveIn(database.db, database.url);
}, 120_000);

/** Each with a statement that does the damage, one that mends it, and what the report says. */
const DAMAGE = (): readonly (readonly [string, string, string, RegExp])[] => {
  const { trajectoryId: id, reportId } = ground;
  return [
    [
      'an event that was changed',
      `update journal set data = jsonb_set(data, '{name}', '"X"') where trajectory_id = '${id}' and seq = 1`,
      `update journal set data = jsonb_set(data, '{name}', to_jsonb((select state ->> 'name' from trajectory where id = '${id}'))) where trajectory_id = '${id}' and seq = 1`,
      new RegExp(`✗ journaal[^✓✗]*${id}: changed \\(1\\)`),
    ],
    [
      'a state that was changed',
      `update trajectory set state = jsonb_set(state, '{phase}', '"review"') where id = '${id}'`,
      `update trajectory set state = jsonb_set(state, '{phase}', '"exchange"') where id = '${id}'`,
      new RegExp(`✗ journaal[^✓✗]*${id}: state`),
    ],
    [
      'a timer that the state does not have',
      `insert into timer (trajectory_id, key, due_at, set_seq, status) values ('${id}', 'nothing', now(), 1, 'set')`,
      `delete from timer where key = 'nothing'`,
      /✗ termijnen[^✓✗]*, nothing/,
    ],
    [
      'a document of which a byte was changed',
      `update report_document set body = set_byte(body, 40, get_byte(body, 40) # 1) where report_id = '${reportId}'`,
      `update report_document set body = set_byte(body, 40, get_byte(body, 40) # 1) where report_id = '${reportId}'`,
      new RegExp(`✗ documenten[^✓✗]*${reportId}`),
    ],
    [
      'a document that is gone',
      `create table kept as select * from report_document where report_id = '${reportId}'; update report_document set body = null where report_id = '${reportId}'`,
      `update report_document d set body = k.body from kept k where d.report_id = k.report_id; drop table kept`,
      new RegExp(`✗ documenten[^✓✗]*${reportId} –`),
    ],
    [
      'a figure that was changed after approval',
      `update public_facts set body = body || ' '`,
      `update public_facts set body = rtrim(body)`,
      /✗ cijfers en grenzen[^✓✗]*, [0-9a-f]{64}(?! –)/,
    ],
    [
      'figures of an approved picture that are gone',
      `create table kept as select * from public_facts; delete from public_facts`,
      `insert into public_facts select * from kept; drop table kept`,
      /✗ cijfers en grenzen[^✓✗]*, [0-9a-f]{64} –/,
    ],
    [
      'an answer to a command that is in no journal',
      `insert into command_receipt (trajectory_id, command_id, outcome) values ('${id}', 'nobody', '{"kind":"accepted","version":1,"seqs":[99999]}')`,
      `delete from command_receipt where command_id = 'nobody'`,
      /✗ antwoorden[^✓✗]*nobody/,
    ],
    [
      'a text of a trajectory that is not there',
      `insert into trajectory_content values ('${randomUUID()}', 'question', 'x')`,
      `delete from trajectory_content where body = 'x'`,
      /✗ rijen[^✓✗]*trajectory_content\.trajectory_id: 1/,
    ],
    [
      'a session that counted back',
      `update session_index set last_seq = last_seq - 1 where session_id in (select session_id from resident_live_event)`,
      `update session_index set last_seq = last_seq + 1 where session_id in (select session_id from resident_live_event)`,
      /✗ sessies/,
    ],
    [
      'work for a trajectory that is not there',
      `insert into open_effect (effect_key, job, payload) values ('lost', 'reminders.send', '{"trajectoryId":"none"}')`,
      `delete from open_effect where effect_key = 'lost'`,
      /✗ open werk[^✓✗]*lost/,
    ],
  ];
};

describe('verify', { timeout: 120_000 }, () => {
  it('[E111] says that all is as written, with the last hash of every history', async () => {
    const { code, said } = await command(database.url, 'verify');
    expect({ code, said }).toMatchObject({ code: 0, said: expect.stringContaining('all as written') });
    const heads = await owned<{ line: string }>(
      database.url,
      `select id || '  ' || version || '  ' || encode(head, 'hex') as line from trajectory`,
    );
    for (const { line } of heads) expect(said).toContain(line);
    expect(said).not.toContain('✗');
  });

  it('[E111] holds one state at a time', async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const { count } = await checkJournals(database.db);
    const results = await Promise.all(
      query.mock.results.map(({ value }) => value as Promise<pg.QueryResult> | undefined),
    );
    query.mockRestore();
    expect(count).toBeGreaterThan(100);
    const states = results.map((result) => result?.rows?.filter((row: object) => 'state' in row).length ?? 0);
    expect(Math.max(...states)).toBe(1);
  });

  it('[E111] finds each kind of damage, names it and ends with 1', async () => {
    for (const [what, damage, mend, words] of DAMAGE()) {
      await owned(database.url, damage);
      expect({ what, ...(await command(database.url, 'verify')) }).toMatchObject({
        what,
        code: 1,
        said: expect.stringMatching(words),
      });
      await owned(database.url, mend);
    }
    expect(await command(database.url, 'verify')).toMatchObject({ code: 0 });
  });

  it('[E111] of one history with a hash that was kept says whether it holds it', async () => {
    const { trajectoryId } = ground;
    const ask = (head: string) => command(database.url, 'verify', '--trajectory', trajectoryId, '--head', head);
    const [row] = await owned<{ head: string }>(
      database.url,
      `select encode(head, 'hex') as head from trajectory where id = '${trajectoryId}'`,
    );
    expect(await ask(row!.head)).toMatchObject({ code: 0 });
    expect(await ask('00'.repeat(32))).toMatchObject({ code: 1, said: expect.stringContaining('"witness":"missing"') });
  });

  it('[E111] of a database in which nothing was made says so', async () => {
    const empty = await createTestDatabase(null);
    expect(await command(empty.url, 'verify')).toMatchObject({
      code: 0,
      said: expect.stringContaining('nothing here yet'),
    });
    await empty.drop();
  });
});
