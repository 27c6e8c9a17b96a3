import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { useDatabase } from '@buurtbalans/testing';
import { expect, it } from 'vitest';
import { ROOT, stagesOf, wordsOf } from './infra-files.ts';

const database = useDatabase();

it.each([
  ['engine', 'give the login that migrate makes for this program', []],
  ['worker', 'give the login that migrate makes for this program', []],
  ['launcher', 'give by DATABASE_URL an ordinary login', ['migrate']],
])('[E159] %s does not start under a superuser, and says what helps', async (container, help, args) => {
  const stage = stagesOf(container).at(-1)!;
  const [, ...words] = wordsOf(stage, 'ENTRYPOINT') ?? wordsOf(stage, 'CMD')!;
  const child = spawn(process.execPath, [...words, ...args], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: '',
      BUURTBALANS_SECRET: 's'.repeat(40),
      PORT: '0',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(child.stderr);
  const [code] = (await once(child, 'exit')) as [number];
  expect([code > 0, (await said).trim().split('\n').length]).toEqual([true, 1]);
  expect(await said).toContain(help);
  expect(await said).not.toContain(new URL(database.url).password);
});
