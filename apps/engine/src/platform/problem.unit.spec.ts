import { ProductError } from '@buurtbalans/contracts';
import type { FastifyRequest } from 'fastify';
import { describe, expect, it } from 'vitest';
import { problemFor } from './problem.filter.ts';

const logged: unknown[] = [];
const request = (language = 'nl') =>
  ({
    method: 'GET',
    routeOptions: { url: '/api/v1/me' },
    headers: { 'accept-language': language },
    log: { error: (what: unknown) => logged.push(what), info: (what: unknown) => logged.push(what) },
  }) as unknown as FastifyRequest;
const thrown = (code: string): Error => Object.assign(new Error('of the server'), { code });

describe('what the server runs out of', () => {
  it.each([
    ['53100', 507, 'SERVER.DISK_FULL'],
    ['ENOSPC', 507, 'SERVER.DISK_FULL'],
    ['EDQUOT', 507, 'SERVER.DISK_FULL'],
    ['53200', 503, 'SERVER.OUT_OF_MEMORY'],
    ['53300', 503, 'SERVER.TOO_BUSY'],
    ['EMFILE', 503, 'SERVER.TOO_BUSY'],
    ['57P01', 503, 'SERVER.RESTARTING'],
    ['57P03', 503, 'SERVER.RESTARTING'],
    ['ECONNREFUSED', 503, 'SERVER.UNAVAILABLE'],
    ['ETIMEDOUT', 503, 'SERVER.UNAVAILABLE'],
  ])('[E84] is called so, with what helps, and never unexpected: %s', (cause, status, code) => {
    for (const language of ['nl', 'en']) {
      const problem = problemFor(thrown(cause), request(language));
      expect(problem).toMatchObject({ status, code, details: {} });
      expect(problem.detail).not.toBe('');
    }
  });

  it('[E84] is heard of by whoever looks after the server', () => {
    logged.length = 0;
    problemFor(thrown('53100'), request());
    expect(logged).toEqual([{ method: 'GET', route: '/api/v1/me', status: 507, code: '53100' }]);
  });
});

describe('what is refused', () => {
  it('[E103] is logged where somebody could not sign in or the server cannot, without who, and not otherwise', () => {
    logged.length = 0;
    for (const code of ['AUTH.SIGN_IN_FAILED', 'SERVER.UNAVAILABLE', 'REQUEST.NOT_FOUND'] as const)
      problemFor(new ProductError(code, { email: 'jansen@example.nl' }), request());
    expect(logged).toEqual([
      { method: 'GET', route: '/api/v1/me', status: 401, code: 'AUTH.SIGN_IN_FAILED' },
      { method: 'GET', route: '/api/v1/me', status: 503, code: 'SERVER.UNAVAILABLE' },
    ]);
  });
});

describe('what is unexpected', () => {
  it('[E22] is logged with its place, and with nothing that somebody wrote', () => {
    logged.length = 0;
    for (const fault of [new Error('Jansen woont op 12'), new TypeError('kom\n    at Jansen (huis.ts:1:1)'), 'Jansen'])
      problemFor(fault, request());
    expect(logged).toMatchObject([
      { code: 'Error', frames: expect.stringContaining('problem.unit.spec.ts') },
      { code: 'TypeError' },
      { code: 'Error' },
    ]);
    expect(JSON.stringify(logged)).not.toContain('Jansen');
  });
});
