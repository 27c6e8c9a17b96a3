import { openDatabase } from '@buurtbalans/database';
import { slowBodies, streamsOf } from '../../live/attack.ts';
import { Line } from '../../live/line.ts';
import { API, cardOf, Participant } from '../../live/participant.ts';
import { openRoom, type Room } from '../../live/room.ts';
import type { Figure } from '../figure.ts';
import { type Ground, startGround } from '../live/ground.ts';

const STREAMS = 400;
const REPEATS = 5;
/** Requests of one turn, one after the other; the mix is what people do. */
const REQUESTS = 1_000;
const WARM_UP = 200;

/** Somebody who goes on with their work, with a connection of their own for each thing that they do. */
class Somebody {
  readonly #line: Line;
  /** By turns: one person alone would write more than a seat may. */
  readonly #people: readonly Participant[];
  readonly #room: Room;

  private constructor(line: Line, people: readonly Participant[], room: Room) {
    [this.#line, this.#people, this.#room] = [line, people, room];
  }

  static async at(port: number, room: Room): Promise<Somebody> {
    const people = await Promise.all(Array.from({ length: 20 }, () => Participant.join(port, room)));
    return new Somebody(await Line.to(port), people, room);
  }

  /** Milliseconds of each request, sorted: health, a code, the list of trajectories, a card. */
  async works(requests: number): Promise<number[]> {
    const took: number[] = [];
    const { cookie, code, sessionId, stepId } = this.#room;
    const acts = [
      () => this.#line.request('GET', `${API}/health`, {}),
      () => this.#line.request('GET', `${API}/join/${code}`, {}),
      () => this.#line.request('GET', `${API}/trajectories`, { cookie }),
      () =>
        this.#people[Math.floor(took.length / 20) % this.#people.length]!.try(sessionId, cardOf(stepId, took.length)),
    ];
    for (let number = 0; number < requests; number += 1) {
      const from = performance.now();
      const { status, body } = await acts[number % (number % 20 === 3 ? 4 : 3)]!();
      if (status !== 200) throw new Error(`a request was answered with ${status}: ${JSON.stringify(body)}`);
      took.push(performance.now() - from);
    }
    return took.sort((one, other) => one - other);
  }

  leave(): void {
    this.#line.end();
    for (const person of this.#people) person.leave();
  }
}

const p99 = (took: readonly number[]): number => took[Math.floor(took.length * 0.99)]!;
const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
const spread = (values: readonly number[]): readonly [number, number] => [Math.min(...values), Math.max(...values)];

/**
 * What people wait for at the front door while four hundred screens of another meeting follow it, and while it is attacked
 * by four hundred streams of one token and as many bodies that do not come; by turns with a quiet door, in the same run.
 */
export async function* doorBench(): AsyncGenerator<Figure> {
  const ground = await startGround();
  const db = openDatabase({ url: ground.databaseUrl, connections: 2 });
  try {
    const [room, full] = [await openRoom(db), await openRoom(db)];
    const somebody = await Somebody.at(ground.doorPort, room);
    await somebody.works(WARM_UP);
    const turns: { quiet: number; full: number; attacked: number }[] = [];
    for (let repeat = 0; repeat < REPEATS; repeat += 1) {
      const quiet = p99(await somebody.works(REQUESTS));
      turns.push({
        quiet,
        full: await beside(ground, full, () => somebody.works(REQUESTS)),
        attacked: await attacked(ground, full, () => somebody.works(REQUESTS)),
      });
    }
    somebody.leave();
    yield* figures(turns);
  } finally {
    await db.close();
    await ground.stop();
  }
}

/** Beside four hundred participants of a meeting, each with a stream of their own. */
async function beside(ground: Ground, room: Room, work: () => Promise<number[]>): Promise<number> {
  await ground.order({ do: 'join', port: ground.doorPort, room, count: STREAMS });
  const took = p99(await work());
  await ground.order({ do: 'leave' });
  return took;
}

async function attacked({ doorPort }: Ground, room: Room, work: () => Promise<number[]>): Promise<number> {
  const attacker = await Participant.join(doorPort, room);
  const held = [
    await streamsOf(doorPort, STREAMS, room.sessionId, attacker.token),
    await slowBodies(doorPort, STREAMS),
  ];
  const took = p99(await work());
  for (const { end } of held) end();
  attacker.leave();
  return took;
}

function* figures(turns: readonly { quiet: number; full: number; attacked: number }[]): Generator<Figure> {
  const [quiet, full] = [turns.map((turn) => turn.quiet), turns.map((turn) => turn.full)];
  const ratios = turns.map((turn) => turn.full / turn.quiet);
  const underAttack = turns.map((turn) => turn.attacked);
  yield {
    name: `door.p99_vs_quiet_under_${STREAMS}_streams`,
    value: median(ratios),
    repeats: spread(ratios),
    unit: 'ratio',
    against: `the same requests through the same door before, by turns, median of ${REPEATS}; goal 2`,
  };
  for (const [name, values, how] of [
    ['quiet', quiet, 'nobody else there'],
    [`under_${STREAMS}_streams`, full, `${STREAMS} screens of another meeting`],
    ['under_attack', underAttack, `${STREAMS} streams of one token and ${STREAMS} bodies that do not come; goal 250`],
  ] as const)
    yield {
      name: `door.p99_ms_${name}`,
      value: median(values),
      repeats: spread(values),
      unit: 'ms',
      against: `none: as measured, ${how}`,
    };
}
