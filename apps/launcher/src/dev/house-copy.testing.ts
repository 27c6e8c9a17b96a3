import { cp, mkdir, readdir, readlink, symlink } from 'node:fs/promises';
import { join } from 'node:path';

const LEFT_OUT = new Set(['node_modules', 'dist', 'build', '.svelte-kit', 'cache', '.lix']);

/** Copies the house without what is made of it, and lends it what is installed: a test may change the copy. */
export async function copyHouse(from: string, to: string): Promise<void> {
  for (const name of ['package.json', 'tsconfig.base.json', 'apps', 'packages'])
    await cp(join(from, name), join(to, name), {
      recursive: true,
      filter: (path) => !LEFT_OUT.has(path.split('/').at(-1)!),
    });
  await lend(from, to, '');
  for (const room of ['apps', 'packages'])
    for (const name of await readdir(join(from, room))) await lend(from, to, join(room, name));
}

/** Links what is installed in a folder, one by one: what is written beside it stays in the copy, and our own packages are the copied ones. */
async function lend(from: string, to: string, folder: string): Promise<void> {
  const [installed, lent] = [join(from, folder, 'node_modules'), join(to, folder, 'node_modules')];
  for (const name of await readdir(installed).catch(() => [])) {
    if (name.startsWith('.') && name !== '.bin') continue;
    const isScope = name.startsWith('@');
    for (const entry of isScope ? await readdir(join(installed, name)) : [name]) {
      const path = isScope ? join(name, entry) : entry;
      await mkdir(join(lent, isScope ? name : ''), { recursive: true });
      const target = name === '@buurtbalans' ? await readlink(join(installed, path)) : join(installed, path);
      await symlink(target, join(lent, path));
    }
  }
}
