import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@buurtbalans/embedded';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import WebSocket from 'ws';
import { ROOT } from '../options.ts';
import { copyHouse } from './house-copy.testing.ts';

/** A machine that does something else beside it bundles and compiles slowly. */
const slow = { timeout: 120_000, interval: 200 };
let house: string;
let data: string;
let url: string;
let said = '';
let dev: ChildProcess;

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'buurtbalans-dev-house-'));
  data = await mkdtemp(join(tmpdir(), 'buurtbalans-dev-data-'));
  await copyHouse(ROOT, house);
  const ports = [await freePort(), await freePort(), await freePort()];
  const options = ['--port', '--inspect-engine', '--inspect-worker'].flatMap((name, index) => [
    name,
    String(ports[index]),
  ]);
  url = `http://127.0.0.1:${ports[0]}`;
  dev = spawn(process.execPath, [join(house, 'apps/launcher/src/dev.ts'), '--data', data, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [dev.stdout!, dev.stderr!])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  await vi.waitUntil(() => dev.exitCode !== null || said.includes('Debugger: engine'), slow);
  expect(said).toContain('Debugger: engine');
}, 240_000);
afterAll(async () => {
  if (dev.exitCode === null) dev.kill('SIGKILL');
  await Promise.all([house, data].map((folder) => rm(folder, { recursive: true, force: true })));
});

/** Replaces a text in a file of the copy. */
async function change(path: string, from: string, to: string): Promise<void> {
  const file = join(house, path);
  const text = await readFile(file, 'utf8');
  expect(text).toContain(from);
  await writeFile(file, text.replace(from, to));
}
const page = async (path: string): Promise<string> =>
  fetch(`${url}${path}`).then((response) => response.text(), String);
const inspected = async (name: string): Promise<boolean> => {
  const port = new RegExp(`${name} 127\\.0\\.0\\.1:(\\d+)`).exec(said)![1];
  return fetch(`http://127.0.0.1:${port}/json/version`).then(
    ({ ok }) => ok,
    () => false,
  );
};

describe('npm run dev', { timeout: 400_000 }, () => {
  it('[E115] shows a change of the engine, and one that cannot be built leaves what ran before', async () => {
    const health = 'apps/engine/src/platform/health.controller.ts';
    await change(health, "status: 'ok' as const", "status: 'ok' as const (");
    await expect.poll(() => said, slow).toMatch(/! engine: [^]*health\.controller\.ts:\d+/);
    expect(await page('/api/v1/health')).toBe('{"status":"ok"}');
    await change(health, "status: 'ok' as const (", "status: 'ok', changed: true");
    await expect.poll(() => page('/api/v1/health'), slow).toContain('changed');
    await expect.poll(() => inspected('engine')).toBe(true);
  });

  it('[E115] shows a change of the worker', async () => {
    const ready = "log.info('started', { durationMs: performance.now() });";
    await change('apps/worker/src/main.ts', ready, `${ready} process.stderr.write('this worker is another\\n');`);
    await expect.poll(() => said, slow).toContain('this worker is another');
    await expect.poll(() => inspected('worker')).toBe(true);
  });

  it('[E115] shows a change of a screen, of which the page hears through the same door', async () => {
    expect(await page('/sign-in')).toContain('<h1');
    const token = /const wsToken = "([^"]+)"/.exec(await page('/@vite/client'))![1];
    const socket = new WebSocket(`${url.replace('http', 'ws')}/?token=${token}`, 'vite-hmr');
    const heard: string[] = [];
    socket.on('message', (message: Buffer) => heard.push(message.toString('utf8')));
    await expect.poll(() => heard).toEqual([expect.stringContaining('connected')]);
    // as a browser does that shows the page
    expect(await page('/src/routes/sign-in/+page.svelte')).toContain('import.meta.hot');
    await change('apps/session-kit/src/routes/sign-in/+page.svelte', '<h1', '<h1 data-changed');
    await expect.poll(() => heard.some((message) => /update|full-reload/.test(message)), slow).toBe(true);
    await expect.poll(() => page('/sign-in'), slow).toContain('data-changed');
    socket.close();
  });

  it('[E117] leaves nothing running after Ctrl-C, and another cannot have its data meanwhile', async () => {
    const second = spawn(process.execPath, [join(house, 'apps/launcher/src/main.ts'), '--port', '0', '--data', data]);
    expect((await once(second, 'exit'))[0]).toBe(69);
    const started = await programs();
    expect(started.length).toBeGreaterThan(3);
    dev.kill('SIGINT');
    expect((await once(dev, 'exit'))[0]).toBe(0);
    await expect.poll(programs).toEqual([]);
    // nor what a build would take for its own
    for (const app of ['engine', 'worker'])
      for (const made of ['build', 'dist']) expect(await readdir(join(house, 'apps', app))).not.toContain(made);
  });
});

/** Numbers of the processes that run from the copy or on its data. */
async function programs(): Promise<string[]> {
  const all = spawn('ps', ['-eo', 'pid=,args=']);
  let text = '';
  all.stdout.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  await once(all, 'close');
  return text.split('\n').filter((line) => line.includes(house) || line.includes(data));
}
