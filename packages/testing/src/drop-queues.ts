const DEADLOCK_DETECTED = '40P01';

/**
 * The queues' own schema goes, with all jobs in it. Whoever works with the queues holds locks on its tables
 * in another order: PostgreSQL may pick the drop as the victim of a deadlock, and it is tried again then.
 */
export async function dropQueues(ask: (sql: string) => Promise<unknown>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await ask('drop schema if exists bullmq cascade');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== DEADLOCK_DETECTED || attempt === 20) throw error;
    }
  }
}
