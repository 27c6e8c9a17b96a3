import { createRequire } from 'node:module';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { PasswordQuestion } from '@buurtbalans/database/password-thread';

/** How many threads hash passwords: one of the processors is left to those who are signed in. */
export const PASSWORD_THREADS = availableParallelism() > 2 ? 2 : 1;

/**
 * Threads of their own for passwords, so that neither the loop that serves people nor the threads with which Node reads files
 * and names wait for them. Each is made when it is first needed.
 */
export class PasswordThreads {
  readonly #idle: Worker[] = [];
  readonly #all = new Set<Worker>();

  /** Asks a thread that has nothing else to do; whoever asks sees to it that no more ask at once than there are threads. */
  ask(question: PasswordQuestion): Promise<boolean | string> {
    const thread = this.#idle.pop() ?? this.#made();
    return new Promise((resolve, reject) => {
      const answered = (answer: boolean | string): void => {
        thread.off('exit', ended).off('error', reject);
        this.#idle.push(thread);
        // one that has nothing to do keeps no program alive
        thread.unref();
        resolve(answer);
      };
      const ended = (): void => reject(new Error('the thread for passwords has ended'));
      thread.ref();
      thread.once('message', answered).once('exit', ended).once('error', reject);
      thread.postMessage(question);
    });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => thread.terminate()));
  }

  #made(): Worker {
    const thread = new Worker(createRequire(import.meta.url).resolve('@buurtbalans/database/password-thread'));
    this.#all.add(thread);
    thread.on('error', () => undefined);
    thread.once('exit', () => {
      this.#all.delete(thread);
      const at = this.#idle.indexOf(thread);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return thread;
  }
}
