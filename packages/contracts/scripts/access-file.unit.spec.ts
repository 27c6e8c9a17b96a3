import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROLES } from '@buurtbalans/domain';
import { expect, it } from 'vitest';
import { endpoints } from '../src/index.ts';
import { ACCESS_FILE, accessFile } from './access-file.ts';

it('[E146] docs/who-may-do-what.md says what the endpoint table says (npm run docs:access)', async () => {
  expect(await readFile(ACCESS_FILE, 'utf8')).toBe(accessFile());
});

it('[E146] has every endpoint once', () => {
  const told = [...accessFile().matchAll(/<br>`(\w+)`: /g)].map(([, id]) => id);
  expect(told.toSorted()).toEqual(Object.keys(endpoints).toSorted());
});

it('[E146] calls a role as the screens call it', async () => {
  const root = join(import.meta.dirname, '..', '..', '..', 'apps', 'session-kit', 'messages');
  const words = async (language: string) =>
    JSON.parse(await readFile(join(root, `${language}.json`), 'utf8')) as Record<string, string>;
  const [nl, en] = await Promise.all([words('nl'), words('en')]);
  for (const role of ROLES) {
    const [english, dutch] = [en, nl].map((text) => text[`role_${role}`]!.toLocaleLowerCase('nl'));
    const name = english === dutch ? english : `${english} (*${dutch}*)`;
    expect(accessFile()).toContain(`| ${name} | \`${role}\` |`);
  }
});
