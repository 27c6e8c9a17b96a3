import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, environment, installed, root } from './node24.mjs';

const SUMMARIES = join(root, '.turbo', 'runs');

/** Whether tasks can be run: without development dependencies there is nothing to build, check or test with. */
export const canRunTasks = () => installed('turbo') && installed('vite');

/** The environment of turbo: it tells nobody anything, and asks nobody for newer versions. */
export const turboEnvironment = () => environment({ TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' });

const turbo = (args, quiet) =>
  spawnSync(join(bin, 'turbo'), ['run', ...args], {
    cwd: root,
    env: turboEnvironment(),
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });

/** Builds what is older than its sources; writes nothing where nothing is to be built. `said` is for when it failed. */
export function runBuilds(args = []) {
  const { status, stdout, stderr } = turbo(['build', '--output-logs=errors-only', ...args], true);
  const said = `${stdout ?? ''}${stderr ?? ''}`;
  const [, cached, all] = /Cached:\s+(\d+) cached, (\d+) total/.exec(said) ?? [];
  return { status: status ?? 1, said, isCurrent: status === 0 && cached === all, hasRun: all !== undefined };
}

/**
 * Runs tasks of turbo.json, of every workspace that has them. What failed holds up what rests on it, and nothing else.
 * @returns {{ status: number, said: string, tasks: { id: string, ended: 'passed' | 'failed' | 'unknown', isCached: boolean }[] }}
 *   `said` has what the tasks wrote, unless that went to the terminal
 */
export function runTasks(names, { args = [], quiet = false } = {}) {
  if (!canRunTasks())
    return { status: 1, said: 'npm install has to have development dependencies for this', tasks: [] };
  rmSync(SUMMARIES, { recursive: true, force: true });
  const { status, stdout, stderr } = turbo(
    [...names, '--summarize', '--continue=dependencies-successful', ...args],
    quiet,
  );
  return { status: status ?? 1, said: `${stdout ?? ''}${stderr ?? ''}`, tasks: summaryOf(names) };
}

/** Reads how the tasks of this run ended: runs that a test starts leave a summary of their own. */
function summaryOf(names) {
  const all = (existsSync(SUMMARIES) ? readdirSync(SUMMARIES) : []).map((name) => {
    try {
      return JSON.parse(readFileSync(join(SUMMARIES, name), 'utf8'));
    } catch {
      return undefined;
    }
  });
  const own = all.find((run) => names.every((name) => run?.execution?.command?.includes(name)));
  return (own?.tasks ?? [])
    .filter(({ command }) => command !== '<NONEXISTENT>')
    .map(({ taskId, cache, execution }) => ({
      id: taskId,
      isCached: cache.status === 'HIT',
      ended: cache.status === 'HIT' || execution?.exitCode === 0 ? 'passed' : execution ? 'failed' : 'unknown',
    }));
}
