import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { ModelError } from '../model.ts';
import type { RenderedDocument } from '../render-document.ts';
import type { RenderStep } from '../snapshot.ts';
import type { ApartAnswer, ApartJob } from './apart-job.ts';

/** How a job is rendered apart. */
export interface ApartOptions {
  /** Called as it gets on. */
  readonly onProgress?: (step: RenderStep, progress: number) => void;
  /** Ends the job; it is rejected with the reason. */
  readonly signal?: AbortSignal;
}

/** What one document may take. */
export interface ApartLimits {
  /** Milliseconds. */
  readonly time: number;
  /** Megabytes of heap. */
  readonly memory: number;
  /** How far it gives way to others, from 0 to 19: at 19 it hardly gets on while others leave the processors no rest. */
  readonly niceness: number;
}

/** The largest document that is laid out, of 1,500 pages, takes four seconds and half of this memory; the rest of the time is for giving way. */
const LIMITS: ApartLimits = { time: 300_000, memory: 1_024, niceness: constants.priority.PRIORITY_LOW };
/** A process with nothing to do ends after so many milliseconds, and gives its memory back. */
const IDLE_MS = 60_000;
/** What Node ends with when its heap is full. */
const OUT_OF_MEMORY = 134;

/**
 * Renders documents in a process of its own, one after the other: whoever asks stays free for others and for the lock of
 * its job, and a document that takes all memory or never ends takes nobody along. The process is kept for the next one.
 */
export class RenderProcess {
  readonly #limits: ApartLimits;
  #child: ChildProcess | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | undefined;

  constructor(limits: Partial<ApartLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits };
  }

  /**
   * Renders a job once those before it are done.
   *
   * @throws ModelError when it cannot be laid out, or takes too much time (`REPORT.TOO_SLOW`) or memory
   *   (`REPORT.TOO_LARGE`); the signal's reason when that ends it; any other error when the process fails.
   */
  render(job: ApartJob, options: ApartOptions = {}): Promise<RenderedDocument> {
    const made = this.#last.then(() => this.#one(job, options));
    this.#last = made.catch(() => undefined);
    return made;
  }

  /** Ends the process; a job under way fails. */
  close(): void {
    clearTimeout(this.#idle);
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
  }

  async #one(job: ApartJob, { onProgress, signal }: ApartOptions): Promise<RenderedDocument> {
    signal?.throwIfAborted();
    clearTimeout(this.#idle);
    const child = this.#started();
    // ended by us, or by itself: the next job gets another process
    const end = (): void => {
      // at once: what was made may arrive before the end does, and the next job must not go to a dying process
      if (this.#child === child) this.#child = undefined;
      child.kill('SIGKILL');
    };
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      end();
    }, this.#limits.time);
    signal?.addEventListener('abort', end);
    try {
      return await new Promise<RenderedDocument>((resolve, reject) => {
        child.on('message', (answer: ApartAnswer) => {
          if (answer.is === 'progress') return onProgress?.(answer.step, answer.progress);
          if (answer.is === 'made') return resolve({ ...answer.made, body: Buffer.from(answer.made.body) });
          if (answer.is === 'refused') return reject(new ModelError(answer.message, answer.code));
          reject(Object.assign(new Error('rendering failed'), { name: answer.name, stack: answer.frames }));
        });
        child.once('error', reject);
        child.once('exit', (code, killedBy) => {
          this.#child = this.#child === child ? undefined : this.#child;
          if (signal?.aborted) return reject(signal.reason as Error);
          if (isLate) return reject(new ModelError(`> ${this.#limits.time / 1_000} s`, 'REPORT.TOO_SLOW'));
          if (code === OUT_OF_MEMORY || killedBy === 'SIGABRT')
            return reject(new ModelError(`> ${this.#limits.memory} MB`, 'REPORT.TOO_LARGE'));
          reject(new Error(`the rendering process ended with ${killedBy ?? code}`));
        });
        child.send(job, (error) => error && reject(error));
      });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      for (const event of ['message', 'exit', 'error']) child.removeAllListeners(event);
      child.on('error', () => undefined);
      child.unref();
      child.channel?.unref();
      this.#idle = setTimeout(() => this.close(), IDLE_MS).unref();
    }
  }

  /** The process, kept from the last job or new. */
  #started(): ChildProcess {
    if (this.#child?.connected) {
      this.#child.ref();
      this.#child.channel?.ref();
      return this.#child;
    }
    // by its name in the package: also from a bundle the process runs the source
    const script = createRequire(import.meta.url).resolve('@buurtbalans/reports/render-child');
    this.#child = fork(script, [String(this.#limits.niceness)], {
      execArgv: [`--max-old-space-size=${this.#limits.memory}`],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    return this.#child;
  }
}
