import { join } from 'node:path';
import type { ProgramLogin } from '@buurtbalans/database';
import { freePort } from '@buurtbalans/embedded';
import { Keeper, type Terms } from './keeper.ts';
import { answersAt, type NodeProgram, nodeProgram, saysReady } from './node-program.ts';
import { ROOT } from './options.ts';
import type { Secrets } from './secrets.ts';
import { WORKER_ARGUMENTS } from './worker-arguments.ts';

/** What the programs are told: what nobody else may know, and where they keep things. */
export interface ProgramMeans extends Secrets {
  /** By which the front door shows the engine that it is the one who says where somebody calls from. */
  readonly doorKey: string;
  /** Where the screens keep squares of the background map. */
  readonly tilesFolder: string;
}

/** The programs that are kept running, and where they answer. */
export interface KeptPrograms {
  readonly engine: string;
  readonly sessionKit: string;
  /** The screens also talk by websocket. */
  readonly websockets?: boolean;
  readonly pids: () => number[];
  stop(): Promise<void>;
}

/** How the programs are started, given what they need. @throws when one does not start, of which nothing stays running */
export type StartPrograms = (
  logins: Record<ProgramLogin, string>,
  means: ProgramMeans,
  mail: Record<string, string>,
  terms: Terms,
  signal: AbortSignal,
) => Promise<KeptPrograms>;

/** The three programs as they are built, and the addresses that they are told. */
export interface Programs {
  readonly engine: NodeProgram;
  readonly worker: NodeProgram;
  readonly screens: NodeProgram;
  readonly at: { readonly engine: string; readonly sessionKit: string };
}

/** Starts engine, worker and screens together. */
export const startPrograms: StartPrograms = async (logins, means, mail, terms, signal) => {
  const { engine, worker, screens, at } = await describePrograms(logins, means, mail);
  const kept = await startAll([engine, worker, screens], terms, signal);
  return {
    ...at,
    pids: () => kept.flatMap(({ running }) => running?.pid ?? []),
    stop: async () => void (await Promise.all(kept.map((keeper) => keeper.stop()))),
  };
};

/** Gives each program free ports and what else it needs to know. */
export async function describePrograms(
  logins: Record<ProgramLogin, string>,
  means: ProgramMeans,
  mail: Record<string, string>,
): Promise<Programs> {
  const [enginePort, kitPort] = [await freePort(), await freePort()];
  const engine = `http://127.0.0.1:${enginePort}`;
  const sessionKit = `http://127.0.0.1:${kitPort}`;
  const app = (...path: string[]): string => join(ROOT, 'apps', ...path);
  const shared = { BUURTBALANS_SECRET: means.signingKey, NODE_ENV: 'production' };
  return {
    at: { engine, sessionKit },
    engine: {
      name: 'engine',
      script: app('engine', 'dist', 'main.js'),
      env: {
        ...shared,
        DATABASE_URL: logins.engine,
        HOST: '127.0.0.1',
        PORT: String(enginePort),
        DOOR_KEY: means.doorKey,
        PUBLIC_URL: mail.PUBLIC_URL!,
        OIDC_CLIENT_SECRET: process.env['OIDC_CLIENT_SECRET'] ?? '',
      },
      ready: (_child, waiting) => answersAt(`${engine}/api/v1/health`, waiting),
    },
    worker: {
      name: 'worker',
      script: app('worker', 'dist', 'main.js'),
      nodeArguments: WORKER_ARGUMENTS,
      env: { ...shared, DATABASE_URL: logins.worker, ...mail },
      ready: saysReady,
    },
    screens: {
      name: 'session-kit',
      script: app('launcher', 'src', 'session-kit-process.ts'),
      env: {
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: String(kitPort),
        ENGINE_URL: engine,
        HOST_HEADER: 'x-forwarded-host',
        PROTOCOL_HEADER: 'x-forwarded-proto',
        SHUTDOWN_TIMEOUT: '1',
        TILES_FOLDER: means.tilesFolder,
      },
      ready: (_child, waiting) => answersAt(`${sessionKit}/sign-in`, waiting),
    },
  };
}

async function startAll(programs: readonly NodeProgram[], terms: Terms, signal: AbortSignal): Promise<Keeper[]> {
  const failing = new AbortController();
  const either = AbortSignal.any([signal, failing.signal]);
  const outcomes = await Promise.allSettled(
    programs.map((program) =>
      Keeper.begin(nodeProgram({ ...program, log: terms.log }), terms, either).catch((error: unknown) => {
        failing.abort(error);
        throw error;
      }),
    ),
  );
  const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (kept.length === programs.length) return kept;
  await Promise.all(kept.map((keeper) => keeper.stop()));
  throw either.reason;
}
