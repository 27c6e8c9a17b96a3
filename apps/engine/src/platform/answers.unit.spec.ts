import { type Endpoint, endpoints, problemOf } from '@buurtbalans/contracts';
import { describe, expect, it } from 'vitest';
import { faultsOf } from './answers.testing.ts';

const json = (body: unknown, status = 200) => ({ status, type: 'application/json', body: JSON.stringify(body) });
const organisation = { id: '0b7e6f43-6a35-4b59-8a8c-0d5d6b7a1c11', name: 'Politie', type: 'police' };

describe('what watches the answers of engines under test', () => {
  it.each([
    ['what the table says', endpoints.listOrganisations, json({ items: [organisation] }), []],
    [
      'a key that is nobody’s business, however deep',
      endpoints.listOrganisations,
      json({ items: [organisation, { ...organisation, phone: '06' }] }),
      ['items.1.phone: not in the contract'],
    ],
    ['a key that is missing', endpoints.health, json({}), [expect.stringMatching(/^status: /)]],
    [
      'another value',
      endpoints.listOrganisations,
      json({ items: [{ ...organisation, type: 'bakery' }] }),
      [expect.stringMatching(/^items\.0\.type: /)],
    ],
    ['an answer where there is none', endpoints.signOut, json({}), ['200 where nothing is answered']],
    [
      'another kind of file',
      endpoints.readPaperForm,
      { status: 200, type: 'image/png', body: '' },
      ['image/png is none of application/pdf,text/html'],
    ],
    ['an error that is no problem', endpoints.health, json({ error: 'x' }, 500), ['500 is no problem']],
    [
      'a problem with a stack in it',
      endpoints.health,
      {
        status: 404,
        type: 'application/problem+json',
        body: JSON.stringify({ ...problemOf('REQUEST.NOT_FOUND', 'nl'), stack: 'at …' }),
      },
      ['stack: not in the contract'],
    ],
  ] satisfies [string, Endpoint, Parameters<typeof faultsOf>[1], unknown[]][])(
    '[E140] knows %s',
    (_, endpoint, sent, faults) => {
      expect(faultsOf(endpoint, sent)).toEqual(faults);
    },
  );
});
