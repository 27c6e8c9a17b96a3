import { join } from 'node:path';
import { PATIENCE } from '@buurtbalans/contracts';
import { unlessEnded } from '../ending.ts';
import { checkPort } from '../front-door.ts';
import { Keeper, type Terms } from '../keeper.ts';
import type { Staging } from '../launch.ts';
import { type NodeProgram, nodeProgram, saysReady } from '../node-program.ts';
import { ROOT } from '../options.ts';
import { describePrograms, type KeptPrograms, type Programs, type StartPrograms } from '../programs.ts';
import type { DevOptions } from './dev-options.ts';
import { ProgramBundle } from './program-bundle.ts';
import { Reloader } from './reloader.ts';
import { sourceFolders, watchSources } from './source-folders.ts';

/** Longer than anybody looks at a program that a debugger halts, in milliseconds: it is not slow, and it does not hang. */
const HALTED_MS = 86_400_000;

/** The programs as somebody works on them: changed on disk, they run changed. */
export class Workshop implements Staging {
  readonly patience = { ...PATIENCE, silenceMs: HALTED_MS };
  readonly #options: DevOptions;
  readonly #bundles = {
    engine: new ProgramBundle(join(ROOT, 'apps', 'engine'), console.error),
    worker: new ProgramBundle(join(ROOT, 'apps', 'worker'), console.error),
  };
  #engine: Reloader | undefined;
  #worker: Reloader | undefined;
  #ends: (() => unknown)[] = [];

  constructor(options: DevOptions) {
    this.#options = options;
  }

  /** Bundles engine and worker, and goes on doing so. */
  async build(): Promise<void> {
    const { engine, worker } = this.#options.inspect;
    await checkPort('127.0.0.1', engine, 'inspect-engine');
    await checkPort('127.0.0.1', worker, 'inspect-worker');
    const bundles = this.#bundles;
    this.#ends.push(
      () => bundles.engine.close(),
      () => bundles.worker.close(),
    );
    await bundles.engine.watch(() => this.#engine?.changed());
    await bundles.worker.watch(() => this.#worker?.changed());
  }

  start: StartPrograms = async (logins, means, mail, terms, signal): Promise<KeptPrograms> => {
    const programs = await describePrograms(logins, means, mail);
    const { inspect } = this.#options;
    const reloaded = (name: 'engine' | 'worker'): Reloader =>
      new Reloader(
        nodeProgram(inspected({ ...programs[name], script: this.#bundles[name].script }, inspect[name], terms.log)),
        console.error,
      );
    const [engine, worker] = [reloaded('engine'), reloaded('worker')];
    [this.#engine, this.#worker] = [engine, worker];
    this.#ends.push(
      () => engine.stop(),
      () => worker.stop(),
    );
    // what it starts from its source, to render documents, is in no bundle
    const folders = await sourceFolders(ROOT, join('packages', 'reports'));
    this.#ends.push(watchSources(folders, () => worker.changed()));
    const beginScreens = async (): Promise<Keeper> => {
      const screens = await Keeper.begin(
        nodeProgram(byVite(programs, terms.log)),
        { ...terms, silentMs: HALTED_MS },
        signal,
      );
      this.#ends.push(() => screens.stop());
      return screens;
    };
    const begun = Promise.all([beginScreens(), engine.begin(), worker.begin()]);
    const [screens] = await unlessEnded(signal, begun).catch((error: unknown) => this.close(error));
    return {
      ...programs.at,
      websockets: true,
      pids: () => [engine, worker, screens].flatMap(({ running }) => running?.pid ?? []),
      stop: () => this.close(),
    };
  };

  /** Says where a debugger can attach, and what follows a change. */
  tellHow(): void {
    const { engine, worker } = this.#options.inspect;
    console.log(`
Debugger: engine 127.0.0.1:${engine}, worker 127.0.0.1:${worker} (.vscode/launch.json)
Een wijziging van engine, worker of pakket herstart wat haar gebruikt; een scherm ververst vanzelf.
A change of engine, worker or package restarts what uses it; a screen follows by itself.
`);
  }

  /** Ends all of it; what went wrong before goes on to whoever asks. */
  async close(error: unknown): Promise<never>;
  async close(): Promise<void>;
  async close(...[error]: [unknown?]): Promise<void> {
    const ends = this.#ends;
    this.#ends = [];
    await Promise.all(ends.map(async (end) => end()));
    if (error) throw error;
  }
}

/** As somebody works on it: with an inspector, and no hurry. */
function inspected(program: NodeProgram, port: number, log: Terms['log']): NodeProgram {
  return {
    ...program,
    log,
    nodeArguments: [`--inspect=127.0.0.1:${port}`],
    startMs: HALTED_MS,
    env: { ...program.env, NODE_ENV: 'development' },
  };
}

/** The screens from their sources. */
function byVite({ screens }: Programs, log: Terms['log']): NodeProgram {
  return {
    ...screens,
    log,
    script: join(import.meta.dirname, 'screens-process.ts'),
    cwd: join(ROOT, 'apps', 'session-kit'),
    env: { PORT: screens.env['PORT']!, ENGINE_URL: screens.env['ENGINE_URL']!, NODE_ENV: 'development' },
    ready: saysReady,
  };
}
