// What a workspace's test task runs: `suite.mjs unit`, `int` or `journey`, over the test files below the folder it is called in.
import { join, relative } from 'node:path';
import { environment, root } from './node24.mjs';
import { runVitest } from './vitest.mjs';

const [kind] = process.argv.slice(2);
const folder = relative(root, process.cwd()) || 'tests';
const results = join(process.cwd(), 'test-results', `${kind}.json`);
const { failed } = runVitest(results, ['--reporter=default', '--project', kind, `${folder}/`], environment());
process.exitCode = failed > 0 ? 1 : 0;
