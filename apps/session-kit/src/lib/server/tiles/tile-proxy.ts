import type { BackgroundSource } from '@buurtbalans/contracts';
import type { TileAddress } from './tile-address.ts';
import type { TileCache } from './tile-cache.ts';

/** A picture of a square. */
export interface Tile {
  readonly body: Buffer;
  readonly type: 'image/png' | 'image/jpeg';
}

const DAY_MS = 86_400_000;
/** After so long a square is asked for again, while the old one is shown. */
const FRESH_MS = 30 * DAY_MS;
/** A server that says nothing for so long has failed. */
const PATIENCE_MS = 5_000;
/** After a failure nobody is kept waiting for the next one: for so long only what is kept is shown. */
const REST_MS = 20_000;
/** Requests under way at a time, and those that wait behind them. */
const AT_A_TIME = 6;
const WAITING = 300;
/** No square is as large. */
const MOST_BYTES = 500_000;

/**
 * Fetches the background for everybody who looks at a map, so that its maker learns the address of this server and of no
 * visitor. Each square is asked for once, however many want it, and kept on disk.
 */
export class TileProxy {
  readonly #source: BackgroundSource;
  readonly #cache: TileCache;
  readonly #now: () => number;
  readonly #underWay = new Map<string, Promise<Tile | null>>();
  readonly #queue: (() => void)[] = [];
  #running = 0;
  #restsUntil = 0;

  constructor(source: BackgroundSource, cache: TileCache, now: () => number = () => performance.now()) {
    this.#source = source;
    this.#cache = cache;
    this.#now = now;
  }

  /** A square; null where it cannot be had now. */
  async tile(address: TileAddress): Promise<Tile | null> {
    const key = keyOf(address);
    const kept = await this.#cache.find(key);
    const found = kept && pictureOf(kept.body);
    if (!found) return this.#fetched(address, key);
    if (kept.ageMs > FRESH_MS) this.#fetched(address, key).catch(() => undefined);
    return found;
  }

  #fetched(address: TileAddress, key: string): Promise<Tile | null> {
    const underWay = this.#underWay.get(key);
    if (underWay) return underWay;
    if (this.#now() < this.#restsUntil || this.#queue.length >= WAITING) return Promise.resolve(null);
    const fetching = this.#inTurn(() => this.#fetch(address, key)).finally(() => this.#underWay.delete(key));
    this.#underWay.set(key, fetching);
    return fetching;
  }

  async #inTurn(work: () => Promise<Tile | null>): Promise<Tile | null> {
    if (this.#running >= AT_A_TIME) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#running += 1;
    try {
      // whoever waited while the server failed waits no longer
      return this.#now() < this.#restsUntil ? null : await work();
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  async #fetch(address: TileAddress, key: string): Promise<Tile | null> {
    try {
      const answer = await fetch(urlOf(this.#source, address), {
        signal: AbortSignal.timeout(PATIENCE_MS),
        redirect: 'error',
        headers: { accept: 'image/png,image/jpeg' },
      });
      if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`);
      const tile = answer.ok ? pictureOf(await bodyOf(answer)) : null;
      if (!answer.ok) await answer.body?.cancel();
      if (tile) await this.#cache.keep(key, tile.body);
      return tile;
    } catch {
      this.#restsUntil = this.#now() + REST_MS;
      return null;
    }
  }
}

const keyOf = ({ background, zoom, x, y }: TileAddress): string => `${background}/${zoom}/${x}/${y}`;

const urlOf = ({ url }: BackgroundSource, { background, zoom, x, y }: TileAddress): string =>
  url.replace('{layer}', background).replace('{z}', String(zoom)).replace('{x}', String(x)).replace('{y}', String(y));

/** @throws when it goes on and on */
async function bodyOf(answer: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of answer.body ?? []) {
    length += part.length;
    if (length > MOST_BYTES) throw new Error('larger than a square is');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** What the bytes are, whatever was said of them: a page of an error is no square. */
function pictureOf(body: Buffer): Tile | null {
  if (body.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])))
    return { body, type: 'image/png' };
  if (body.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return { body, type: 'image/jpeg' };
  return null;
}
