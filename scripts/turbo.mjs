import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bin, environment, installed, root } from './node24.mjs';

const SUMMARIES = join(root, '.turbo', 'runs');

/** Whether tasks can be run: without development dependencies there is nothing to build, check or test with. */
export const canRunTasks = () => installed('turbo') && installed('vite');

/**
 * Runs tasks of turbo.json, of every workspace that has them. What failed holds up only what rests on it.
 * @returns {{ status: number, said: string, tasks: { id: string, ended: 'passed' | 'failed' | 'unknown', isCached: boolean }[] }}
 *   `said` has what the tasks wrote, unless that went to the terminal
 */
export function runTasks(names, { args = [], quiet = false } = {}) {
  rmSync(SUMMARIES, { recursive: true, force: true });
  const { status, stdout, stderr } = spawnSync(join(bin, 'turbo'), ['run', ...names, '--summarize', ...args], {
    cwd: root,
    env: environment({ TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', TURBO_NO_UPDATE_NOTIFIER: '1' }),
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status: status ?? 1, said: `${stdout ?? ''}${stderr ?? ''}`, tasks: summary() };
}

function summary() {
  try {
    const [file] = readdirSync(SUMMARIES);
    const { tasks } = JSON.parse(readFileSync(join(SUMMARIES, file), 'utf8'));
    return tasks
      .filter(({ command }) => command !== '<NONEXISTENT>')
      .map(({ taskId, cache, execution }) => ({
        id: taskId,
        isCached: cache.status === 'HIT',
        ended: cache.status === 'HIT' || execution?.exitCode === 0 ? 'passed' : execution ? 'failed' : 'unknown',
      }));
  } catch {
    return [];
  }
}
