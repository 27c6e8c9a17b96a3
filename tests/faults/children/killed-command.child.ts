/**
 * Gives one command and stops for ever at a hook, so that the parent can kill it exactly there:
 * `before` the statement that commits, or `after` it. Environment: DATABASE_URL, REQUEST (JSON), HOOK.
 */
import { openDatabase } from '@buurtbalans/database';
import { executeCommand } from '@buurtbalans/workflow';

const { DATABASE_URL = '', REQUEST = '', HOOK } = process.env;
const db = openDatabase({ url: DATABASE_URL });
const query = db.pool.query.bind(db.pool) as (...args: unknown[]) => Promise<unknown>;
const forever = (): Promise<never> => {
  process.stdout.write(`${HOOK}\n`);
  return new Promise(() => setInterval(() => undefined, 1_000));
};
Object.assign(db.pool, {
  query: async (...args: unknown[]) => {
    const commits = String((args[0] as { name?: string }).name).startsWith('append');
    if (commits && HOOK === 'before') return forever();
    const result = await query(...args);
    return commits ? forever() : result;
  },
});
await executeCommand(db, JSON.parse(REQUEST) as Parameters<typeof executeCommand>[1]);
