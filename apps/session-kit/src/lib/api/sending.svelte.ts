import type { Problem } from '@buurtbalans/contracts';
import { problemFrom } from '#lib/commands/problem-from.ts';

/** One form that is sent by the API: whether it is on its way, and what stood in its way. */
export class Sending {
  busy = $state(false);
  problem = $state<Problem | null>(null);

  /** Does the work unless it is on its way; gives whether it was done. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (cause) {
      this.problem = problemFrom(cause);
      return false;
    } finally {
      this.busy = false;
    }
  }
}
