import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TileAddress } from './tile-address.ts';
import { TileCache } from './tile-cache.ts';
import { TileProxy } from './tile-proxy.ts';
import { square, TileServer } from './tile-server.testing.ts';

const MEGABYTE = 1024 * 1024;
const DAY_S = 86_400;
const address = (x: number): TileAddress => ({ background: 'grijs', zoom: 14, x, y: 5384 });

let folder: string;
let server: TileServer;
let now: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-tiles-'));
  server = await TileServer.start();
  now = 0;
});
afterEach(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const proxy = (cache = new TileCache(folder, MEGABYTE)): TileProxy =>
  new TileProxy({ url: server.url, credit: '© Voorbeeld' }, cache, () => now);

describe('the background through the own server', () => {
  it('[K60] asks for a square once, however many want it at a time and later, and keeps it for a next start', async () => {
    const tiles = proxy();
    const all = await Promise.all(Array.from({ length: 40 }, () => tiles.tile(address(8414))));
    expect(new Set(all.map((tile) => tile?.type))).toEqual(new Set(['image/png']));
    await tiles.tile(address(8414));
    await proxy().tile(address(8414));
    expect(server.asked).toEqual(['/grijs/14/8414/5384.png']);
    // nothing of whoever looks goes along
    expect(Object.keys(server.headers[0]!)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/cookie|referer|forwarded|authorization/)]),
    );
  });

  it('[K61] goes on with what it has while the server fails, asks it no more for a while, and then again', async () => {
    const tiles = proxy();
    await tiles.tile(address(8414));
    server.answer = (response) => void response.writeHead(502).end();
    expect(await tiles.tile(address(8415))).toBeNull();
    expect(await tiles.tile(address(8416))).toBeNull();
    expect(await tiles.tile(address(8414))).not.toBeNull();
    expect(server.asked).toHaveLength(2);
    server.answer = square;
    now += 20_000;
    expect(await tiles.tile(address(8416))).not.toBeNull();
  });

  it.each<[string, TileServer['answer']]>([
    ['a page', (response) => void response.writeHead(200, { 'content-type': 'image/png' }).end('<html>')],
    ['nothing', (response) => void response.writeHead(200).end()],
    ['another address', (response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end()],
    ['more and more', (response) => void response.writeHead(200).end(Buffer.alloc(MEGABYTE, 0x89))],
    ['a broken line', (response) => void response.destroy()],
    ['that there is none', (response) => void response.writeHead(404).end()],
  ])('[K61] keeps nothing of a server that answers %s', async (_, answer) => {
    server.answer = answer;
    expect(await proxy().tile(address(8414))).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('[K61] shows an old square at once, and fetches a newer one behind it', async () => {
    await proxy().tile(address(8414));
    const kept = join(folder, 'grijs', '14', '8414', '5384');
    const old = Date.now() / 1_000 - 31 * DAY_S;
    await utimes(kept, old, old);
    expect(await proxy().tile(address(8414))).not.toBeNull();
    await expect.poll(async () => (await stat(kept)).mtimeMs / 1_000 > old + DAY_S).toBe(true);
    expect(server.asked).toHaveLength(2);
  });

  it('[K62] keeps no more than it may: the oldest squares go', async () => {
    const tiles = proxy(new TileCache(folder, 5_000));
    for (let x = 8400; x < 8440; x += 1) await tiles.tile(address(x));
    const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
    const sizes = await Promise.all(
      files.map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size),
    );
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(5_000);
  });

  it('[K62] shows squares also where it cannot keep any', async () => {
    const file = join(folder, 'file');
    await writeFile(file, '');
    expect(await proxy(new TileCache(join(file, 'below'), MEGABYTE)).tile(address(8414))).not.toBeNull();
  });
});
