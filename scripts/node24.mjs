import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Folder with the programs that npm installed, among them Node 24. */
export const bin = join(root, 'node_modules', '.bin');

/** The environment in which programs of this repository run: Node 24 comes first. */
export function environment(extra = {}) {
  return { ...process.env, PATH: `${bin}:${process.env.PATH}`, ...extra };
}

/** Whether a program was installed; without development dependencies some are not. */
export function installed(name) {
  return existsSync(join(bin, name));
}
