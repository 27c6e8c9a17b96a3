// Whether the program beside it works, as the exit code: it answers at an address, or its heartbeat is young.
import { statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const YOUNG_MS = 20_000;
const [address] = process.argv.slice(2);

async function isWell() {
  if (!address) return Date.now() - statSync(join(tmpdir(), 'alive')).mtimeMs < YOUNG_MS;
  const response = await fetch(address, { redirect: 'manual', signal: AbortSignal.timeout(4_000) });
  await response.body?.cancel();
  return response.status < 500;
}

process.exit((await isWell().catch(() => false)) ? 0 : 1);
