/**
 * `npm run faults:mutations`: takes one guard after the other out of a copy of the source and runs the tests that have to
 * notice. One JSON line for each; ends with 1 when one went unnoticed. A guard whose absence nobody sees is not tested.
 */
import { spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Mutation, MUTATIONS as ALL } from './mutation-list.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const COPY = join(ROOT, '.cache', 'mutant');

/** Only the guards that are named on the command line, or all. */
const MUTATIONS = ALL.filter(({ guard }) => process.argv.length < 3 || process.argv.slice(2).includes(guard));

async function makeCopy(): Promise<void> {
  await rm(COPY, { recursive: true, force: true });
  await mkdir(join(COPY, 'node_modules', '@buurtbalans'), { recursive: true });
  const engine = join('apps', 'engine');
  for (const part of ['packages', 'tests', join('apps', 'worker'), engine])
    await cp(join(ROOT, part), join(COPY, part), {
      recursive: true,
      filter: (source) => !/node_modules|[/\\]fixtures[/\\]large/.test(source),
    });
  for (const file of ['package.json', 'vitest.config.ts', 'tsconfig.json', 'tsconfig.base.json'])
    await cp(join(ROOT, file), join(COPY, file));
  // what npm could not lay in the root's folder belongs to the copy too
  await symlink(join(ROOT, engine, 'node_modules'), join(COPY, engine, 'node_modules')).catch(() => undefined);
  for (const name of await readdir(join(ROOT, 'packages'))) {
    await symlink(join(COPY, 'packages', name), join(COPY, 'node_modules', '@buurtbalans', name));
    await symlink(join(ROOT, 'packages', name, 'node_modules'), join(COPY, 'packages', name, 'node_modules')).catch(
      () => undefined,
    );
  }
}

/** Runs one spec of the copy; true when it is green. */
async function isGreen({ spec, name }: Mutation): Promise<boolean> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(
    process.execPath,
    [
      vitest,
      'run',
      '--root',
      COPY,
      '--project',
      spec.includes('.unit.') ? 'unit' : 'int',
      spec,
      ...(name ? ['-t', name] : []),
    ],
    { cwd: COPY, stdio: 'ignore', timeout: 180_000 },
  );
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

async function mutate(mutation: Mutation): Promise<{ before: 'green' | 'red'; after: 'green' | 'red' }> {
  const path = join(COPY, mutation.file);
  const source = await readFile(path, 'utf8');
  if (!source.includes(mutation.from))
    throw new Error(`${mutation.file} no longer has ${JSON.stringify(mutation.from)}`);
  const before = await isGreen(mutation);
  await writeFile(path, source.replaceAll(mutation.from, mutation.to));
  const after = await isGreen(mutation);
  await writeFile(path, source);
  return { before: before ? 'green' : 'red', after: after ? 'green' : 'red' };
}

await makeCopy();
let unnoticed = 0;
for (const mutation of MUTATIONS) {
  const { before, after } = await mutate(mutation);
  if (before !== 'green' || after !== 'red') unnoticed += 1;
  console.log(JSON.stringify({ guard: mutation.guard, before, without: after }));
}
await rm(COPY, { recursive: true, force: true });
process.exit(unnoticed > 0 ? 1 : 0);
