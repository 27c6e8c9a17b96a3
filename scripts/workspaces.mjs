// What the workspaces say of themselves, against what they do: dependencies that the product's files use are declared,
// those that only tests use are not, and the tasks of such tests know them; every folder with tests has the task that
// runs them; the lockfile is what `npm ci` takes, holds no registry's address, and every install script is allowed by name.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { environment, root } from './node24.mjs';

const json = (file) => JSON.parse(readFileSync(join(root, file), 'utf8').replace(/^\s*\/\/.*$/gm, ''));
const LEFT_OUT = new Set(['node_modules', 'dist', 'build', 'paraglide', '.svelte-kit', 'test-results']);
const FOR_TESTS = /\.(spec|testing|setup)\.ts$|\/scripts\//;
const PLATFORMS = ['linux', 'darwin'];

const found = [];
// of one that is gone, what was built there may have stayed
const workspaces = ['packages', 'apps']
  .flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`))
  .filter((folder) => existsSync(join(root, folder, 'package.json')));

function* filesBelow(folder) {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !LEFT_OUT.has(entry.name)) yield* filesBelow(path);
    else if (/\.(ts|svelte|mjs)$/.test(entry.name)) yield path;
  }
}

const importsOf = (file) =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import|resolve)\s*\(?\s*'(@buurtbalans\/[a-z-]+)/g)].map(
    ([, name]) => name,
  );

for (const folder of workspaces) {
  const { name, dependencies = {}, devDependencies = {}, scripts = {} } = json(`${folder}/package.json`);
  const tasks = existsSync(join(root, folder, 'turbo.json')) ? json(`${folder}/turbo.json`).tasks : {};
  const common = json('turbo.json').tasks;
  for (const other of Object.keys(devDependencies).filter((one) => one.startsWith('@buurtbalans/')))
    found.push(`${folder}/package.json: ${other} is for tests; name ${other}#sources in turbo.json instead`);
  for (const file of filesBelow(folder)) {
    const isTest = FOR_TESTS.test(file);
    const kind = /\.(unit|int)\.spec\.ts$/.exec(file)?.[1];
    if (kind && !scripts[`test:${kind}`])
      found.push(`${folder}/package.json: no script test:${kind}, and ${file} is a test`);
    for (const other of importsOf(file)) {
      if (other === name || dependencies[other]) continue;
      if (!isTest) found.push(`${file}: ${other} is not among the dependencies of ${folder}/package.json`);
      const { dependsOn = [] } = (kind && (tasks[`test:${kind}`] ?? common[`test:${kind}`])) || {};
      if (kind && !dependsOn.includes(`${other}#sources`))
        found.push(`${file}: test:${kind} of ${folder} does not depend on ${other}#sources in its turbo.json`);
    }
  }
}

const { allowScripts = {} } = json('package.json');
for (const [path, { hasInstallScript, os = PLATFORMS, cpu = ['x64'], resolved, link }] of Object.entries(
  json('package-lock.json').packages,
)) {
  const name = path.replace(/.*node_modules\//, '');
  const isOurs = os.some((one) => PLATFORMS.includes(one)) && cpu.some((one) => ['x64', 'arm64'].includes(one));
  if (hasInstallScript && isOurs && allowScripts[name] !== true)
    found.push(`package.json: allowScripts does not name ${name}, so npm 12 refuses it`);
  if (resolved && !link) found.push(`package-lock.json: ${path} has the address of a registry`);
}
const { status, stderr } = spawnSync('npm', ['ci', '--dry-run', '--offline', '--ignore-scripts'], {
  cwd: root,
  env: environment(),
  encoding: 'utf8',
});
if (status !== 0) found.push(`npm ci refuses the lockfile: ${stderr.trim().slice(0, 2_000)}`);

if (found.length > 0) console.error(found.join('\n'));
process.exitCode = found.length > 0 ? 1 : 0;
