import { ROLES } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { type Endpoint, type EndpointId, endpoints, endpointsByFeature } from '../index.ts';
import { defineEndpoints } from './endpoints/endpoint.ts';
import { uuid } from './endpoints/parameters.ts';
import { callableBy, mayCall } from './may-call.ts';

const table = Object.entries(endpoints) as [EndpointId, Endpoint][];

describe('the endpoint table', () => {
  it('has each endpoint in one feature, and each method and path once', () => {
    const ids = Object.values(endpointsByFeature).flatMap((each) => Object.keys(each));
    expect(ids.toSorted()).toEqual(Object.keys(endpoints).toSorted());
    const routes = table.map(([, { method, path }]) => `${method} ${path.replace(/\{\w+\}/g, '{}')}`);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it.each(table)(
    '%s: where an account is let in within something, the path names it',
    (_, { path, within, access }) => {
      const named = /\{(trajectory|session)Id\}/.exec(path)?.[1];
      // nobody needs to see a trajectory for what is public in it
      expect(access === 'public' ? undefined : named).toBe(within);
    },
  );

  it('does not compile without what a parameter may be, with one too many, or without roles', () => {
    const rest = { method: 'GET', summary: '', access: 'public' } as const;
    // @ts-expect-error nothing says what it may be
    defineEndpoints({ one: { ...rest, path: '/things/{thingId}' } });
    // @ts-expect-error another name
    defineEndpoints({ one: { ...rest, path: '/things/{thingId}', params: { thing: uuid } } });
    // @ts-expect-error no name at all
    defineEndpoints({ one: { ...rest, path: '/things', params: { thing: uuid } } });
    // @ts-expect-error staff of no role
    defineEndpoints({ one: { ...rest, path: '/things', access: 'staff' } });
    expect(defineEndpoints({ one: { ...rest, path: '/things/{thingId}', params: { thingId: uuid } } })).toBeDefined();
  });
});

describe('[E145] what a role may call', () => {
  it('is what the table says, and nothing for nobody but what is public', () => {
    for (const [id, { access, roles }] of table) {
      for (const role of ROLES) expect(mayCall(id, role)).toBe(access === 'public' || Boolean(roles?.includes(role)));
      expect(mayCall(id, undefined)).toBe(access === 'public');
    }
  });

  it('is what a screen of that role offers', () => {
    expect(callableBy('administrator')).toEqual(expect.arrayContaining(['listQueues', 'startImport']));
    expect(callableBy('administrator')).not.toContain('readTrajectory');
    expect(callableBy('professional')).not.toContain('startImport');
  });
});
