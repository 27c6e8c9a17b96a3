// `npm test`: everything, on a bare machine; what has not changed since it was green comes from the cache, but for CI.
// `npm test -- NAME` runs only test files whose path has NAME in it.
import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { environment, root } from './node24.mjs';
import { ensureTools } from './tools.mjs';
import { runBuilds, runTasks } from './turbo.mjs';
import { countResults, runVitest } from './vitest.mjs';

const RESULTS = '{.,packages/*,apps/*}/test-results/*.json';

/** Only some files, as they are on the disk now. */
function runSome(filters) {
  const { status, said } = runBuilds();
  if (status !== 0) console.error(said);
  return status === 0
    ? [runVitest(join(root, 'test-results', 'some.json'), ['--reporter=default', ...filters], environment())]
    : [{ passed: 0, failed: 1, skipped: 0 }];
}

/** All of it. Journeys and other days come after the rest: a browser beside a storm of faults tells nothing about either. */
function runAll() {
  // a pass from a cache says nothing about this machine
  const force = process.env.CI ? ['--force'] : [];
  for (const file of globSync(RESULTS, { cwd: root })) rmSync(join(root, file));
  const parts = [{ ...runChecks(force), skipped: 0 }];
  const runs = [
    runTasks(['test:unit', 'test:int'], {
      args: ['--concurrency=2', '--output-logs=new-only', ...force],
    }),
    runTasks(['test:journey', 'test:days:short'], {
      args: ['--concurrency=1', '--output-logs=new-only', ...force],
    }),
  ];
  const tests = runs.flatMap(({ tasks }) => tasks).filter(({ id }) => /#test:/.test(id));
  parts.push(...globSync(RESULTS, { cwd: root }).map((file) => countResults(join(root, file))));
  const cached = tests.filter(({ isCached }) => isCached).length;
  if (cached > 0) console.log(`${cached} of ${tests.length} suites unchanged since they were green`);
  const failed = parts.some((part) => part.failed > 0);
  // a task that broke off before it had results, a build among them
  if (!failed && (tests.length === 0 || runs.some(({ status }) => status !== 0)))
    parts.push({ passed: 0, failed: 1, skipped: 0 });
  return parts;
}

if (!ensureTools()) {
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const filters = process.argv.slice(2);
const parts = filters.length > 0 ? runSome(filters) : runAll();
const count = (key) => parts.reduce((sum, part) => sum + part[key], 0);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(count);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
