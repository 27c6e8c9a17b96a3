import { codeOf, type ErrorCode, ProductError, type ProviderSettings } from '@buurtbalans/contracts';
import { type Account, type Database, type NotLetIn, signInByProvider } from '@buurtbalans/database';
import type { LogEvent } from '@buurtbalans/logging';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { secondFactorState } from '../../platform/access/second-factor-state.ts';
import type { Config } from '../../platform/config.ts';
import { CONFIG, DATABASE } from '../../platform/tokens.ts';
import { keyOf } from '../sign-in-limit.service.ts';
import { SignIns } from '../sign-ins.service.ts';
import { unlessTaken } from '../unless-taken.ts';
import { providerFailure } from './failure.ts';
import { type Flow, FLOWS_COOKIE, FLOWS_KEPT_S, isLate, newFlow, openFlows, sealFlows } from './flows.ts';
import { ProviderClient } from './provider-client.ts';

const REFUSALS: Readonly<Record<NotLetIn, ErrorCode>> = {
  unverified: 'PROVIDER.UNVERIFIED',
  unknown: 'PROVIDER.UNKNOWN',
  no_group: 'PROVIDER.NO_GROUP',
  disabled: 'PROVIDER.DISABLED',
  other_person: 'PROVIDER.OTHER_PERSON',
  needs_organisation: 'PROVIDER.NEEDS_ORGANISATION',
};

/** Signing in at the organisation's own provider. No question to it is asked while a connection of the database is held. */
@Injectable()
export class ProviderSignIn {
  readonly #log = new Logger('background');
  readonly #client: ProviderClient | undefined;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly signIns: SignIns,
  ) {
    this.#client = config.provider && new ProviderClient(config.provider);
  }

  get settings(): ProviderSettings | undefined {
    return this.config.provider;
  }

  /** Whether somebody who came in by it has to set up a second factor of the product's own. */
  secondFactorOf(account: Account) {
    return secondFactorState(this.db, account, this.config);
  }

  /** Binds a sign-in to this browser, and gives where that goes. */
  async begin(next: string | null, request: FastifyRequest, reply: FastifyReply): Promise<string> {
    const flow = newFlow(next, Date.now());
    const address = await this.#ask((client) => client.address(flow));
    const sealed = sealFlows(this.config.BUURTBALANS_SECRET, [...this.flowsOf(request), flow]);
    const secure = request.headers['x-forwarded-proto'] === 'https';
    // it comes along when the provider leads back, which `strict` would not let it
    void reply.setCookie(FLOWS_COOKIE, sealed, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      maxAge: FLOWS_KEPT_S,
    });
    return address;
  }

  /** Lets in whom the provider has vouched for, in the browser in which that was begun, once. */
  async finish(
    query: string,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<{ account: Account; next: string }> {
    const states = new URLSearchParams(query).getAll('state');
    const flow = this.flowsOf(request).find(({ state }) => states.length === 1 && state === states[0]);
    if (!this.#client) throw new ProductError('PROVIDER.NOT_SET');
    if (!flow) throw new ProductError('PROVIDER.OTHER_BROWSER');
    if (isLate(flow, Date.now())) throw new ProductError('PROVIDER.EXPIRED');
    await this.use(flow);
    const person = await this.#ask((client) => client.person(query, flow));
    let refused: NotLetIn | undefined;
    const account = await this.signIns.beginBy(request, reply, async (signIn) => {
      const outcome = await unlessTaken('ACCOUNT.CHANGED_MEANWHILE', () => signInByProvider(this.db, person, signIn));
      if (outcome.accountId) this.signIns.ended(outcome.accountId);
      refused = outcome.refused;
      return outcome.account;
    });
    if (!account) throw new ProductError(REFUSALS[refused!]);
    return { account, next: flow.next };
  }

  private flowsOf({ cookies }: FastifyRequest): readonly Flow[] {
    return openFlows(this.config.BUURTBALANS_SECRET, cookies[FLOWS_COOKIE], Date.now());
  }

  /** An answer is taken once, in whichever engine it arrives; its mark goes after a day, as those of wrong passwords do. */
  private async use({ state }: Flow): Promise<void> {
    const { rowCount } = await this.db.pool.query(
      'insert into sign_in_attempt (key, failures, since) values ($1, 0, now()) on conflict (key) do nothing',
      [keyOf(this.config.BUURTBALANS_SECRET, `provider ${state}`)],
    );
    if (rowCount === 0) throw new ProductError('PROVIDER.USED');
  }

  async #ask<T>(ask: (client: ProviderClient) => Promise<T>): Promise<T> {
    if (!this.#client) throw new ProductError('PROVIDER.NOT_SET');
    try {
      return await ask(this.#client);
    } catch (error) {
      // its code alone: a message could hold a token, or a name
      this.#log.warn({ event: 'request failed' satisfies LogEvent, code: codeOf(error) });
      throw providerFailure(error);
    }
  }
}
