import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '@buurtbalans/database';
import pg from 'pg';
import { asOwner } from '../../faults/as-owner.ts';
import { openRoom, type Room } from '../../live/room.ts';
import type { Figure } from '../figure.ts';
import type { Costed, Turn } from './crowd.ts';
import { type Ground, startGround } from './ground.ts';
import type { Audit } from './screens.child.ts';

const PARTICIPANTS = 300;
const MANY = 1_000;
const REPEATS = 3;
const WARM_UP = { events: 60, overMs: 2_000 };
/** Thirty a second, and three hundred in one second. */
const STEADY = { events: 240, overMs: 8_000 };
const BURST = { events: 300, overMs: 1_000 };
const COMMITS = 90;

type Name = 'product' | 'ws';
type Rate = 'steady' | 'burst';
type Turns = Record<Rate, Record<Name, Costed[]>> & { readonly commits: Turn[] };

const at = ({ took }: Turn, share: number): number =>
  took[Math.min(took.length - 1, Math.floor(took.length * share))] ?? Number.NaN;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;

/**
 * From sending to the last of all screens, every event committed on a durable server, beside a bare broadcast that keeps
 * nothing. Same run, in turns, warmed up; the screens of both are bare sockets in one process of their own.
 */
export async function* liveBench(): AsyncGenerator<Figure> {
  const ground = await startGround();
  const db = openDatabase({ url: ground.databaseUrl, connections: 2 });
  try {
    const turns: Turns = { steady: { product: [], ws: [] }, burst: { product: [], ws: [] }, commits: [] };
    const wrong: string[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1)
      wrong.push(...(await inTurns(ground, await openRoom(db), repeat, turns)));
    yield* figures(turns);
    for (const [name, port, count] of [
      ['door_p95_ms', ground.doorPort, PARTICIPANTS],
      ['p95_ms', ground.enginePort, MANY],
      ['door_p95_ms', ground.doorPort, MANY],
    ] as const) {
      const one = await alone(ground, await openRoom(db), port, count);
      const how =
        name === 'p95_ms' ? '30 events/s, at the engine itself' : '30 events/s, through the front door as users come';
      yield {
        name: `live.${name}.c${count}`,
        value: at(one.turn, 0.95),
        unit: 'ms',
        against: `none: as measured, ${how}`,
      };
      wrong.push(...one.wrong);
    }
    for (const line of wrong.slice(0, 20)) console.error(line);
    yield {
      name: 'live.lost',
      value: wrong.length,
      unit: 'commands and screens',
      against:
        'must be 0: acknowledged commands not stored exactly once, events not on all screens, screens unlike a fresh reading',
    };
  } finally {
    await db.close();
    await ground.stop();
  }
}

/** One room with its participants, and as many connections of the peer: whoever goes first changes with each repeat. */
async function inTurns(ground: Ground, room: Room, repeat: number, turns: Turns): Promise<string[]> {
  await ground.order({ do: 'join', port: ground.enginePort, room, count: PARTICIPANTS });
  // the console and the projector look on too
  await ground.order({ do: 'connect', port: ground.peerPort, count: PARTICIPANTS + 2 });
  const order: readonly Name[] = repeat % 2 === 0 ? ['product', 'ws'] : ['ws', 'product'];
  let first = 0;
  const wrong: string[] = [];
  for (const [rate, { events, overMs }] of [
    ['warm-up', WARM_UP],
    ['steady', STEADY],
    ['burst', BURST],
  ] as const) {
    for (const crowd of order) {
      const before = await ground.used();
      const turn = await ground.order<Turn>({ do: 'play', crowd, first, events, overMs });
      const cost = ((await ground.used())[crowd] - before[crowd]) / events;
      if (turn.missing > 0)
        wrong.push(...Array.from({ length: turn.missing }, () => `an event of ${crowd} is not on all screens`));
      if (rate !== 'warm-up') turns[rate][crowd].push({ ...turn, cost });
    }
    first += events;
  }
  turns.commits.push(await bareCommits(ground.databaseUrl));
  return [...wrong, ...(await audit(ground, room))];
}

