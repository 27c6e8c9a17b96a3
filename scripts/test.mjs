// `npm test`: everything, on a bare machine. `npm test -- NAME` runs only test files whose path has NAME in it.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runChecks } from './check.mjs';
import { bin, environment, root } from './node24.mjs';
import { ensureTools } from './tools.mjs';

const filters = process.argv.slice(2);
if (!ensureTools()) process.exit(1);
const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);

const checks = filters.length === 0 ? runChecks() : { passed: 0, failed: 0 };
const folder = join(root, 'test-results');
mkdirSync(folder, { recursive: true });
const results = join(folder, 'vitest.json');
rmSync(results, { force: true });
const run = spawnSync(join(bin, 'vitest'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`, ...filters], { cwd: root, env: environment(), stdio: ['ignore', 'inherit', 'inherit'] });

let summary;
try {
  summary = JSON.parse(readFileSync(results, 'utf8'));
} catch {
  console.error('the test runner left no results');
  summary = { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0, testResults: [] };
}
for (const { name, assertionResults } of summary.testResults) {
  for (const { status, fullName } of assertionResults) {
    if (status === 'skipped' || status === 'pending') console.log(`skipped: ${relative(root, name)}: ${fullName}`);
  }
}
const passed = checks.passed + summary.numPassedTests;
const brokenFiles = summary.testResults.filter((file) => file.status === 'failed' && file.assertionResults.every(({ status }) => status !== 'failed')).length;
const failed = checks.failed + summary.numFailedTests + brokenFiles;
const skipped = summary.numPendingTests + (summary.numTodoTests ?? 0);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 || run.status !== 0 ? 1 : 0;
