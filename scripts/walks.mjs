// `npm run walks -- 5000`: the random walks through the method, as many of each rule as wanted; `npm test` takes 150.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { bin, environment, root } from './node24.mjs';

const [wanted = '5000'] = process.argv.slice(2);
if (!/^\d+$/.test(wanted)) {
  console.error('how many walks? for example: npm run walks -- 5000');
  process.exit(1);
}
const specs = ['walks', 'state-faults'].map((name) => `packages/domain/src/trajectory/${name}.unit.spec.ts`);
const { status } = spawnSync(join(bin, 'vitest'), ['run', '--project', 'unit', '--testTimeout', '0', ...specs], {
  cwd: root,
  env: environment({ WALKS: wanted }),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
