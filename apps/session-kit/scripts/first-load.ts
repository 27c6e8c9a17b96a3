import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Most compressed script that a participant's first page may load, in bytes. The map comes later. */
export const FIRST_LOAD_LIMIT = 150_000;

/** Pages on which participants come in. */
export const FIRST_PAGES = ['join/[code]', 'participant/[sessionId]'] as const;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
}

const GENERATED = '.svelte-kit/generated/build/client-optimized';

/** Node of a page: SvelteKit numbers them, and each one says from which page it was made. */
function nodeOf(root: string, page: string): string {
  const folder = join(root, GENERATED, 'nodes');
  const name = readdirSync(folder).find((file) =>
    readFileSync(join(folder, file), 'utf8').includes(`src/routes/${page}/+page.svelte`),
  );
  if (!name) throw new Error(`no page ${page} in ${folder}: build the session kit first`);
  return `${GENERATED}/nodes/${name}`;
}

/** Script of the first load of a page of the built session kit: each module of the import graph with its gzipped bytes. */
export function firstLoad(root: string, page: string): ReadonlyMap<string, number> {
  const client = join(root, '.svelte-kit/output/client');
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Record<string, Chunk>;
  const isStart = (key: string): boolean =>
    key === `${GENERATED}/app.js` || /runtime\/client\/(entry|payload)\.js$/.test(key);
  // the frame around every page is node 0, the error page node 1
  const open = [
    ...Object.keys(manifest).filter(isStart),
    `${GENERATED}/nodes/0.js`,
    `${GENERATED}/nodes/1.js`,
    nodeOf(root, page),
  ];
  const sizes = new Map<string, number>();
  const seen = new Set<string>();
  for (let key = open.pop(); key; key = open.pop()) {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) continue;
    seen.add(key);
    sizes.set(chunk.file, gzipSync(readFileSync(join(client, chunk.file))).length);
    open.push(...(chunk.imports ?? []));
  }
  return sizes;
}

/** Sum of a first load in bytes. */
export const totalOf = (sizes: ReadonlyMap<string, number>): number =>
  [...sizes.values()].reduce((sum, size) => sum + size, 0);

if (import.meta.main) {
  const root = join(import.meta.dirname, '..');
  for (const page of FIRST_PAGES) {
    const sizes = firstLoad(root, page);
    const total = totalOf(sizes);
    console.log(
      `/${page}: ${(total / 1000).toFixed(1)} kB of script in ${sizes.size} modules (at most ${FIRST_LOAD_LIMIT / 1000} kB)`,
    );
    if (process.argv.includes('--modules'))
      for (const [file, size] of [...sizes].sort((one, other) => other[1] - one[1]).slice(0, 15))
        console.log(`  ${size} ${file}`);
    if (total > FIRST_LOAD_LIMIT) process.exitCode = 1;
  }
}
