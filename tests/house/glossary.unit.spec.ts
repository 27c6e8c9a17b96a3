import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const LEFT_OUT = /(^|\/)(node_modules|dist|build|paraglide|\.svelte-kit|data)\//;

/** All of a folder's files with these endings, as one text. */
const texts = (folder: string, ending: RegExp): string =>
  readdirSync(join(ROOT, folder), { recursive: true })
    .map(String)
    .filter((file) => ending.test(file) && !LEFT_OUT.test(file))
    .map((file) => readFileSync(join(ROOT, folder, file), 'utf8'))
    .join('\n');

const words = [
  ...readFileSync(join(ROOT, 'docs/glossary.md'), 'utf8').matchAll(/^\| ([^|]+) \| ([^|]+) \| `([^`|]+)` \| .+ \|$/gm),
].map(([, dutch, english, code]) => ({ dutch: dutch!, english: english!, code: code! }));

it('each Dutch word of the glossary is said on a screen, in a document or in a template', () => {
  const said = [
    // the names of messages are English
    texts('apps/session-kit/messages', /(^|\/)nl\.[a-z.]*json$/).replaceAll(/"[^"]*":/g, ''),
    texts('packages/reports/src/texts', /\.ts$/),
    texts('packages/domain/src/templates', /\.json$/),
  ].join('\n');
  expect(words.length).toBeGreaterThan(50);
  expect(words.filter(({ dutch }) => !new RegExp(`\\b${dutch}`, 'i').test(said))).toEqual([]);
});

it('each word of the code is in a source that is no test', () => {
  const sources = ['packages', 'apps'].map((folder) => texts(folder, /(?<!\.spec|\.testing)\.(ts|svelte)$/)).join('\n');
  expect(words.filter(({ code }) => !sources.includes(code))).toEqual([]);
});

it('no two things have the same English word', () => {
  const english = words.map((word) => word.english);
  expect(english.filter((word, index) => english.indexOf(word) !== index)).toEqual([]);
});
