import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** What a server says when somebody knocks. */
export type Answer = 'ready' | 'wait' | 'wrong password' | 'no database' | 'silent';

/** A server that recovers after a crash answers so, for as long as that takes. */
const BUSY = ['57P03', '53300', '57P01', '57P02'];

/** Knocks at a server, with its password. */
export async function knock(url: string, patience: number): Promise<Answer> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: patience, query_timeout: patience });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    await client.end();
    return 'ready';
  } catch (error) {
    const { code = '', message } = error as { code?: string; message: string };
    if (code === '28P01') return 'wrong password';
    if (code === '3D000') return 'no database';
    // one that was asked to stop once all have left lets nobody in, and may never end
    return BUSY.includes(code) && !message.includes('shutting down') ? 'wait' : 'silent';
  } finally {
    // a server that stands still does not answer a goodbye either
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  }
}

/** Waits until a server is ready; gives its answer when it is another one that lasts, or `silent` after a minute without any. */
export async function untilReady(url: string, signal: AbortSignal): Promise<Answer> {
  let heard = Date.now();
  while (!signal.aborted) {
    const answer = await knock(url, 5_000);
    if (answer !== 'wait' && answer !== 'silent') return answer;
    if (answer === 'wait') heard = Date.now();
    else if (Date.now() - heard > 60_000) break;
    await sleep(answer === 'wait' ? 200 : 50, undefined, { signal }).catch(() => undefined);
  }
  return 'silent';
}
