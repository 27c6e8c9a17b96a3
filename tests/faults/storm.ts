import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, hashPassword, openDatabase, saveAccount, saveAreas } from '@buurtbalans/database';
import { executeCommand } from '@buurtbalans/workflow';
import { audit } from './audit.ts';
import { seeded } from './chance.ts';
import { Cluster } from './cluster.ts';
import { Senders, type Target } from './senders.ts';

/** How hard it blows. */
export interface StormOptions {
  readonly kills: number;
  readonly commands: number;
  readonly seed: number;
  readonly trajectories: number;
  readonly tell: (line: string) => void;
}

/** What came of it. */
export interface StormReport {
  readonly kills: number;
  readonly commands: number;
  readonly acknowledged: number;
  readonly lost: number;
  readonly doubled: number;
  readonly timers_early_late_or_twice: number;
  readonly effects_missing_or_twice: number;
  readonly slowest_recovery_s: number;
}

const LISTEN_MS = 1_000;
const EMAIL = 'facilitator@voorbeeld.test';
const PASSWORD = 'a password for one storm';

/** Runs real processes under commands, does one fault after the other to them, waits for quiet, and audits. */
export async function storm(options: StormOptions): Promise<StormReport> {
  const random = seeded(options.seed);
  const cluster = await Cluster.start();
  try {
    const setUp = openDatabase({ url: cluster.url(), connections: 2 });
    const targets = await prepare(setUp, options.trajectories);
    await setUp.close();
    const senders = new Senders(cluster, await signIn(cluster), targets, random);
    const running = senders.run(8, options.commands);
    const slowest = await faults(cluster, senders, options, random);
    senders.stop();
    await running;
    options.tell(`${senders.sent} commands sent; waiting for quiet`);
    const db = openDatabase({ url: cluster.url(), connections: 4 });
    try {
      await quiet(db, targets);
      const findings = await audit(
        db,
        targets.map(({ id }) => id),
        senders.acknowledged,
        senders.different,
      );
      for (const [name, list] of Object.entries(findings))
        for (const line of (list as string[]).slice(0, 20)) options.tell(`${name}: ${line}`);
      return {
        kills: options.kills,
        commands: senders.sent,
        acknowledged: senders.acknowledged.length,
        lost: findings.lost.length,
        doubled: findings.doubled.length,
        timers_early_late_or_twice: findings.timers.length,
        effects_missing_or_twice: findings.effects.length,
        slowest_recovery_s: Math.round(slowest / 100) / 10,
      };
    } finally {
      await db.close();
    }
  } finally {
    await cluster.stop();
  }
}

async function prepare(db: Database, count: number): Promise<Target[]> {
  const facilitator = randomUUID();
  const manager = randomUUID();
  await saveAccount(db, {
    id: facilitator,
    email: EMAIL,
    name: 'F',
    role: 'facilitator',
    organisationId: null,
    passwordHash: await hashPassword(PASSWORD),
  });
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
      { code: 'GM0363', name: 'Amsterdam', level: 'gemeente', parentCode: null, districtCode: null, geometry },
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
  const targets: Target[] = [];
  for (let index = 0; index < count; index += 1) {
    const id = randomUUID();
    const send = async (command: object, role: 'facilitator' | 'programme_manager') => {
      const result = await executeCommand(db, {
        trajectoryId: id,
        commandId: randomUUID(),
        command,
        actor: { role, accountId: role === 'facilitator' ? facilitator : manager },
      });
      if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
    };
    await send(
      {
        type: 'CreateTrajectory',
        name: `Onder vuur ${index}`,
        districtCode: 'SD0363F',
        templateId: 'buurtbalans-amsterdam',
        templateVersion: 1,
        invented: true,
      },
      'programme_manager',
    );
    await send({ type: 'Appoint', accountId: facilitator, role: 'facilitator' }, 'programme_manager');
    await send({ type: 'AdvancePhase', from: 'preparation' }, 'facilitator');
    await send({ type: 'SetArea', name: 'Vierkant', codes: ['BU0363FA01'], geometry, drawn: false }, 'facilitator');
    targets.push({ id, sessions: [], reports: [], version: 4 });
  }
  return targets;
}

async function signIn(cluster: Cluster): Promise<string> {
  const response = await fetch(`${cluster.engines[0]}/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: EMAIL, password: PASSWORD }),
  });
  return response.headers.get('set-cookie')!.split(';')[0]!;
}

/** One fault after the other; gives the longest time in milliseconds that nothing was acknowledged after one. */
async function faults(
  cluster: Cluster,
  senders: Senders,
  { kills, tell }: StormOptions,
  random: () => number,
): Promise<number> {
  const kinds: readonly (readonly [string, () => Promise<void> | void])[] = [
    ['SIGKILL engine-1', () => cluster.kill('engine-1')],
    ['SIGKILL worker-1', () => cluster.kill('worker-1')],
    ['pg_terminate_backend', () => cluster.terminateConnections()],
    ['SIGKILL engine-2', () => cluster.kill('engine-2')],
    ['PostgreSQL crash', () => cluster.crashPostgres()],
    ['SIGKILL worker-2', () => cluster.kill('worker-2')],
    ['engine-1 dark', () => cluster.darken('engine-1', 2_000)],
    ['both engines', () => ['engine-1', 'engine-2'].forEach((name) => cluster.kill(name))],
    ['worker-1 dark', () => cluster.darken('worker-1', 2_000)],
    ['queues dropped', () => cluster.dropQueues()],
  ];
  const offset = Math.floor(random() * kinds.length);
  let slowest = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(random() * 500);
    const [name, strike] = kinds[(offset + kill) % kinds.length]!;
    senders.struck();
    await strike();
    // an answer that was on its way when it struck is no recovery: listen for a second, and on while it is silent
    const until = Date.now() + LISTEN_MS;
    while (Date.now() < until || (Date.now() - senders.lastAt > LISTEN_MS / 2 && Date.now() < until + 60_000))
      await sleep(20);
    slowest = Math.max(slowest, senders.silence);
    tell(`${kill + 1}/${kills} ${name}: ${senders.silence} ms of silence`);
  }
  return slowest;
}

/** Resumes what is paused and waits until everything that was asked for or due has happened, two minutes at most. */
async function quiet(db: Database, targets: readonly Target[]): Promise<void> {
  const manager = { role: 'programme_manager' as const, accountId: randomUUID() };
  for (const { id } of targets)
    await executeCommand(db, {
      trajectoryId: id,
      commandId: randomUUID(),
      command: { type: 'Resume' },
      actor: manager,
    });
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(500)) {
    const { rows } = await db.pool.query<{ open: number }>(
      `select (select count(*) from outbox)::int
            + (select count(*) from timer m join trajectory t on t.id = m.trajectory_id where m.status = 'set' and t.status = 'active' and m.due_at < now() + interval '6 seconds')::int
            + (select count(*) from trajectory t, jsonb_each(t.state->'reports') r where r.value->>'status' = 'requested')::int
            + (select count(*) from journal j where j.event_type = 'TimerFired' and not exists (select 1 from effect_receipt e where e.effect_key = 'reminder.' || (j.data->>'key') || '.' || (j.data->>'setSeq') || '.' || j.trajectory_id and e.result is not null))::int as open`,
    );
    if (rows[0]!.open === 0) return;
  }
}
