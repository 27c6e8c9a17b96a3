import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { thresholdOf } from '@buurtbalans/logging';
import { PING, PONG } from './heartbeat.ts';
import type { Program, Running } from './keeper.ts';
import type { ProductLog } from './log/product-log.ts';
import { EXIT, StartError } from './start-error.ts';

/** A program of the product that runs in a Node of its own. */
export interface NodeProgram {
  readonly name: string;
  /** Full path of the script. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  /** What Node itself is told beside that. */
  readonly nodeArguments?: readonly string[];
  /** Folder that it runs in; that of the launcher unless told otherwise. */
  readonly cwd?: string;
  /** A program that is not ready after so many milliseconds counts as failed; a minute and a half unless told otherwise. */
  readonly startMs?: number;
  /** Resolves once the program is ready. */
  readonly ready: (child: ChildProcess, signal: AbortSignal) => Promise<unknown>;
  /** Hears what it prints. */
  readonly log?: ProductLog | undefined;
}

const HEARTBEAT = pathToFileURL(join(import.meta.dirname, 'child-heartbeat.ts')).href;
const STOP_MS = 10_000;
const START_MS = 90_000;

/** How a program is started, and started again. */
export function nodeProgram(program: NodeProgram): Program {
  return { name: program.name, start: (signal) => start(program, signal) };
}

async function start(program: NodeProgram, signal: AbortSignal): Promise<Running> {
  signal.throwIfAborted();
  // it gets a channel to the launcher, by which each notices when the other is gone
  const args = ['--enable-source-maps', ...(program.nodeArguments ?? []), '--import', HEARTBEAT, program.script];
  const child = spawn(process.execPath, args, {
    env: { ...inherited(), ...program.env },
    ...(program.cwd && { cwd: program.cwd }),
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // out of the terminal's group: Ctrl-C reaches the launcher, which stops the programs in order
    detached: process.platform !== 'win32',
  });
  const running = runningOf(child);
  const said = listenTo(child, program);
  const waiting = new AbortController();
  const either = AbortSignal.any([signal, waiting.signal]);
  const outcome = await Promise.race([
    program.ready(child, either).then(() => 'ready', String),
    running.ended,
    sleep(program.startMs ?? START_MS, 'niet op tijd klaar / not ready in time', { signal: either }).catch(
      () => 'stop',
    ),
  ]);
  waiting.abort();
  if (outcome === 'ready' && !signal.aborted) return running;
  await running.kill();
  signal.throwIfAborted();
  throw new StartError(`${program.name} start niet / does not start (${outcome}): ${said()}`, EXIT.temporary);
}

/** What the programs are told by whoever starts the product. Addresses and keys go only to those that need them. */
function inherited(): NodeJS.ProcessEnv {
  const { DATABASE_OWNER_URL: _owner, DATABASE_URL: _url, BUURTBALANS_SECRET: _key, ...rest } = process.env;
  const { OIDC_CLIENT_SECRET: _secret, ...others } = rest;
  return { ...others, LOG_LEVEL: thresholdOf(process.env['LOG_LEVEL']) };
}

/** Reads whatever it prints, so that it never waits for a reader; gives its last words, or the code that it logged last. */
function listenTo(child: ChildProcess, { name, log }: NodeProgram): () => string {
  const heard = log?.hear(name, child.pid ?? 0);
  const printed = log?.hear(name, child.pid ?? 0);
  let words = '';
  child.stdout
    ?.setEncoding('utf8')
    .on('data', (chunk: string) => heard?.take(chunk))
    .on('close', () => heard?.end());
  child.stderr
    ?.setEncoding('utf8')
    .on('data', (chunk: string) => {
      words = (words + chunk).slice(-2_000);
      printed?.take(chunk);
    })
    .on('close', () => printed?.end());
  return () => words.trim().split('\n').slice(-5).join(' · ') || (heard?.lastCode ?? '');
}

function runningOf(child: ChildProcess): Running {
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(String(signal ?? code)));
    // without a process there is no exit; any other error is one of a signal or a message to one that has just ended
    child.on(
      'error',
      (error: NodeJS.ErrnoException) => child.pid === undefined && resolve(error.code ?? error.message),
    );
  });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    pid: child.pid ?? 0,
    ended,
    kill,
    probe: (patience) => answersPing(child, patience),
    async stop() {
      child.kill('SIGTERM');
      const late = new AbortController();
      const isGone = await Promise.race([
        ended.then(() => true),
        sleep(STOP_MS, false, { signal: late.signal }).catch(() => false),
      ]);
      late.abort();
      if (!isGone) await kill();
    },
  };
}

async function answersPing(child: ChildProcess, patience: number): Promise<void> {
  const signal = AbortSignal.timeout(patience);
  child.send(PING, () => undefined);
  while (((await once(child, 'message', { signal })) as [unknown])[0] !== PONG);
}

/** The program says by itself that it is ready. */
export async function saysReady(child: ChildProcess, signal: AbortSignal): Promise<void> {
  while (!((await once(child, 'message', { signal })) as [{ ready?: unknown }])[0].ready);
}

/** The program answers at an address, whatever it says: what it needs may be away while it is started again. */
export async function answersAt(url: string, signal: AbortSignal): Promise<void> {
  for (; !signal.aborted; await sleep(40)) {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000), redirect: 'manual' }).catch(
      () => undefined,
    );
    await response?.body?.cancel();
    if (response) return;
  }
}
