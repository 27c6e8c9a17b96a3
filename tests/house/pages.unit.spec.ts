import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const folders = (side: string): string[] => readdirSync(join(ROOT, side)).map((name) => `${side}/${name}`);
const pagesIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder)).flatMap((file) => (file.endsWith('.md') ? [join(folder, file)] : []));
const rooms = [...folders('packages'), ...folders('apps')];
const others = ['.', 'docs', 'docs/adr', 'infra'].filter((folder) => existsSync(join(ROOT, folder)));
const pages = [...others, ...rooms, ...folders('tests')].flatMap(pagesIn);

it('every package and app says in a page what it is, and how it is tried', () => {
  for (const room of rooms) {
    const text = readFileSync(join(ROOT, room, 'README.md'), 'utf8');
    expect(text.startsWith(`# ${room.split('/')[1]}\n`)).toBe(true);
    expect([room, text.split('\n').length < 30]).toEqual([room, true]);
  }
});

it.each(pages)('%s leads to files that are there', (page) => {
  const text = readFileSync(join(ROOT, page), 'utf8');
  const broken = [...text.matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)]
    .map(([, target]) => target!)
    .filter((target) => !existsSync(join(ROOT, dirname(page), target)));
  expect(broken.filter((target) => !/^(file|path)$/.test(target))).toEqual([]);
});

it('the pages of the house name files that are there', () => {
  // a path from the root, or as CONTRIBUTING shortens them in its tables
  const from = ['.', 'packages/domain/src', 'apps/session-kit'];
  const missing = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md'].flatMap((page) =>
    [...readFileSync(join(ROOT, page), 'utf8').matchAll(/`([\w.[\]-]+(?:\/[\w.[\]-]+)+\.(?:ts|mjs|json|svelte|md))`/g)]
      .map(([, path]) => path!)
      .filter((path) => !/[A-Z]{4,}/.test(path.replace(/README|SPEC/, '')))
      .filter(
        (path) =>
          !from.some(
            (folder) => existsSync(join(ROOT, folder, path)) || existsSync(join(ROOT, folder, 'src/lib', path)),
          ),
      )
      .map((path) => `${page}: ${path}`),
  );
  expect(missing).toEqual([]);
});
