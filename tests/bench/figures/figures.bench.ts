import { spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { migrate, openDatabase, readProposal, saveAreas, takeOverDelivery } from '@buurtbalans/database';
import { startEmbeddedPostgres } from '@buurtbalans/embedded';
import { importFile } from '@buurtbalans/workflow/imports';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { WORKER_ARGUMENTS } from '../../../apps/launcher/src/worker-arguments.ts';
import type { Figure } from '../figure.ts';
import { peakOf } from '../report/memory.ts';
import { fileOf, KNOWN } from './country.ts';

const ROUNDS = 3;
/** Years of the whole country in the large file: 549,270 rows, near what an upload may be. */
const YEARS = 30;
const COLUMNS = 'indicator_id, area_code, year, value, status, source_id, delivery_id';

/**
 * A file of the whole country, from its first byte to official figures (read, compared, taken over), beside `COPY` of the
 * same figures into the same table with its constraints; and the memory of whoever reads a large one.
 *
 * @param file instead of one that is made
 */
export async function* figuresBench(file?: string): AsyncGenerator<Figure> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-bench-'));
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    password: randomBytes(12).toString('hex'),
  });
  const name = `bench_${randomUUID().slice(0, 8)}`;
  const admin = new pg.Client({ connectionString: server.url() });
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  await migrate(server.url(name));
  // a busy machine is no fault of what is measured
  const db = openDatabase({ url: server.url(name), silenceMs: 120_000 });
  const owner = new pg.Client({ connectionString: server.url(name) });
  await owner.connect();
  try {
    await db.query.transaction().execute((tx) => saveAreas(tx, [KNOWN]));
    const copy = join(folder, 'figures.copy');
    const times: { ours: number; copy: number }[] = [];
    let values = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      await owner.query('truncate figure; truncate delivery cascade; checkpoint');
      const ours = await seconds(async () => {
        const id = randomUUID();
        const body = fileOf(file, [2024]);
        const origin = 'command_line';
        await importFile(db, {
          id,
          kind: 'kwb',
          origin,
          fileName: 'x.csv',
          year: 2024,
          title: null,
          broughtBy: null,
          body,
        });
        const { replaces } = (await readProposal(db, id))!;
        const { outcome } = await takeOverDelivery(db, id, { by: null, replaces, erases: false });
        if (outcome !== 'done') throw new Error(`not taken over: ${outcome}`);
      });
      await pipeline(owner.query(copyTo(`copy figure (${COLUMNS}) to stdout`)), createWriteStream(copy));
      values = (await owner.query<{ n: number }>('select count(*)::int as n from figure')).rows[0]!.n;
      await owner.query('truncate figure; checkpoint');
      const plain = await seconds(() =>
        pipeline(createReadStream(copy), owner.query(copyFrom(`copy figure (${COLUMNS}) from stdin`))),
      );
      times.push({ ours, copy: plain });
    }
    const ratios = times.map((time) => time.ours / time.copy).toSorted((one, other) => one - other);
    const shown = times.map((time) => `${time.ours.toFixed(1)}/${time.copy.toFixed(1)}`).join(', ');
    yield {
      name: 'figures.import_vs_copy',
      value: ratios[Math.floor(ROUNDS / 2)]!,
      unit: 'ratio',
      against: `COPY of the same ${values} figures into the same table with its constraints, in turns: ${shown} s; at most 3`,
      repeats: [ratios[0]!, ratios.at(-1)!],
    };
    const child = spawn(
      process.execPath,
      [...WORKER_ARGUMENTS, join(import.meta.dirname, 'import.child.ts'), server.url(name), String(YEARS)],
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const ended = once(child, 'exit').then(([code]) => {
      if (code !== 0) throw new Error(`the import ended with ${code}`);
    });
    yield {
      name: 'figures.import_memory_mb',
      value: await peakOf(child.pid!, false, ended),
      unit: 'MB',
      against: `a process that reads ${YEARS} years of the whole country, ${YEARS * 18_309} rows; at most 300`,
    };
  } finally {
    await owner.end();
    await db.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}
