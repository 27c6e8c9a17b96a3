import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { bin, root } from './node24.mjs';

/** Runs Vitest with these arguments and leaves its results as JSON in a file; gives what they come to. */
export function runVitest(results, args, env) {
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const { status } = spawnSync(
    join(bin, 'vitest'),
    ['run', '--reporter=json', `--outputFile.json=${results}`, ...args],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const counted = countResults(results);
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** Counts the tests of a file of results, and names what was skipped; a run that broke counts as a failure. */
export function countResults(file) {
  let summary;
  try {
    summary = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error(`no results in ${relative(root, file)}: the test runner broke off`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  for (const { name, assertionResults } of summary.testResults) {
    for (const test of assertionResults) {
      if (test.status === 'skipped' || test.status === 'pending')
        console.log(`skipped: ${relative(root, name)}: ${test.fullName}`);
    }
  }
  const brokenFiles = summary.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  return {
    passed: summary.numPassedTests,
    failed: summary.numFailedTests + brokenFiles,
    skipped: summary.numPendingTests + (summary.numTodoTests ?? 0),
  };
}
