import 'reflect-metadata';
import type { Account } from '@buurtbalans/database';
import { expect, expectTypeOf, it } from 'vitest';
import { type Call, Route } from './route.ts';

it('[E143] a handler gives what its endpoint answers, or it does not compile', () => {
  class Handlers {
    @Route('health')
    right() {
      return { status: 'ok' as const };
    }

    // @ts-expect-error another word
    @Route('health')
    word() {
      return { status: 'well' };
    }

    // @ts-expect-error without what the schema names
    @Route('listAccounts')
    async missing() {
      return { items: [{ id: '' }] };
    }

    // @ts-expect-error something where nothing is answered
    @Route('deleteGroup')
    something() {
      return { gone: true };
    }

    @Route('readDownload')
    file() {
      return 'a file';
    }
  }
  expect(Handlers).toBeDefined();
});

it('[E143] a call has an account, a participant, a trajectory and a session where the table says so, and nowhere else', () => {
  expectTypeOf<Call<'me'>['caller']['account']>().toEqualTypeOf<Account>();
  expectTypeOf<Call<'join'>['caller']['account']>().toEqualTypeOf<undefined>();
  expectTypeOf<Call<'sendLive'>['caller']['account']>().toEqualTypeOf<Account | undefined>();
  expectTypeOf<Call<'readParticipation'>['caller']['participant']['seat']>().toEqualTypeOf<string>();
  expectTypeOf<Call<'readHarvest'>['trajectory']['id']>().toEqualTypeOf<string>();
  expectTypeOf<Call<'readHarvest'>['session']['sessionId']>().toEqualTypeOf<string>();
  expectTypeOf<Call<'readTrajectory'>['session']>().toEqualTypeOf<undefined>();
  expectTypeOf<Call<'sendLive'>['trajectory']>().toEqualTypeOf<undefined>();
  expectTypeOf<Call<'readTemplate'>['params']['version']>().toEqualTypeOf<number>();
  expectTypeOf<Call<'startImport'>['upload']>().toEqualTypeOf<AsyncGenerator<Buffer>>();
});
