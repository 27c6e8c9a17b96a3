// `npm run dev`: the task `dev` of turbo.json. Ctrl-C reaches all of it by itself; whoever asks has to wait until it has ended.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bin, root } from './node24.mjs';
import { turboEnvironment } from './turbo.mjs';

const args = ['run', 'dev', '--log-prefix=none', '--output-logs=full', '--', ...process.argv.slice(2)];
const child = spawn(join(bin, 'turbo'), args, { cwd: root, env: turboEnvironment(), stdio: 'inherit' });
process.on('SIGINT', () => undefined);
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('exit', (code, signal) => (process.exitCode = code ?? (signal === 'SIGINT' ? 0 : 1)));
