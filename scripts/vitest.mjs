import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { bin, root } from './node24.mjs';

/** Runs Vitest with these arguments, names what it skipped, and counts; a run that broke counts as a failure. */
export function runVitest(name, args, env) {
  const folder = join(root, 'test-results');
  mkdirSync(folder, { recursive: true });
  const results = join(folder, `${name}.json`);
  rmSync(results, { force: true });
  const { status } = spawnSync(
    join(bin, 'vitest'),
    ['run', '--reporter=json', `--outputFile.json=${results}`, ...args],
    { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  let summary;
  try {
    summary = JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    console.error('the test runner left no results');
    return { passed: 0, failed: 1, skipped: 0 };
  }
  for (const { name: file, assertionResults } of summary.testResults) {
    for (const test of assertionResults) {
      if (test.status === 'skipped' || test.status === 'pending')
        console.log(`skipped: ${relative(root, file)}: ${test.fullName}`);
    }
  }
  const brokenFiles = summary.testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length;
  const failed = summary.numFailedTests + brokenFiles;
  return {
    passed: summary.numPassedTests,
    failed: status !== 0 && failed === 0 ? 1 : failed,
    skipped: summary.numPendingTests + (summary.numTodoTests ?? 0),
  };
}
