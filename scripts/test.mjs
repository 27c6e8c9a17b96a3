// `npm test`: everything, on a bare machine. `npm test -- NAME` runs only test files whose path has NAME in it.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { runChecks } from './check.mjs';
import { runDays } from './days.mjs';
import { environment, root } from './node24.mjs';
import { ensureTools } from './tools.mjs';
import { runVitest } from './vitest.mjs';

const filters = process.argv.slice(2);
if (!ensureTools()) process.exit(1);
const build = spawnSync(process.execPath, [join(root, 'scripts', 'build.mjs')], { stdio: 'inherit' });
if (build.status !== 0) process.exit(1);

const parts = [runVitest('vitest', ['--reporter=default', ...filters], environment())];
if (filters.length === 0) parts.unshift({ ...runChecks(), skipped: 0 });
if (filters.length === 0) parts.push(runDays({ isShort: true }));
const count = (key) => parts.reduce((sum, part) => sum + part[key], 0);
const [passed, failed, skipped] = ['passed', 'failed', 'skipped'].map(count);
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
