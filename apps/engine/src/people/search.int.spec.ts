import { randomUUID } from 'node:crypto';
import { PEOPLE_PAGE, type PersonView, type RegisteredOrganisationView } from '@buurtbalans/contracts';
import { saveAccount, saveOrganisation } from '@buurtbalans/database';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';

let engine: EngineUnderTest;
beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

async function found<T>(path: string, query: Readonly<Record<string, string>>): Promise<{ items: T[]; total: number }> {
  const answer = await engine.call('GET', `${path}?${new URLSearchParams(query)}`, { role: 'administrator' });
  expect(answer.status).toBe(200);
  return answer.body as unknown as { items: T[]; total: number };
}
const people = (query: Record<string, string>) => found<PersonView>('/people', query);
const names = async (query: Record<string, string>) => (await people(query)).items.map(({ name }) => name);

it('[E315] people are found by name and address without marks and capitals, by role and state, a page at a time', async () => {
  for (const [name, email] of [
    ['Zoë van der Bürg', 'z.vanderburg@stad.example.nl'],
    ['Søren Łukasz', 'soren@elders.example.nl'],
    ['Ayşe Yılmaz', 'ayse@stad.example.nl'],
  ] as const)
    await saveAccount(engine.db, {
      id: randomUUID(),
      email,
      name,
      role: 'stakeholder',
      organisationId: null,
      passwordHash: null,
      state: 'invited',
    });
  expect(await names({ text: 'zoe BURG' })).toEqual(['Zoë van der Bürg']);
  expect(await names({ text: 'zoë' })).toEqual(['Zoë van der Bürg']);
  expect(await names({ text: 'soren lukasz' })).toEqual(['Søren Łukasz']);
  expect(await names({ text: 'yilmaz' })).toEqual(['Ayşe Yılmaz']);
  expect(await names({ text: 'STAD.example' })).toEqual(['Ayşe Yılmaz', 'Zoë van der Bürg']);
  // signs that a search could take for its own
  for (const text of ['so%ren', 'so_en', "o'ren", '\\', '*']) expect(await names({ text })).toEqual([]);
  expect(await names({ state: 'invited', role: 'stakeholder' })).toEqual([
    'Ayşe Yılmaz',
    'Søren Łukasz',
    'Zoë van der Bürg',
  ]);
  expect(await names({ state: 'disabled' })).toEqual([]);
  expect((await engine.call('GET', '/people?role=baas', { role: 'administrator' })).body.code).toBe('REQUEST.INVALID');

  for (let index = 0; index < 120; index += 1)
    await saveAccount(engine.db, {
      id: randomUUID(),
      email: `velen-${index}@example.nl`,
      name: 'Velen',
      role: 'stakeholder',
      organisationId: null,
      passwordHash: null,
    });
  const pages = [];
  for (const page of ['1', '2', '3', '4']) pages.push(await people({ text: 'velen', page }));
  expect(pages.map(({ items, total }) => [items.length, total])).toEqual([
    [PEOPLE_PAGE, 120],
    [PEOPLE_PAGE, 120],
    [20, 120],
    [0, 120],
  ]);
  // each once, also where names are the same
  expect(new Set(pages.flatMap(({ items }) => items.map(({ id }) => id))).size).toBe(120);
});

it('[E315] organisations are found by name and contact, and by kind', async () => {
  for (const [name, type, contact] of [
    ['Coöperatie Één', 'housing_corporation', 'bel 020-1234567'],
    ['Wijkteam', 'care', null],
  ] as const)
    await saveOrganisation(engine.db, { id: randomUUID(), name, type, districtCodes: [], contact });
  const register = async (query: Record<string, string>) =>
    (await found<RegisteredOrganisationView>('/organisation-register', query)).items.map(({ name }) => name);
  expect(await register({ text: 'cooperatie een' })).toEqual(['Coöperatie Één']);
  expect(await register({ text: '1234567' })).toEqual(['Coöperatie Één']);
  expect(await register({ type: 'care' })).toEqual(['Wijkteam']);
  expect(await register({ page: '2' })).toEqual([]);
});
