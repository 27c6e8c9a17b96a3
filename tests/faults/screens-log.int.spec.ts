import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@buurtbalans/embedded';
import { expect, it } from 'vitest';
import { startChild } from './child.ts';

const SCREENS = join(import.meta.dirname, '..', '..', 'apps', 'launcher', 'src', 'session-kit-process.ts');

it('[E100] [E102] an error in the screens is logged by its place, under the number that is shown, and quotes nothing', async () => {
  // nothing that a page can be made of
  const engine = createServer(({ url }, response) => {
    if (url?.endsWith('/me')) response.statusCode = 401;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ items: ['geheim7q'] }));
  }).listen(0, '127.0.0.1');
  await once(engine, 'listening');
  const port = await freePort();
  const screens = startChild(SCREENS, {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    ENGINE_URL: `http://127.0.0.1:${(engine.address() as AddressInfo).port}`,
  });
  let printed = '';
  for (const stream of [screens.process.stdout!, screens.process.stderr!])
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  try {
    const ask = () =>
      fetch(`http://127.0.0.1:${port}/trajectories?q=geheim7q`, { headers: { cookie: 'buurtbalans=geheim7q' } }).then(
        async (response) => ({ status: response.status, page: await response.text() }),
        () => ({ status: 0, page: '' }),
      );
    await expect.poll(async () => (await ask()).status).toBe(500);
    const { page } = await ask();
    const reference = /SERVER\.UNEXPECTED ([0-9a-f]{8})/.exec(page)![1]!;
    await expect.poll(() => printed).toContain(reference);
    const line = JSON.parse(printed.split('\n').find((one) => one.includes(reference))!) as unknown;
    expect(line).toMatchObject({
      level: 'error',
      program: 'session-kit',
      event: 'unexpected error',
      reference,
      route: '/trajectories',
      code: 'TypeError',
      frames: expect.stringContaining('    at '),
    });
    expect(printed).not.toContain('geheim7q');
  } finally {
    await screens.kill();
    engine.close();
  }
});
