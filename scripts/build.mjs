// Builds what is older than its sources, or not there. Runs after `npm install`, and at a start.
import { canRunTasks, runTasks } from './turbo.mjs';

if (!canRunTasks()) {
  console.log('build: without development dependencies nothing is built');
} else {
  const from = Date.now();
  const { status, said, tasks } = runTasks(['build'], {
    args: ['--output-logs=errors-only', ...process.argv.slice(2)],
    quiet: true,
  });
  if (status !== 0) console.error(`build: failed\n${said}`);
  const built = tasks.filter(({ isCached }) => !isCached).map(({ id }) => id.replace(/.*\/|#build/g, ''));
  if (status === 0 && built.length > 0)
    console.log(`build: ${built.join(', ')} … ${((Date.now() - from) / 1000).toFixed(1)} s`);
  process.exitCode = status;
}
