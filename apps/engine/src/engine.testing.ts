import { createHash, randomUUID } from 'node:crypto';
import type { Patience } from '@buurtbalans/contracts';
import {
  type Database,
  hashPassword,
  openDatabase,
  saveAccount,
  saveAreas,
  saveOrganisation,
} from '@buurtbalans/database';
import { ROLES, type Role } from '@buurtbalans/domain';
import { createTestDatabase, LiveDriver, StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterEach, expect } from 'vitest';
import { createEngine } from './create-engine.ts';
import { watchAnswers } from './platform/answers.testing.ts';
import type { Config } from './platform/config.ts';

const PASSWORD = 'a long enough password';

/** What answers were not as the table says, since the last test. */
const faults = new Set<string>();
function expectNoFaults(): void {
  const found = [...faults];
  faults.clear();
  expect(found).toEqual([]);
}
afterEach(expectNoFaults);

/** An answer of the engine; `body` is empty when it is no JSON object. */
export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly headers: Headers;
}

/** How a call is made: as an account, as a participant, or as nobody. */
export interface CallOptions {
  readonly role?: Role;
  readonly token?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

/**
 * A whole engine on a free port with a database of its own, one account for each role, and a trajectory in exchange. An
 * answer that is not as the endpoint table says fails the test in which it was given.
 */
export async function startEngineUnderTest(more: Partial<Config> = {}, patience?: Patience) {
  const test = await createTestDatabase();
  const db: Database = openDatabase({ url: test.url });
  const organisationId = randomUUID();
  const ids = Object.fromEntries(ROLES.map((role) => [role, randomUUID()])) as Record<Role, string>;
  await saveOrganisation(db, { id: organisationId, name: 'Politie', type: 'police' });
  const passwordHash = await hashPassword(PASSWORD);
  for (const role of ROLES) {
    await saveAccount(db, {
      id: ids[role],
      email: `${role}@example.nl`,
      name: role,
      role,
      organisationId: role === 'professional' ? organisationId : null,
      passwordHash,
    });
  }
  const geometry = {
    type: 'Polygon' as const,
    coordinates: [
      [
        [4.82, 52.37],
        [4.83, 52.37],
        [4.83, 52.38],
        [4.82, 52.38],
        [4.82, 52.37],
      ],
    ] as [number, number][][],
  };
  await db.query.transaction().execute((tx) =>
    saveAreas(tx, [
      {
        code: 'SD0363F',
        name: 'Nieuw-West',
        level: 'stadsdeel',
        parentCode: 'GM0363',
        districtCode: 'SD0363F',
        geometry,
      },
      {
        code: 'BU0363FA01',
        name: 'Vierkant',
        level: 'buurt',
        parentCode: 'WK0363FA',
        districtCode: 'SD0363F',
        geometry,
      },
    ]),
  );
  const app = await createEngine(
    {
      DATABASE_URL: test.url,
      HOST: '127.0.0.1',
      PORT: 0,
      BUURTBALANS_SECRET: 'x'.repeat(40),
      SWEEP_MS: 60_000,
      LOST_AFTER_S: 300,
      HEARTBEAT_MS: 5_000,
      LEFT_AFTER_S: 900,
      SIGN_IN_IDLE_MINUTES: 240,
      SECOND_FACTOR: [],
      LOG_LEVEL: 'silent',
      ...more,
    },
    patience,
  );
  watchAnswers(app.getHttpAdapter().getInstance(), (fault) => faults.add(fault));
  await app.listen(0, '127.0.0.1');
  const base = `${await app.getUrl()}/api/v1`;
  const cookies = {} as Record<Role, string>;

  async function call(method: string, path: string, options: CallOptions = {}): Promise<Answer> {
    const headers: Record<string, string> = { ...options.headers };
    if (options.role) headers.cookie = cookies[options.role];
    if (options.token) headers.authorization = `Bearer ${options.token}`;
    if (options.body !== undefined) headers['content-type'] ??= 'application/json';
    const body =
      options.body === undefined
        ? null
        : typeof options.body === 'string'
          ? options.body
          : JSON.stringify(options.body);
    const stop = new AbortController();
    const response = await fetch(base + path, {
      method,
      headers,
      body,
      signal: AbortSignal.any([stop.signal, AbortSignal.timeout(45_000)]),
    });
    const streams = response.headers.get('content-type')?.startsWith('text/event-stream');
    const text = streams ? '' : await response.text();
    stop.abort();
    return {
      status: response.status,
      headers: response.headers,
      body:
        /json\b/.test(response.headers.get('content-type') ?? '') && text.startsWith('{')
          ? (JSON.parse(text) as Record<string, unknown>)
          : {},
    };
  }

  for (const role of ROLES) {
    const answer = await call('POST', '/sign-in', { body: { email: `${role}@example.nl`, password: PASSWORD } });
    cookies[role] = answer.headers.get('set-cookie')!.split(';')[0]!;
  }
  const trajectory = await new StoredTrajectoryDriver(db, {
    facilitatorId: ids.facilitator,
    managerId: ids.programme_manager,
  }).begin('Slotermeer');
  await trajectory.do(
    { type: 'Appoint', accountId: ids.research_adviser, role: 'research_adviser' },
    trajectory.manager,
  );
  await trajectory.exchange(organisationId);

  /** Plans and opens a session in which people write, and joins it. */
  async function opened(
    lane: 'professional' | 'resident',
  ): Promise<{ sessionId: string; token: string; code: string }> {
    const sessionId = await trajectory.planned(lane);
    await trajectory.do({ type: 'OpenSession', sessionId });
    await new LiveDriver(db, { sessionId, trajectoryId: trajectory.id, lane }).writing(ids.facilitator);
    const { code } = (await call('POST', `/sessions/${sessionId}/code`, { role: 'facilitator' })).body as {
      code: string;
    };
    // as somebody may type it
    const joined = await call('POST', `/join/${code.toLowerCase()}`, {
      body: lane === 'professional' ? { organisationId } : {},
    });
    return { sessionId, token: joined.body.token as string, code };
  }

  async function stop(): Promise<void> {
    await app.close();
    await db.close();
    await test.drop();
    expectNoFaults();
  }

  return { base, databaseUrl: test.url, db, call, cookies, ids, organisationId, trajectory, opened, stop };
}

/** What {@link startEngineUnderTest} gives. */
export type EngineUnderTest = Awaited<ReturnType<typeof startEngineUnderTest>>;

/** The step in which people write in a session that was opened here; it hides nothing. */
export const WRITING = 'silent-writing-2';

/** The command with which a participant's browser sends a card. */
export function card(change: object = {}): {
  commandId: string;
  command: { cardId: string } & Record<string, unknown>;
} {
  const ownerHash = createHash('sha256').update('a secret of one browser').digest('hex');
  return {
    commandId: randomUUID(),
    command: {
      type: 'AddCard',
      cardId: randomUUID(),
      stepId: WRITING,
      kind: 'weak_spot',
      theme: 'youth',
      text: 'Donker pad',
      place: null,
      ownerHash,
      ...change,
    },
  };
}

/** A command in its envelope. */
export function envelope(command: object, extra: object = {}): object {
  return { commandId: randomUUID(), command, ...extra };
}
