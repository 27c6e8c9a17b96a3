const WARM_UP_MS = 1_000;
const WINDOW_MS = Number(process.env.BENCH_WINDOW_MS ?? 5_000);
const REPEATS = 5;

/** One way to do the same durable step. */
export interface Contestant {
  readonly name: string;
  /** Does one step; steps of one worker come one after the other. */
  step(worker: number): Promise<unknown>;
}

/** Steps of one window: how many a second, and how long each took in milliseconds, sorted. */
interface Window {
  readonly rate: number;
  readonly took: readonly number[];
}

async function window(concurrency: number, milliseconds: number, contestant: Contestant): Promise<Window> {
  const took: number[] = [];
  const from = performance.now();
  const until = from + milliseconds;
  const work = async (worker: number): Promise<void> => {
    for (let at = performance.now(); at < until;) {
      await contestant.step(worker);
      const done = performance.now();
      took.push(done - at);
      at = done;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, (_, worker) => work(worker)));
  return { rate: (took.length / (performance.now() - from)) * 1_000, took: took.sort((one, other) => one - other) };
}

/** The value in the middle. */
export const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;

/** What came of one contestant: ratios of the first one's rate to its own, and its latencies. */
export interface Outcome {
  readonly ratio: number;
  /** Lowest and highest ratio of the repeats. */
  readonly repeats: readonly [number, number];
  readonly p50: number;
  readonly p99: number;
}

/**
 * Lets contestants run in turns, each warmed up before its window, and compares the first with each of the others in the
 * same repeat. Short cold windows flatter whoever comes first.
 */
export async function compare(
  concurrency: number,
  contestants: readonly Contestant[],
): Promise<ReadonlyMap<string, Outcome>> {
  const windows = new Map<string, Window[]>(contestants.map(({ name }) => [name, []]));
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    // whoever goes first finds another machine than whoever goes last: each gets its turn
    const turn = repeat % contestants.length;
    for (const contestant of [...contestants.slice(turn), ...contestants.slice(0, turn)]) {
      await window(concurrency, Math.min(WARM_UP_MS, WINDOW_MS), contestant);
      windows.get(contestant.name)!.push(await window(concurrency, WINDOW_MS, contestant));
    }
  }
  const [first] = windows.values();
  return new Map(
    [...windows].map(([name, mine]): [string, Outcome] => {
      const ratios = mine.map((one, repeat) => first![repeat]!.rate / one.rate);
      const at = (share: number) => median(mine.map(({ took }) => took[Math.floor(took.length * share)] ?? 0));
      return [
        name,
        { ratio: median(ratios), repeats: [Math.min(...ratios), Math.max(...ratios)], p50: at(0.5), p99: at(0.99) },
      ];
    }),
  );
}

/** Turns of one repeat, and how long each is: what disturbs the machine for longer than that meets both. */
const TURNS = 10;
const TURN_MS = 500;

/**
 * What a step of one contestant costs over a step of another of the same kind, in short turns, each of them first as often
 * as last. Both have to be warm.
 */
export async function costOver(
  concurrency: number,
  base: Contestant,
  other: Contestant,
): Promise<Pick<Outcome, 'ratio' | 'repeats'>> {
  const ratios: number[] = [];
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    const spent = new Map([base, other].map((contestant) => [contestant, { steps: 0, seconds: 0 }]));
    for (let turn = 0; turn < TURNS; turn += 1) {
      for (const contestant of turn % 2 === 0 ? [base, other] : [other, base]) {
        const { rate, took } = await window(concurrency, TURN_MS, contestant);
        const sum = spent.get(contestant)!;
        sum.steps += took.length;
        sum.seconds += took.length / rate;
      }
    }
    const cost = (contestant: Contestant): number => spent.get(contestant)!.seconds / spent.get(contestant)!.steps;
    ratios.push(cost(other) / cost(base));
  }
  return { ratio: median(ratios), repeats: [Math.min(...ratios), Math.max(...ratios)] };
}
