import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { launch } from '../../../apps/launcher/src/launch.ts';

const QUEUED = 20;
const READS = 160;
const ROUNDS = 7;
const EVERY_MS = 25;
/** Two minutes: then they will not be made. */
const MOST_READS = 4_800;
const DOCUMENTS = ['shared-picture', 'plan', 'resident-edition', 'profile'] as const;

/** What a reader of a trajectory waits, in milliseconds at the 99th percentile, in each round; and how many reports were made. */
export interface Beside {
  readonly rounds: readonly { readonly rest: number; readonly rendering: number; readonly reads: number }[];
  readonly made: number;
}

const p99 = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.99)]!;

/** The whole product with its demonstration: a trajectory is read while nothing else happens, and while twenty reports are made. */
export async function apiBesideReports(): Promise<Beside> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-reports-'));
  const product = await launch({
    port: 0,
    host: '127.0.0.1',
    dataDir: folder,
    fresh: false,
    demo: true,
    help: false,
    quiet: true,
  });
  try {
    const api = `${product.url}/api/v1`;
    const signIn = await fetch(`${api}/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'procesbegeleider@voorbeeld.test', password: 'buurtbalans-voorbeeld' }),
    });
    const headers = { cookie: signIn.headers.getSetCookie()[0]!.split(';')[0]!, 'content-type': 'application/json' };
    const get = async <T>(path: string): Promise<T> => (await (await fetch(`${api}${path}`, { headers })).json()) as T;
    const { items } = await get<{ items: { id: string }[] }>('/trajectories');
    const once = async (id: string): Promise<number> => {
      const from = performance.now();
      const response = await fetch(`${api}/trajectories/${id}`, { headers });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`a trajectory was answered with ${response.status}`);
      return performance.now() - from;
    };
    /** Reads at even moments, whether or not the ones before are answered, as long as it is told to. */
    const reading = async (goesOn: (reads: number) => boolean): Promise<number[]> => {
      const answers: Promise<number>[] = [];
      while (goesOn(answers.length)) {
        answers.push(once(items[answers.length % items.length]!.id));
        await sleep(EVERY_MS);
      }
      return Promise.all(answers);
    };
    const reports = async (): Promise<string[]> =>
      (await Promise.all(items.map(({ id }) => get<{ reports: { status: string }[] }>(`/trajectories/${id}`)))).flatMap(
        (view) => view.reports.map(({ status }) => status),
      );
    const wanted = items
      .flatMap(({ id }) =>
        DOCUMENTS.flatMap((document) => (['nl', 'en'] as const).map((language) => ({ id, document, language }))),
      )
      .slice(0, QUEUED);
    const ask = async ({ id, document, language }: (typeof wanted)[number]): Promise<void> => {
      const command = { type: 'RequestReport', reportId: randomUUID(), document, format: 'pdf', language };
      const response = await fetch(`${api}/trajectories/${id}/commands`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ commandId: randomUUID(), command }),
      });
      if (!response.ok) throw new Error(`a report was answered with ${response.status}: ${await response.text()}`);
    };
    await reading((reads) => reads < READS);
    const before = (await reports()).length;
    const rounds: { rest: number; rendering: number; reads: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const rest = await reading((reads) => reads < READS);
      for (const one of wanted) await ask(one);
      let left = QUEUED;
      const looking = setInterval(
        () => void reports().then((all) => (left = all.filter((status) => status === 'requested').length)),
        500,
      );
      const rendering = await reading((reads) => left > 0 && reads < MOST_READS);
      clearInterval(looking);
      rounds.push({ rest: p99(rest), rendering: p99(rendering), reads: rendering.length });
    }
    const made = (await reports()).slice(before).filter((status) => status === 'rendered').length;
    return { rounds, made };
  } finally {
    await product.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