/** What one row and its commit take on this disk at this moment, whatever else is done. */
async function bareCommits(url: string): Promise<Turn> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await owner.query('create table if not exists bare_commit (n int)');
  const took: number[] = [];
  for (let n = 0; n < COMMITS; n += 1) {
    const from = performance.now();
    await owner.query('insert into bare_commit values ($1)', [n]);
    took.push(performance.now() - from);
    await sleep(STEADY.overMs / STEADY.events);
  }
  await owner.end();
  return { took: took.sort((one, other) => one - other), missing: 0 };
}

/** So many participants, once, without the peer. */
async function alone(
  ground: Ground,
  room: Room,
  port: number,
  count: number,
): Promise<{ turn: Turn; wrong: string[] }> {
  await ground.order({ do: 'join', port, room, count });
  await ground.order<Turn>({ do: 'play', crowd: 'product', first: 0, ...WARM_UP });
  const turn = await ground.order<Turn>({ do: 'play', crowd: 'product', first: WARM_UP.events, ...STEADY });
  return { turn, wrong: await audit(ground, room) };
}

/** What is wrong with a room at its end: on the screens, and in the database. */
async function audit(ground: Ground, room: Room): Promise<string[]> {
  const { wrong, commandIds, bytes } = await ground.order<Audit>({ do: 'audit' });
  await ground.order({ do: 'leave' });
  if (process.env.BUURTBALANS_VERBOSE)
    console.error(`${commandIds.length} commands, ${Math.round(bytes / 1e6)} MB to the screens`);
  const stored = await asOwner<{ command_id: string; count: number }>(
    ground.databaseUrl,
    `select command_id, count(*)::int as count from resident_live_event where session_id = '${room.sessionId}' group by command_id`,
  );
  const counts = new Map(stored.map(({ command_id, count }) => [command_id, count]));
  return [
    ...wrong,
    ...commandIds
      .filter((id) => counts.get(id) !== 1)
      .map((id) => `command ${id} is stored ${counts.get(id) ?? 0} times`),
  ];
}

function* figures({ steady, burst, commits }: Turns): Generator<Figure> {
  yield {
    name: 'live.bare_commit_p95_ms',
    value: median(commits.map((turn) => at(turn, 0.95))),
    unit: 'ms',
    against: 'none: one row on an idle connection of the same server, between the turns; the broadcast has none',
  };
  for (const [rate, { product, ws }] of [
    ['', steady],
    ['_burst', burst],
  ] as const) {
    const ratios = product.map((turn, repeat) => at(turn, 0.95) / at(ws[repeat]!, 0.95));
    const how = rate === '' ? '30 events/s' : '300 events in one second';
    const spread = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
    yield {
      name: `live.p95_vs_ws${rate}.c${PARTICIPANTS}`,
      value: median(ratios),
      unit: 'ratio',
      against: `a bare ws broadcast of the same bytes, ${how}, median of ${REPEATS} (${spread}); goal 2`,
    };
    for (const [name, own] of [
      ['', product],
      ['ws_', ws],
    ] as const) {
      yield {
        name: `live.${name}cpu_ms${rate}.c${PARTICIPANTS}`,
        value: median(own.map(({ cost }) => cost)),
        unit: 'ms',
        against: `none: processor time of ${name === '' ? 'engine and database' : 'the peer'} for one event, ${how}`,
      };
      for (const share of [0.5, 0.95, 0.99]) {
        yield {
          name: `live.${name}p${share * 100}_ms${rate}.c${PARTICIPANTS}`,
          value: median(own.map((turn) => at(turn, share))),
          unit: 'ms',
          against: `none: as measured, ${how}, to the last screen`,
        };
      }
    }
  }
}
