// Types, lint, format, direction of dependencies, failures nobody hears, rules without a test, and what the workspaces say of themselves.
// What has not changed since it was green is not looked at again. Each check counts as one test.
import { fileURLToPath } from 'node:url';
import { runTasks } from './turbo.mjs';

const CHECKS = ['types', 'lint', 'format:check', 'dependencies', 'promises', 'rules', 'workspaces'];

/** What one task said, without what turbo and npm say around it. */
function wordsOf(id, said) {
  const [owner, task] = id.split('#');
  const prefix = `${owner}:${task}: `;
  const lines = said.split('\n').filter((line) => line.startsWith(prefix));
  const words = lines
    .map((line) => line.slice(prefix.length))
    .filter((line) => !/^(>|npm error|cache (miss|bypass)|ERROR:)/.test(line));
  return `\n${id}\n${words.join('\n').trim()}\n`;
}

/** Runs all checks; gives how many passed and failed. */
export function runChecks(args = []) {
  const from = Date.now();
  const { status, said, tasks } = runTasks(CHECKS, {
    args: ['--output-logs=errors-only', '--concurrency=2', ...args],
    quiet: true,
  });
  const checks = tasks.filter(({ id }) => CHECKS.includes(id.split('#')[1]));
  for (const { id, ended, isCached } of checks)
    console.log(`${ended === 'passed' ? '✓' : '✗'} ${id.replace('//#', '')}${isCached ? ' (unchanged)' : ''}`);
  const failing = checks.filter(({ ended }) => ended !== 'passed').map(({ id }) => id);
  if (status !== 0) console.log(failing.map((id) => wordsOf(id, said)).join('\n') || said);
  const seconds = ((Date.now() - from) / 1000).toFixed(1);
  const isUnchanged = status === 0 && checks.length > 0 && tasks.every(({ isCached }) => isCached);
  console.log(isUnchanged ? `nothing has changed since all of it was green (${seconds} s)` : `${seconds} s`);
  const passed = checks.filter(({ ended }) => ended === 'passed').length;
  return { passed, failed: status === 0 && passed > 0 ? 0 : Math.max(checks.length - passed, 1) };
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  process.exitCode = runChecks(process.argv.slice(2)).failed > 0 ? 1 : 0;
