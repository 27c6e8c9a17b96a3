import { randomUUID } from 'node:crypto';
import type { OwnDataView } from '@buurtbalans/contracts';
import { inviteByLink, saveAccount } from '@buurtbalans/database';
import { ROLES, type Role } from '@buurtbalans/domain';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { card, type EngineUnderTest, envelope, startEngineUnderTest } from '../engine.testing.ts';

/** Stands in everything that is said or written in the trajectory of these people. */
const SAID = 'merkwoord';
let engine: EngineUnderTest;
let owner: pg.Client;
let sessions: readonly string[];
beforeAll(async () => {
  engine = await startEngineUnderTest();
  owner = new pg.Client({ connectionString: engine.databaseUrl });
  await owner.connect();
  // no name is a word that a file has anyway
  await owner.query(`update account set name = 'Naam van ' || id, email = 'post-' || id || '@example.nl'`);
  sessions = await Promise.all((['resident', 'professional'] as const).map(busy));
  await atWork();
});
afterAll(async () => {
  await owner.end();
  await engine.stop();
});

async function busy(lane: 'resident' | 'professional'): Promise<string> {
  const { sessionId, token } = await engine.opened(lane);
  const body = card({ text: `${SAID} op een kaartje` });
  expect((await engine.call('POST', `/sessions/${sessionId}/commands`, { token, body })).status).toBe(200);
  await engine.call('GET', `/sessions/${sessionId}/harvest`, { role: 'facilitator' });
  return sessionId;
}

/** Each of them does something with each of the others, in every table that keeps who did. */
async function atWork(): Promise<void> {
  const id = engine.trajectory.id;
  const session = sessions[1]!;
  for (const role of ROLES) {
    const [account, address] = [engine.ids[role], `POST-${engine.ids[role]}@example.nl`];
    await inviteByLink(engine.db, account, 'reset', '1 hour', { id: engine.ids.administrator, role: 'administrator' });
    for (const statement of [
      `insert into session_invitee (id, session_id, trajectory_id, organisation_id, address) values (gen_random_uuid(), $3, $2, $4, $5)`,
      `insert into report_link (link_id, trajectory_id, report_id, token_hash) values (md5($5)::uuid, $2, md5($5)::uuid, sha256($5::bytea)) returning $1::uuid, $3::uuid, $4::uuid`,
      `insert into report_reader (id, link_id, trajectory_id, organisation_id, token_hash, address) values (gen_random_uuid(), md5($5)::uuid, $2, $4, sha256($5::bytea), $5) returning $1::uuid, $3::uuid`,
    ])
      await owner.query(`with given as (select $1::uuid, $2::uuid, $3::uuid, $4::uuid, $5::text) ${statement}`, [
        account,
        id,
        session,
        engine.organisationId,
        address,
      ]);
    await owner.query(
      `insert into import_job (id, kind, file_name, bytes, requested_by) values (gen_random_uuid(), 'kwb', 'bestand-' || $1::text || '.csv', 1, $1::uuid)`,
      [account],
    );
    await owner.query(
      `insert into delivery (id, kind, state, origin, file_name, bytes, brought_by, taken_over_by, ended_by) select gen_random_uuid(), 'kwb', 'discarded', 'upload', 'x', 1, $1::uuid, other.id, other.id from account other where other.id <> $1::uuid limit 1`,
      [account],
    );
    await owner.query(
      `insert into programme_report (id, format, language, requested_by, positions, status) values (gen_random_uuid(), 'pdf', 'nl', $1, '{}', 'failed')`,
      [account],
    );
    await owner.query(
      `insert into account_identity (issuer, subject, account_id) values ('https://aanmelden.example', $2, $1)`,
      [account, address],
    );
    await owner.query(
      `insert into second_factor (account_id, sealed_secret, last_step, recovery_codes) values ($1, '\\x00', 1, '{}')`,
      [account],
    );
  }
  await owner.query(`update method_template set created_by = $1`, [engine.ids.programme_manager]);
  const body = { email: `${randomUUID()}@example.nl`, name: 'Nieuw', role: 'stakeholder', by: 'link' };
  await engine.call('POST', '/people', { role: 'administrator', body });
  await engine.call('POST', `/trajectories/${id}/commands`, {
    role: 'programme_manager',
    body: envelope({ type: 'Dismiss', accountId: engine.ids.research_adviser, role: 'research_adviser' }),
  });
  await engine.call('PUT', `/terms/${id}/hold`, {
    role: 'administrator',
    body: { reason: 'zaak 7', expectedVersion: 0 },
  });
}

