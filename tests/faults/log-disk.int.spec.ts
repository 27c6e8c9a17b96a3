import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ProductLog } from '../../apps/launcher/src/log/product-log.ts';
import { mountSmallDisk } from './small-disk.ts';

it('[E101] a log on a full disk loses lines, says so once, and goes on with whole lines once there is room', async ({
  skip,
}) => {
  const disk = await mountSmallDisk(4);
  if (!disk) return skip('a file system can be mounted by root alone');
  try {
    const told: unknown[] = [];
    const log = new ProductLog(disk.folder, { onUnwritable: ({ code }) => told.push(code) });
    log.own.info('started');
    await log.close();
    await disk.fill();
    // what is free in the last block of the file still takes some
    for (let at = 0; at < 200; at += 1) {
      log.own.error('unexpected error', { reference: '1a2b3c4d' });
      await log.close();
    }
    expect(told).toEqual(['ENOSPC']);
    await disk.free();
    log.own.info('stopping');
    await log.close();
    const lines = (await readFile(join(disk.folder, 'logs', 'buurtbalans.log'), 'utf8')).split('\n').filter(Boolean);
    // the one that the disk took half of stands alone
    const whole = lines.flatMap((line) => (line.endsWith('}') ? [JSON.parse(line) as Record<string, unknown>] : []));
    expect(lines.length - whole.length).toBeLessThanOrEqual(1);
    expect(whole.at(-2)).toMatchObject({ event: 'lines lost', count: expect.any(Number) });
    expect(whole.at(-1)).toMatchObject({ event: 'stopping' });
    expect(whole.length - 3 + (whole.at(-2)!['count'] as number)).toBe(200);
  } finally {
    await disk.remove();
  }
});
