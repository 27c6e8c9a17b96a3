// `npm run version:set -- 0.4.0`: the product and every package say that version, and ask for it of one another.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from './node24.mjs';

const version = process.argv[2];
if (!/^\d+\.\d+\.\d+$/.test(version ?? '')) {
  console.error('which version? for example: npm run version:set -- 0.4.0');
  process.exit(64);
}

const change = (file, ...changes) => {
  const path = join(root, file);
  const before = readFileSync(path, 'utf8');
  writeFileSync(
    path,
    changes.reduce((text, [what, by]) => text.replace(what, by), before),
  );
};
const rooms = ['apps', 'packages']
  .flatMap((side) => readdirSync(join(root, side)).map((name) => `${side}/${name}`))
  .filter((room) => existsSync(join(root, room, 'package.json')));
for (const folder of ['.', ...rooms])
  change(
    `${folder}/package.json`,
    [/^ {2}"version": "[^"]+"/m, `  "version": "${version}"`],
    [/("@buurtbalans\/[a-z-]+": )"[^"]+"/g, `$1"${version}"`],
  );
change(
  'publiccode.yml',
  [/^softwareVersion: .*$/m, `softwareVersion: '${version}'`],
  [/^releaseDate: .*$/m, `releaseDate: '${new Date().toLocaleDateString('sv', { timeZone: 'Europe/Amsterdam' })}'`],
);
change('infra/compose.yaml', [/\$\{VERSION:-[^}]+\}/g, `\${VERSION:-${version}}`]);
const { status } = spawnSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--offline'], {
  cwd: root,
  env: environment(),
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
