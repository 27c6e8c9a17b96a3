import { execFile } from 'node:child_process';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const TASKS = ['build', 'types', 'lint', 'test:unit', 'test:int', 'test:journey'];
const LEFT_OUT = new Set([
  'node_modules',
  'dist',
  'build',
  '.turbo',
  '.cache',
  '.svelte-kit',
  'paraglide',
  'test-results',
]);
/** What somebody has of their own beside the sources: data, backups, secrets. */
const OWN_DATA = new Set(['data', 'data-dev', 'infra/backup', 'infra/.env'].map((path) => join(ROOT, path)));
const run = promisify(execFile);

interface Workspace {
  readonly name: string;
  readonly folder: string;
  /** Files of the product, without those for tests. */
  readonly files: readonly string[];
  /** Names of the workspaces that its product files import. */
  readonly imports: ReadonlySet<string>;
}

let house: string;
let workspaces: Workspace[];
let untouched: Map<string, string>;

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter(
      (entry) =>
        entry.isFile() && /\.(ts|svelte)$/.test(entry.name) && !/node_modules|paraglide/.test(entry.parentPath),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

async function readWorkspace(folder: string): Promise<Workspace> {
  const { name } = JSON.parse(await readFile(join(house, folder, 'package.json'), 'utf8')) as { name: string };
  const files = (await filesBelow(join(house, folder, 'src')))
    .filter((file) => !/\.(spec|testing|setup)\./.test(file))
    .sort();
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const imports = texts.flatMap((text) =>
    [...text.matchAll(/'(@buurtbalans\/[a-z-]+)[^']*'/g)].map(([, other]) => other!),
  );
  return { name, folder, files, imports: new Set(imports.filter((other) => other !== name)) };
}

/** Everything that a workspace is made of, as its imports tell, itself included. */
function madeOf(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const other of workspaces.find((one) => one.name === name)?.imports ?? []) madeOf(other, seen);
  return seen;
}

async function hashes(): Promise<Map<string, string>> {
  const { stdout } = await run(join(ROOT, 'node_modules', '.bin', 'turbo'), ['run', ...TASKS, '--dry=json'], {
    cwd: house,
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1' },
    maxBuffer: 1 << 26,
  });
  const { tasks } = JSON.parse(stdout) as { tasks: { taskId: string; hash: string; command: string }[] };
  return new Map(tasks.filter(({ command }) => command !== '<NONEXISTENT>').map(({ taskId, hash }) => [taskId, hash]));
}

/** The tasks that a change makes run again; the change is undone. */
async function runsAgain(file: string, line: string): Promise<string[]> {
  const before = await readFile(file);
  await appendFile(file, line);
  const now = await hashes();
  await writeFile(file, before);
  return [...now].filter(([id, hash]) => untouched.get(id) !== hash).map(([id]) => id);
}

beforeAll(async () => {
  house = await mkdtemp(join(tmpdir(), 'buurtbalans-house-'));
  await cp(ROOT, house, {
    recursive: true,
    filter: (path) => !LEFT_OUT.has(basename(path)) && !OWN_DATA.has(path),
  });
  workspaces = await Promise.all(
    (
      await Promise.all(
        ['packages', 'apps'].map(async (group) =>
          (await readdir(join(house, group))).map((name) => `${group}/${name}`),
        ),
      )
    )
      .flat()
      .map(readWorkspace),
  );
  untouched = await hashes();
});
afterAll(() => rm(house, { recursive: true, force: true }));

test('a line in any workspace builds and tests again what is made of it, and nothing else', async () => {
  for (const { name, files } of workspaces) {
    const again = new Set(await runsAgain(files[0]!, '\n// a line\n'));
    for (const id of untouched.keys()) {
      const [owner, task] = id.split('#') as [string, string];
      if (owner === '//' || !['build', 'test:unit', 'types'].includes(task)) continue;
      // what a task needs for its tests alone comes on top, and is told below
      if (madeOf(owner).has(name)) expect(again, `${id} after a change in ${name}`).toContain(id);
      else if (task === 'build') expect(again, `${id} after a change in ${name}`).not.toContain(id);
    }
    expect(again, `after a change in ${name}`).toContain('//#test:journey');
  }
});

test.each([
  [
    'packages/plain-language/src/difficult-words.ts',
    ['session-kit#build', 'figures#test:unit', 'reports#test:unit'],
    ['engine#build', 'geo#test:unit'],
  ],
  [
    'packages/workflow/src/documents/take-snapshot.ts',
    ['engine#build', 'worker#build', 'worker#test:int', 'database#test:int'],
    ['session-kit#build', 'domain#test:unit'],
  ],
  [
    'packages/reports/src/data/to-spreadsheet.ts',
    ['engine#build', 'reports#test:unit'],
    ['session-kit#build', 'domain#test:unit'],
  ],
  [
    'packages/testing/src/test-database.ts',
    ['database#test:int', 'engine#test:int', 'queue#test:int'],
    ['engine#build', 'session-kit#build', 'domain#test:unit'],
  ],
  ['packages/geo/src/geo.unit.spec.ts', ['geo#test:unit'], ['engine#build', 'reports#test:unit', 'engine#test:int']],
  [
    'packages/domain/src/trajectory/given.testing.ts',
    ['domain#test:unit', 'database#test:int'],
    ['engine#build', 'geo#test:unit'],
  ],
  [
    'apps/session-kit/messages/nl.json',
    ['session-kit#build', 'session-kit#test:unit'],
    ['engine#build', 'worker#test:int'],
  ],
  [
    'apps/engine/src/main.ts',
    ['engine#build', 'engine#types', 'launcher#test:int'],
    ['session-kit#build', 'worker#test:unit'],
  ],
  [
    'apps/worker/src/main.ts',
    ['worker#build', 'worker#test:int', 'launcher#test:int', '//#test:int'],
    ['session-kit#build', 'engine#build'],
  ],
  ['tests/e2e/live.journey.spec.ts', ['//#test:journey'], ['engine#build', 'database#test:int']],
  ['tests/faults/storm.int.spec.ts', ['//#test:int'], ['engine#build', 'engine#test:int']],
  ['tests/house/notice.unit.spec.ts', ['//#test:unit'], ['engine#build', '//#test:journey']],
  ['tests/infra/containers.unit.spec.ts', ['//#test:unit'], ['engine#build', '//#test:journey']],
  ['infra/compose.yaml', ['//#test:unit', '//#test:int'], ['engine#build', '//#test:journey']],
  ['house-style/voorbeeldstad/tokens.json', ['reports#test:unit', 'worker#test:int'], ['engine#build']],
  ['tsconfig.base.json', ['engine#types', 'engine#build'], []],
])('a change of %s runs the right tasks', async (file, does, doesNot) => {
  const again = await runsAgain(join(house, file), '\n');
  const ids = (names: string[]): string[] =>
    names.map((name) => (name.startsWith('/') ? name : `@buurtbalans/${name}`));
  expect(again).toEqual(expect.arrayContaining(ids(does)));
  for (const id of ids(doesNot)) expect(again).not.toContain(id);
});

test('a page of the house runs nothing but what reads pages', async () => {
  expect(await runsAgain(join(house, 'README.md'), '\n')).toEqual(['//#test:unit']);
});

test('what is made is no input, also where there is no git', async () => {
  await rm(join(house, '.git'), { recursive: true, force: true });
  const before = await hashes();
  for (const path of [
    'engine/dist',
    'engine/.turbo',
    'worker/dist',
    'session-kit/build',
    'session-kit/.svelte-kit',
    'worker/test-results',
  ]) {
    await mkdir(join(house, 'apps', path), { recursive: true });
    await writeFile(join(house, 'apps', path, 'made.js'), String(Math.random()));
  }
  // what the compiler of the texts writes beside them at a first build
  await writeFile(join(house, 'apps/session-kit/project.inlang/.gitignore'), String(Math.random()));
  expect(await hashes()).toEqual(before);
});
