import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { backgroundSource } from '@buurtbalans/contracts';
import { BACKGROUNDS } from './tile-address.ts';
import { TileCache } from './tile-cache.ts';
import { TileProxy } from './tile-proxy.ts';

const MEGABYTE = 1024 * 1024;

/** The background of this process; null where none was asked for. */
export const background = backgroundSource({
  BUURTBALANS_TILES: process.env['BUURTBALANS_TILES'],
  BUURTBALANS_TILES_CREDIT: process.env['BUURTBALANS_TILES_CREDIT'],
});

/** What a page is told of it. */
export const offer = background && { names: BACKGROUNDS, credit: background.credit };

/** Fetches and keeps its squares. */
export const tiles =
  background &&
  new TileProxy(
    background,
    new TileCache(
      process.env['TILES_FOLDER'] || join(tmpdir(), 'buurtbalans-tiles'),
      Number(process.env['TILES_MEGABYTES'] || 512) * MEGABYTE,
    ),
  );
