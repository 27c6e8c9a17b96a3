import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { bin, root } from './node24.mjs';

/** A log that is kept is read without colours; Turborepo asks for them wherever it runs. */
function uncoloured({ FORCE_COLOR, ...env }) {
  return process.env.CI ? { ...env, NO_COLOR: '1' } : { ...env, ...(FORCE_COLOR && { FORCE_COLOR }) };
}

/** Runs Vitest with these arguments and leaves its results as JSON in a file; gives what they come to. */
export function runVitest(results, args, env) {
  mkdirSync(dirname(results), { recursive: true });
  rmSync(results, { force: true });
  const { status } = spawnSync(
    join(bin, 'vitest'),
    ['run', '--reporter=json', `--outputFile.json=${results}`, ...args],
    { cwd: root, env: uncoloured(env), stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const counted = countResults(results);
  return status !== 0 && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

/** What a failing test says, on a line: without colours and frames of libraries, and no longer than somebody reads. */
function reason(messages) {
  const lines = stripVTControlCharacters(messages.join('\n')).split('\n');
  return lines
    .filter((line) => !/^\s+at .*(node_modules|<anonymous>|node:)/.test(line))
    .join(' ')
    .replaceAll(`${root}/`, '')
    .replace(/\s+/g, ' ')
    .slice(0, 600);
}

/** Counts the tests of a file of results, and names what failed and what was skipped; a run that broke counts as a failure. */
export function countResults(file) {
  let summary;
  try {
    summary = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    console.error(`no results in ${relative(root, file)}: the test runner broke off`);
    return { passed: 0, failed: 1, skipped: 0 };
  }
  let brokenFiles = 0;
  for (const { name, status, message, assertionResults } of summary.testResults) {
    const file = relative(root, name);
    for (const { status, fullName, failureMessages } of assertionResults) {
      if (status === 'failed') console.log(`failed: ${file}: ${fullName}: ${reason(failureMessages)}`);
      if (status === 'skipped' || status === 'pending') console.log(`skipped: ${file}: ${fullName}`);
    }
    if (status !== 'failed' || assertionResults.some(({ status }) => status === 'failed')) continue;
    brokenFiles += 1;
    console.log(`failed: ${file}: ${reason([message])}`);
  }
  return {
    passed: summary.numPassedTests,
    failed: summary.numFailedTests + brokenFiles,
    skipped: summary.numPendingTests + (summary.numTodoTests ?? 0),
  };
}
