import { expect, it } from 'vitest';
import { OpenStreams } from './open-streams.service.ts';

it('[E217] what was ended of one account is looked for in its streams alone, once for all that comes during a look', async () => {
  const streams = new OpenStreams();
  const looks: Record<string, ((isStill: boolean) => void)[]> = { own: [], other: [] };
  const ended: string[] = [];
  for (const accountId of ['own', 'other'])
    streams.follow({
      accountId,
      isStill: () => new Promise((tell) => void looks[accountId]!.push(tell)),
      end: () => void ended.push(accountId),
    });
  for (let nth = 0; nth < 100; nth += 1) streams.lookAgain('own');
  expect([looks.own!.length, looks.other!.length]).toEqual([1, 0]);
  // it had read what was before the last of them
  looks.own![0]!(true);
  await expect.poll(() => looks.own!.length).toBe(2);
  looks.own![1]!(false);
  await expect.poll(() => ended).toEqual(['own']);
  streams.lookAgain('own');
  expect([looks.own!.length, looks.other!.length]).toEqual([2, 0]);
  streams.onApplicationShutdown();
});
