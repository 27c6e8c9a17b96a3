/** A worker in a process of its own, to be killed or blocked: tells its parent each job that it begins. */
import { setTimeout as sleep } from 'node:timers/promises';
import { hostJob } from '@buurtbalans/testing/jobs';

const [mode, databaseUrl, queueUrl] = process.argv.slice(2) as [string, string, string | undefined];

/** Keeps the process from doing anything else, as a calculation without end does. */
function block(ms: number): void {
  const until = Date.now() + ms;
  while (Date.now() < until);
}

await hostJob(
  'imports.read',
  async ({ importId }) => {
    await new Promise((sent) => process.send?.({ began: importId }, sent));
    if (mode === 'hang') await sleep(600_000);
    if (mode === 'block') block(7_500);
    process.send?.({ ended: importId });
  },
  // a blocked process is told by a short lock; a killed one with the lock that the product uses
  { databaseUrl, queueUrl: queueUrl || undefined, ...(mode === 'block' ? { lockMs: 1_000, stalledMs: 500 } : {}) },
);
process.on('disconnect', () => process.exit(0));
