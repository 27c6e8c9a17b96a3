import { beforeEach, describe, expect, it } from 'vitest';
import type { Program, Running } from '../keeper.ts';
import { Reloader } from './reloader.ts';

/** A program of which the test decides when it is ready, and when it ends. */
class Script {
  readonly log: string[] = [];
  probes = 0;
  fails: string | undefined;
  end: (why: string) => void = () => undefined;
  readonly program: Program = {
    name: 'program',
    start: async (signal) => {
      signal.throwIfAborted();
      if (this.fails) throw new Error(this.fails);
      this.log.push('start');
      const { promise: ended, resolve } = Promise.withResolvers<string>();
      this.end = resolve;
      const stop = async (): Promise<void> => {
        this.log.push('stop');
        resolve('0');
      };
      const running: Running = {
        pid: 1,
        ended,
        kill: stop,
        stop,
        probe: () => {
          this.probes += 1;
          return Promise.reject(new Error('halted'));
        },
      };
      return running;
    },
  };
}

let script: Script;
let told: string[];
let reloader: Reloader;

beforeEach(() => {
  script = new Script();
  told = [];
  reloader = new Reloader(script.program, (line) => told.push(line));
});

describe('a program that is being worked on', () => {
  it('[E115] is ended and started anew at each change, and ends for good when asked', async () => {
    await reloader.begin();
    reloader.changed();
    await expect.poll(() => script.log).toEqual(['start', 'stop', 'start']);
    await expect.poll(() => told).toEqual([expect.stringContaining('restarted')]);
    await reloader.stop();
    expect(script.log).toEqual(['start', 'stop', 'start', 'stop']);
    expect(reloader.running).toBeUndefined();
  });

  it('[E116] that ends by itself waits for the next change, and says so', async () => {
    await reloader.begin();
    script.end('SIGSEGV');
    await expect.poll(() => told).toEqual([expect.stringContaining('SIGSEGV')]);
    expect(script.log).toEqual(['start']);
    reloader.changed();
    await expect.poll(() => script.log).toEqual(['start', 'start']);
    await reloader.stop();
  });

  it('[E116] that does not start says why, ends nothing else, and is tried again at the next change', async () => {
    script.fails = 'main.ts:3: no such letter';
    await reloader.begin();
    expect(told).toEqual([expect.stringContaining('main.ts:3: no such letter')]);
    script.fails = undefined;
    reloader.changed();
    await expect.poll(() => script.log).toEqual(['start']);
    await reloader.stop();
  });

  it('[E116] is never asked for a sign of life: a debugger may halt it', async () => {
    await reloader.begin();
    reloader.changed();
    await expect.poll(() => script.log.length).toBe(3);
    await reloader.stop();
    expect(script.probes).toBe(0);
  });
});
