import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OverviewRow } from '@buurtbalans/contracts';
import { PHASES } from '@buurtbalans/domain';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launch, type Launched } from '../launch.ts';

let data: string;
let product: Launched;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'buurtbalans-seeded-'));
  const seed = join(import.meta.dirname, '..', 'seed.ts');
  const child = spawn(process.execPath, [seed, '--trajectories', '14', '--data', data], { stdio: 'ignore' });
  expect((await once(child, 'exit'))[0]).toBe(0);
  product = await launch({
    port: 0,
    host: '127.0.0.1',
    dataDir: data,
    fresh: false,
    demo: true,
    help: false,
    quiet: true,
  });
}, 300_000);
afterAll(async () => {
  await product?.stop();
  await rm(data, { recursive: true, force: true });
}, 60_000);

it('[E118] the product on a folder that was sown shows all of it in the programme overview, with what is ahead and late', async () => {
  const { email, password } = product.accounts.find(({ role }) => role === 'programme_manager')!;
  const signedIn = await fetch(`${product.url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const answer = await fetch(`${product.url}/api/v1/trajectories`, { headers: { cookie } });
  const { items } = (await answer.json()) as { items: OverviewRow[] };
  expect(items).toHaveLength(18);
  expect(new Set(items.map(({ phase }) => phase))).toEqual(new Set(PHASES));
  expect(new Set(items.map(({ status }) => status))).toEqual(new Set(['active', 'paused', 'stopped']));
  expect(new Set(items.map(({ district }) => district.name)).size).toBeGreaterThan(3);
  expect(items.some(({ daysInPhase }) => daysInPhase > 20)).toBe(true);
  expect(items.some(({ alerts }) => alerts.length > 0)).toBe(true);
});
