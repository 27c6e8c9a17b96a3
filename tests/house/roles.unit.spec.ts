import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import { ROLES } from '../../packages/domain/src/index.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Product files below a folder whose names end so. */
const filesOf = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && ending.test(entry.name) && !/paraglide/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\.(spec|testing)\.ts$/.test(file));

const word = `['"](${ROLES.join('|')})['"]`;
/** The role of somebody, held against one that is known by heart. */
const BY_HEART = [
  new RegExp(`\\brole\\s*[!=]==?\\s*${word}`),
  new RegExp(`${word}\\s*[!=]==?\\s*[\\w.?!]*\\brole\\b`),
  new RegExp(`\\[[^\\]]*${word}[^\\]]*\\]\\s*\\.includes\\([\\w.?!]*\\brole\\b`),
  /\bswitch \([\w.?!]*\brole\)/,
];
const knowsRoles = (text: string): boolean => BY_HEART.some((way) => way.test(text));

test.each([
  "if (me?.role === 'facilitator') show();",
  "if (caller.account.role !== 'programme_manager') throw no;",
  "if ('administrator' === account.role) show();",
  "['programme_manager', 'facilitator'].includes(page.data.me?.role ?? '')",
  'switch (account.role) {',
])('a role that is known by heart is found: %s', (line) => {
  expect(knowsRoles(line)).toBe(true);
});

test('[E145] neither a screen nor a handler knows by heart what a role may do', () => {
  const files = [
    ...filesOf('apps/session-kit/src', /\.(ts|svelte)$/),
    ...filesOf('apps/engine/src', /\.controller\.ts$/),
  ];
  expect(files.length).toBeGreaterThan(200);
  const found = files.filter((file) => knowsRoles(readFileSync(file, 'utf8')));
  expect(found.map((file) => relative(ROOT, file))).toEqual([]);
});
