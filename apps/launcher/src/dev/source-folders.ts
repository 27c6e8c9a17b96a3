import { existsSync, type FSWatcher, readdirSync, statSync, watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';

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

/**
 * Tells of each change of a source below some folders, once it is calm; gives what ends it. Files for tests are none. A
 * folder that goes and comes back, as at a change of branch, is followed again.
 */
export function watchSources(folders: readonly string[], onChanged: () => void): () => void {
  const watchers = new Map<string, FSWatcher>();
  const above: FSWatcher[] = [];
  let calm: NodeJS.Timeout | undefined;
  const tell = (): void => {
    clearTimeout(calm);
    calm = setTimeout(onChanged, CALM_MS);
  };
  // folder by folder: a file that is put in the place of another is a change of its folder
  const follow = (folder: string): boolean => {
    const watcher = watching(folder, (name) => {
      const path = join(folder, name);
      // of itself it tells by its own name
      if (name === basename(folder) && !existsSync(path)) return again(folder);
      if (watchers.has(path) || isFolder(path)) return again(path);
      if (isSource(name)) tell();
    });
    if (!watcher) return false;
    watchers.set(folder, watcher);
    const entries = readdirSync(folder, { withFileTypes: true });
    const below = entries.filter((entry) => entry.isDirectory()).map(({ name }) => follow(join(folder, name)));
    return below.includes(true) || entries.some(({ name }) => isSource(name));
  };
  const forget = (folder: string): boolean => {
    const gone = [...watchers].filter(([path]) => path === folder || path.startsWith(folder + sep));
    for (const [path, watcher] of gone) {
      watcher.close();
      watchers.delete(path);
    }
    return gone.length > 0;
  };
  const again = (folder: string): void => {
    const wasThere = forget(folder);
    const hasSources = isFolder(folder) && follow(folder);
    if (wasThere || hasSources) tell();
  };
  for (const folder of folders) {
    follow(folder);
    const watcher = watching(dirname(folder), (name) => void (name === basename(folder) && again(folder)));
    if (watcher) above.push(watcher);
  }
  return () => {
    clearTimeout(calm);
    for (const watcher of [...watchers.values(), ...above]) watcher.close();
  };
}

const isSource = (name: string): boolean => SOURCE.test(name) && !FOR_TESTS.test(name);

/** Hears of what changes in a folder; nothing where there is none, or no more. */
function watching(folder: string, onChange: (name: string) => void): FSWatcher | undefined {
  try {
    const watcher = watch(folder, (_type, name) => name !== null && onChange(name));
    // a folder that is gone has nothing to tell
    return watcher.on('error', () => undefined);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
