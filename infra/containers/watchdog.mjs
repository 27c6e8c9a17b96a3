// Loaded before each program: a container is started again when its program ends, not when it hangs. So one whose event
// loop does not turn ends itself, by a thread of its own that counts looks, not time: a machine that stood still is late once.
import { isMainThread, Worker, workerData } from 'node:worker_threads';

/** Looks in a row that find no turn. */
const LOOKS = 6;
/** Milliseconds without a turn; a test has less patience (`?silentMs=N` after the address of this file). */
const SILENT_MS = Number(new URL(import.meta.url).searchParams.get('silentMs') ?? 24_000);

function watch({ turns, everyMs }) {
  const never = new Int32Array(new SharedArrayBuffer(4));
  for (let seen = -1, missed = 0; missed < LOOKS;) {
    Atomics.wait(never, 0, 0, everyMs);
    const now = Atomics.load(turns, 0);
    missed = now === seen ? missed + 1 : 0;
    seen = now;
  }
  // nothing gentler reaches one that hangs; the first process of a container would not even hear this, hence `init: true`
  process.kill(process.pid, 'SIGKILL');
}

if (isMainThread) {
  const everyMs = SILENT_MS / LOOKS;
  const turns = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(turns, 0, 1), everyMs / 2).unref();
  new Worker(new URL(import.meta.url), { execArgv: [], workerData: { turns, everyMs } }).unref();
} else if (workerData?.turns) {
  // in the thread that it made, and not in those of the program, which load this file too
  watch(workerData);
}
