import { randomUUID } from 'node:crypto';
import type { ProviderSettings } from '@buurtbalans/contracts';
import type { Role } from '@buurtbalans/domain';
import { expect } from 'vitest';
import { type Answer, type EngineUnderTest, startEngineUnderTest } from '../../engine.testing.ts';
import { cookieOf } from '../accounts.testing.ts';
import { CLIENT, TestProvider, type TheirClaims } from './provider.testing.ts';

/** Where people reach the product, as the provider has it registered. */
export const PUBLIC_URL = 'http://localhost:9999';
/** How the provider is at the beginning of each test. */
const AT = { mode: 'up', tamper: undefined, during: undefined } as const;

/** An engine, and a provider at which its people sign in. */
export class ProviderGround {
  readonly engine: EngineUnderTest;
  readonly there: TestProvider;
  readonly settings: { -readonly [K in keyof ProviderSettings]: ProviderSettings[K] };

  private constructor(engine: EngineUnderTest, there: TestProvider, settings: ProviderSettings) {
    this.engine = engine;
    this.there = there;
    this.settings = settings;
  }

  static async start(): Promise<ProviderGround> {
    const there = await TestProvider.start(`${PUBLIC_URL}/sign-in/callback`);
    const settings: ProviderSettings = {
      issuer: there.issuer,
      clientId: CLIENT.id,
      secret: CLIENT.secret,
      scope: 'openid profile email groups',
      label: 'Voorbeeldstad',
      groupsClaim: 'groups',
      verifiedClaim: 'email_verified',
      roles: [
        { group: 'bb-beheer', role: 'administrator' },
        { group: 'bb-begeleiding', role: 'facilitator' },
        { group: 'bb-onderzoek', role: 'research_adviser' },
        { group: 'bb-partners', role: 'professional' },
      ],
      passwords: true,
      publicUrl: PUBLIC_URL,
    };
    return new ProviderGround(await startEngineUnderTest({ provider: settings }), there, settings);
  }

  async stop(): Promise<void> {
    await this.engine.stop();
    await this.there.stop();
  }

  /** The provider is well again, and honest. */
  mend(): void {
    Object.assign(this.there, AT);
  }

  /** Somebody at the provider; gives the name by which it knows them, and their address. */
  somebody(change: TheirClaims = {}) {
    const sub = randomUUID();
    const email = `${sub.slice(0, 8)}@example.nl`;
    const claims = { email, email_verified: true, name: 'Iemand van Elders', groups: ['bb-begeleiding'], ...change };
    this.there.people.set(sub, claims);
    return { sub, email: claims.email };
  }

  async begin(next: string | null = null, cookie = ''): Promise<{ address: string; cookie: string }> {
    const answer = await this.engine.call('POST', '/sign-in/provider', { body: { next }, headers: { cookie } });
    expect(answer.status).toBe(200);
    return { address: answer.body.address as string, cookie: cookieOf(answer.headers) };
  }

  finish(cookie: string, back: URL): Promise<Answer> {
    return this.engine.call('POST', '/sign-in/provider/callback', {
      body: { query: back.search.slice(1) },
      headers: { cookie },
    });
  }

  /** Begins, signs in there, and comes back. */
  async signIn(sub: string | null, next: string | null = null): Promise<Answer> {
    const { address, cookie } = await this.begin(next);
    return this.finish(cookie, await this.there.visit(address, sub));
  }

  me(answer: Answer): Promise<Answer> {
    return this.engine.call('GET', '/me', { headers: { cookie: cookieOf(answer.headers) } });
  }

  /** An administrator changes an account. */
  changed(accountId: string, change: { role?: Role; isDisabled?: boolean; wasDisabled?: boolean }): Promise<Answer> {
    return this.engine.call('PUT', `/people/${accountId}`, {
      role: 'administrator',
      body: {
        name: 'Iemand',
        role: 'facilitator',
        organisationId: null,
        districtCode: null,
        isDisabled: false,
        wasDisabled: false,
        ...change,
      },
    });
  }
}
