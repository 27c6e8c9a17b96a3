// Whether anything was touched since the last build: asking Turborepo costs a start most of a second, looking costs a
// hundredth. What is listed here is only what no build reads or writes, so that a forgotten folder means one question too many.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';

const STAMP = join(root, '.turbo', 'built');
const OF_OTHERS = new Set(['node_modules', '.turbo', '.svelte-kit', 'test-results']);
const BUILT = new Set(['dist', 'build']);
const ROOTS = ['apps', 'packages', 'scripts'];
const FILES = ['package.json', 'package-lock.json', 'turbo.json', 'tsconfig.base.json'];

/** Files of these places, each by its place, size and the moment of its last change: `sources`, or what was `built` of them. */
function present(which) {
  const hash = createHash('sha256').update(process.version);
  const walk = (folder, isBuilt) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = `${folder}/${entry.name}`;
      if (OF_OTHERS.has(entry.name)) continue;
      if (entry.isDirectory()) walk(path, isBuilt || BUILT.has(entry.name));
      else if (entry.isFile() && isBuilt === (which === 'built')) look(path);
    }
  };
  const look = (path) => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const folder of ROOTS) walk(folder, false);
  if (which === 'sources') FILES.forEach(look);
  return hash.digest('hex');
}

/** Whether all is as it was when it was last built. What cannot be read is not. */
export function isAsBuilt() {
  try {
    return readFileSync(STAMP, 'utf8') === `${present('sources')} ${present('built')}`;
  } catch {
    return false;
  }
}

/** Looks at the sources before a build; gives what remembers it afterwards. What is changed meanwhile was not built. */
export function toBeBuilt() {
  const sources = present('sources');
  return () => {
    try {
      mkdirSync(join(root, '.turbo'), { recursive: true });
      writeFileSync(STAMP, `${sources} ${present('built')}`);
    } catch {
      // where nobody may write, the next start asks again
    }
  };
}
