import { createHash, randomBytes, randomUUID } from 'node:crypto';
import {
  type Database,
  hashPassword,
  saveAccount,
  saveAreas,
  saveOrganisation,
  saveSignIn,
} from '@buurtbalans/database';
import { LANES, type Lane, ROLES, type Role, shippedTemplates } from '@buurtbalans/domain';
import { LiveDriver, StoredTrajectoryDriver } from '@buurtbalans/testing/drivers';
import { importFile } from '@buurtbalans/workflow/imports';
import { API } from '../../live/participant.ts';
import type { Known } from './known.ts';

const PASSWORD = 'een wachtwoord voor de proef';

/** Somebody who calls, or nobody; `sessionId` is where a participant sits. */
export interface Caller {
  readonly name: string;
  readonly role?: Role;
  readonly headers: Readonly<Record<string, string>>;
  readonly sessionId?: string;
}

/** Accounts of every role, and meetings with participants, of which there are new ones now and then: what is fuzzed is soon closed. */
export class Callers {
  readonly #db: Database;
  readonly #known: Known;
  readonly #port: number;
  readonly #ids = Object.fromEntries(ROLES.map((role) => [role, randomUUID()])) as Record<Role, string>;
  readonly #organisationId = randomUUID();
  readonly #staff = new Map<Role, Caller>();
  #participants: readonly Caller[] = [];
  #passwordHash = '';

  constructor(db: Database, known: Known, port: number) {
    [this.#db, this.#known, this.#port] = [db, known, port];
  }

  get all(): readonly Caller[] {
    return [
      { name: 'nobody', headers: {} },
      { name: 'forged', headers: { authorization: `Bearer ${'x'.repeat(60)}.${'y'.repeat(43)}` } },
      ...this.#participants,
      ...this.#staff.values(),
    ];
  }

  /** Puts down accounts and areas, once. */
  async begin(): Promise<void> {
    const [west, south, east, north] = [4.82, 52.37, 4.83, 52.38];
    const ring: [number, number][] = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ];
    const geometry = { type: 'Polygon' as const, coordinates: [ring] };
    const of = { districtCode: 'SD0363F', geometry };
    await this.#db.query.transaction().execute((tx) =>
      saveAreas(tx, [
        { code: 'SD0363F', name: 'Nieuw-West', level: 'stadsdeel', parentCode: 'GM0363', ...of },
        { code: 'BU0363FA01', name: 'Vierkant', level: 'buurt', parentCode: 'WK0363FA', ...of },
      ]),
    );
    await saveOrganisation(this.#db, { id: this.#organisationId, name: 'Politie', type: 'police' });
    this.#passwordHash = await hashPassword(PASSWORD);
    const { password, current, next } = { password: PASSWORD, current: PASSWORD, next: `${PASSWORD} erna` };
    for (const [name, value] of Object.entries({ password, current, next })) this.#known.add(name, value);
    this.#known.add('organisationId', this.#organisationId);
    this.#known.add('codes', 'BU0363FA01');
    this.#known.add('districtCode', 'SD0363F');
    this.#known.add('template', ...shippedTemplates.map(({ id }) => id));
    this.#known.add('version', '1');
    this.#known.add('templateId', ...shippedTemplates.map(({ id }) => id));
    this.#known.add('templateVersion', 1);
    this.#known.add('queue', 'reports', 'imports');
    for (const role of ROLES) {
      await this.signIn(role);
      this.#known.add('accountId', this.#ids[role]);
      this.#known.add('email', `${role}@example.nl`);
    }
  }

  /** Puts an account down as it was, whatever was made of it, and signs it in. */
  async signIn(role: Role): Promise<void> {
    const id = this.#ids[role];
    const token = randomBytes(32).toString('base64url');
    await saveAccount(this.#db, {
      id,
      email: `${role}@example.nl`,
      name: role,
      role,
      organisationId: role === 'professional' ? this.#organisationId : null,
      passwordHash: this.#passwordHash,
    });
    await this.#db.asRole({ role: 'bb_credentials', accountId: id }, (tx) =>
      tx.updateTable('account').set({ state: 'active' }).where('id', '=', id).execute(),
    );
    await saveSignIn(this.#db, createHash('sha256').update(token).digest(), id, new Date(Date.now() + 3_600_000));
    this.#staff.set(role, { name: role, role, headers: { cookie: `buurtbalans=${token}` } });
  }

  /** New trajectories with a meeting in each lane, one of them with an approved picture and one of others; and a file that waits. */
  async renew(): Promise<void> {
    const [facilitatorId, managerId] = [this.#ids.facilitator, this.#ids.programme_manager];
    const participants: Caller[] = [];
    for (const kind of ['open', 'pictured', 'foreign'] as const) {
      const people = { facilitatorId: kind === 'foreign' ? randomUUID() : facilitatorId, managerId };
      const trajectory = await new StoredTrajectoryDriver(this.#db, people).begin('Slotermeer');
      const adviser = { type: 'Appoint', accountId: this.#ids.research_adviser, role: 'research_adviser' } as const;
      await trajectory.do(adviser, trajectory.manager);
      await trajectory.exchange(this.#organisationId);
      this.#known.add('trajectoryId', trajectory.id);
      if (kind === 'pictured') {
        await trajectory.approved();
        continue;
      }
      for (const lane of LANES) participants.push(await this.#participant(trajectory, lane, people.facilitatorId));
    }
    this.#participants = participants;
    await this.#deliver();
  }

  async #participant(trajectory: StoredTrajectoryDriver, lane: Lane, facilitatorId: string): Promise<Caller> {
    const sessionId = await trajectory.planned(lane);
    await trajectory.do({ type: 'OpenSession', sessionId });
    await new LiveDriver(this.#db, { sessionId, trajectoryId: trajectory.id, lane }).writing(facilitatorId);
    this.#known.add('sessionId', sessionId);
    const ask = async (path: string, body: object, headers: Readonly<Record<string, string>> = {}) => {
      const init = {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      };
      const answer = await fetch(`http://127.0.0.1:${this.#port}${API}${path}`, init);
      return (await answer.json()) as Record<string, unknown>;
    };
    const { code } =
      facilitatorId === this.#ids.facilitator
        ? await ask(`/sessions/${sessionId}/code`, {}, this.#staff.get('facilitator')!.headers)
        : {};
    if (code) this.#known.add('code', code);
    const organisation = lane === 'professional' ? { organisationId: this.#organisationId } : {};
    const { token } = code ? await ask(`/join/${String(code)}`, organisation) : {};
    return {
      name: `participant of ${lane}s`,
      sessionId,
      headers: token ? { authorization: `Bearer ${String(token)}` } : {},
    };
  }

  async #deliver(): Promise<void> {
    const id = randomUUID();
    await importFile(this.#db, {
      id,
      kind: 'kwb',
      origin: 'upload',
      fileName: 'cijfers.csv',
      year: 2024,
      title: null,
      broughtBy: { id: this.#ids.research_adviser, role: 'research_adviser', organisation: null },
      body: (async function* () {
        yield Buffer.from('Area_Code;Pct_Rental\nBU0363FA01;73\n');
      })(),
    });
    this.#known.add('deliveryId', id);
  }
}