const own = async (role: Role) => (await engine.call('GET', '/me/data', { role })).body as unknown as OwnDataView;
const ofPerson = (id: string, role: Role = 'administrator') => engine.call('GET', `/people/${id}/data`, { role });

describe('[E311] what is kept of somebody', () => {
  it('is given to them, with what they did and what was done about them', async () => {
    const facilitator = await own('facilitator');
    expect(facilitator).toMatchObject({
      account: { id: engine.ids.facilitator, role: 'facilitator', state: 'active' },
      memberships: [{ trajectoryId: engine.trajectory.id, as: 'facilitator' }],
      isCut: false,
    });
    expect(facilitator.signIns).toHaveLength(1);
    expect(facilitator.invitations).toHaveLength(1);
    expect(facilitator.readerships).toHaveLength(1);
    expect(facilitator.did.map(({ event }) => event)).toContain('SessionOpened');
    expect(facilitator.recorded.map(({ action }) => action)).toContain('readHarvest');
    expect(facilitator.about.map(({ action, role }) => [action, role])).toContainEqual([
      'renewPersonLink',
      'administrator',
    ]);
    expect((await own('administrator')).holds).toMatchObject([
      { trajectoryId: engine.trajectory.id, reason: 'zaak 7' },
    ]);
    expect((await own('professional')).memberships).toMatchObject([{ as: 'organisation' }]);
  });

  it('is given to an administrator whom they ask, who is recorded, and to nobody else', async () => {
    const { professional } = engine.ids;
    const { madeAt: _, recorded: __, about: ___, ...given } = (await ofPerson(professional)).body;
    const { madeAt: _a, recorded: _b, about, ...theirs } = await own('professional');
    expect(given).toEqual(theirs);
    expect(about[0]).toMatchObject({ action: 'exportPerson', role: 'administrator', kind: 'exports' });
    expect((await ofPerson(professional, 'programme_manager')).body.code).toBe('AUTH.FORBIDDEN');
    expect((await ofPerson(randomUUID())).body.code).toBe('ACCOUNT.NOT_FOUND');
  });
});

it('[E312] has nothing of anybody else: no id, name or address of another account, and no word that was said', async () => {
  const { rows: people } = await owner.query<{ id: string }>('select id from account');
  expect(people.length).toBeGreaterThan(ROLES.length);
  for (const { id } of people) {
    const { status, body } = await ofPerson(id);
    expect(status).toBe(200);
    const read = JSON.stringify(body).toLowerCase();
    expect(read).toContain(id);
    expect(read).not.toContain(SAID);
    for (const other of people) if (other.id !== id) expect(read).not.toContain(other.id);
  }
  for (const role of ROLES) {
    const read = JSON.stringify(await own(role)).toLowerCase();
    for (const { id } of people) if (id !== engine.ids[role]) expect(read).not.toContain(id);
  }
});

it('[E313] leaves out no table in which an account stands', async () => {
  /** Where each stands in the file. */
  const known: Readonly<Record<string, string>> = {
    account: 'account',
    account_identity: 'providers',
    account_invitation: 'links',
    audit_entry: 'recorded and about',
    delivery: 'deliveries',
    import_job: 'files',
    journal: 'did',
    method_template: 'templates',
    programme_report: 'programmeReports',
    report_reader: 'readerships',
    second_factor: 'secondFactors',
    session_invitee: 'invitations',
    sign_in: 'signIns',
    trajectory: 'memberships',
    trajectory_facilitator: 'memberships',
    trajectory_term: 'holds',
  };
  const { rows: tables } = await owner.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await owner.query(
      `select from ${name} t join account a on strpos(lower(t::text), a.id::text) > 0 limit 1`,
    );
    if (rowCount) found.push(name);
  }
  expect(found.filter((name) => !Object.hasOwn(known, name))).toEqual([]);
  // and each is really seen, so that the list has no word too many
  expect(Object.keys(known).filter((name) => !found.includes(name))).toEqual([]);
});

it('[E314] is made twenty times an hour for whoever asks, and one at a time', async () => {
  const id = randomUUID();
  await saveAccount(engine.db, {
    id,
    email: null,
    name: 'B',
    role: 'stakeholder',
    organisationId: null,
    passwordHash: null,
  });
  const codes: unknown[] = [];
  while (codes.length < 40 && !codes.includes('EXPORT.TOO_OFTEN')) codes.push((await ofPerson(id)).body.code);
  expect(codes.at(-1)).toBe('EXPORT.TOO_OFTEN');
  expect((await engine.call('GET', '/me/data', { role: 'research_adviser' })).status).toBe(200);
});
