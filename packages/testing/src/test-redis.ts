import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { freePort } from '@buurtbalans/embedded';

/** A Redis that a test has started for itself. */
export interface TestRedis {
  readonly port: number;
  readonly url: string;
  stop(): Promise<void>;
}

// Redis keeps the true clock: it does not start beside the library by which `npm run test:days` shifts it
// the server ends when the test's end of the pipe does, also when the test was killed
const KEEPER =
  'exec 3<&0; unset LD_PRELOAD; redis-server "$@" 3<&- & server=$!; (cat <&3; kill $server) >/dev/null 2>&1 & exec 3<&-; wait $server';

/** Starts redis-server on this or a free port of loopback, keeping nothing on disk. */
export async function startTestRedis(at?: number): Promise<TestRedis> {
  const port = at ?? (await freePort());
  const server = spawn(
    'sh',
    [
      '-c',
      KEEPER,
      'sh',
      '--save',
      '',
      '--appendonly',
      'no',
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--daemonize',
      'no',
    ],
    { cwd: '/', stdio: ['pipe', 'pipe', 'ignore'] },
  );
  await ready(server);
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      const gone = once(server, 'exit');
      server.stdin.end();
      await gone;
    },
  };
}

function ready(server: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let words = '';
    server.stdout?.on('data', (chunk: Buffer) => {
      words += chunk.toString('utf8');
      if (words.includes('Ready to accept connections')) resolve();
    });
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}: ${words.slice(-500)}`)));
  });
}
