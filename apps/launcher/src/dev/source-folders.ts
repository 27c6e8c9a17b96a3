import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** An editor writes a file in several steps. */
const CALM_MS = 60;
const SOURCE = /\.(ts|json)$/;
const FOR_TESTS = /\.(spec|testing)\.ts$/;

/** Folders with the sources of an app and of every package that it uses, however indirectly. `app` is the folder's path in the repository. */
export async function sourceFolders(root: string, app: string): Promise<string[]> {
  const found = new Set<string>();
  const follow = async (path: string): Promise<void> => {
    if (found.has(path)) return;
    found.add(path);
    const { dependencies = {} } = JSON.parse(await readFile(join(root, path, 'package.json'), 'utf8')) as {
      dependencies?: Record<string, string>;
    };
    const own = Object.keys(dependencies).filter((name) => name.startsWith('@buurtbalans/'));
    await Promise.all(own.map((name) => follow(join('packages', name.slice('@buurtbalans/'.length)))));
  };
  await follow(app);
  return [...found].map((path) => join(root, path, 'src'));
}

/** Tells of each change of a source below some folders, once it is calm; gives what ends it. Files for tests are none. */
export function watchSources(folders: readonly string[], onChanged: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  let calm: NodeJS.Timeout | undefined;
  // folder by folder: a file that is put in the place of another is a change of its folder
  const follow = (folder: string): void => {
    if (watchers.has(folder)) return;
    const watcher = watch(folder, (_type, name) => {
      if (name === null) return;
      const path = join(folder, name);
      if (isFolder(path)) follow(path);
      if (!SOURCE.test(name) || FOR_TESTS.test(name)) return;
      clearTimeout(calm);
      calm = setTimeout(onChanged, CALM_MS);
    });
    // a folder that is gone has nothing to tell
    watcher.on('error', () => undefined);
    watchers.set(folder, watcher);
    for (const entry of readdirSync(folder, { withFileTypes: true }))
      if (entry.isDirectory()) follow(join(folder, entry.name));
  };
  for (const folder of folders) if (existsSync(folder)) follow(folder);
  return () => {
    clearTimeout(calm);
    for (const watcher of watchers.values()) watcher.close();
  };
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
