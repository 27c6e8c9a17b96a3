import { randomBytes } from 'node:crypto';
import {
  beginSignIn,
  type Database,
  deleteSignIn,
  idleEnd,
  type NewSignIn,
  readPasswordHash,
} from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { KNOWN_COOKIE, KNOWN_DAYS, knownBrowser } from '../platform/access/known-browser.ts';
import { OpenStreams } from '../platform/access/open-streams.service.ts';
import { COOKIE, hashToken, tokenHashOf } from '../platform/access/sign-in.ts';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { browserOf } from './browser-of.ts';

const HOURS = 12;

/** What all cookies of a sign-in have in common: no script reads them, and no other site sends them along. */
export const cookieFor = ({ headers }: Pick<FastifyRequest, 'headers'>) =>
  ({ path: '/', httpOnly: true, sameSite: 'lax', secure: headers['x-forwarded-proto'] === 'https' }) as const;

/** Lets somebody in who has shown who they are, and out again. */
@Injectable()
export class SignIns {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly streams: OpenStreams,
  ) {}

  /**
   * Begins a sign-in with a token that is new; the one that this browser had ends. Gives false, and does nothing, when the
   * account was disabled or got another password since this one was found to fit.
   *
   * @param passwordHash as it was stored then
   * @param hasShownFactor without it the account has to have no second factor
   */
  async begin(
    id: string,
    passwordHash: string,
    request: FastifyRequest,
    reply: FastifyReply,
    hasShownFactor = false,
  ): Promise<boolean> {
    const begun = await this.beginBy(request, reply, async (signIn) =>
      (await beginSignIn(this.db, { ...signIn, accountId: id, passwordHash, hasShownFactor })) ? { id } : undefined,
    );
    return begun !== undefined;
  }

  /**
   * Begins a sign-in with a token that is new; the one that this browser had ends.
   *
   * @param keep keeps it for the account that it gives; undefined: for nobody, and nothing is done
   */
  async beginBy<A extends { readonly id: string }>(
    request: FastifyRequest,
    reply: FastifyReply,
    keep: (signIn: Pick<NewSignIn, 'tokenHash' | 'expiresAt' | 'endsAt' | 'browser'>) => Promise<A | undefined>,
  ): Promise<A | undefined> {
    const token = randomBytes(32).toString('base64url');
    const endsAt = new Date(Date.now() + HOURS * 3_600_000);
    const account = await keep({
      tokenHash: hashToken(token),
      expiresAt: idleEnd(endsAt, this.config.SIGN_IN_IDLE_MINUTES * 60_000),
      endsAt,
      browser: browserOf(request.headers['user-agent']),
    });
    if (!account) return undefined;
    const former = tokenHashOf(request);
    if (former) await this.endBy(former);
    const shared = cookieFor(request);
    void reply.setCookie(COOKIE, token, { ...shared, maxAge: HOURS * 3_600 });
    const known = knownBrowser(this.config.BUURTBALANS_SECRET, account.id, Date.now());
    void reply.setCookie(KNOWN_COOKIE, known, { ...shared, maxAge: KNOWN_DAYS * 86_400 });
    return account;
  }

  /** Begins a sign-in anew for whoever has changed how they sign in, all of which has ended the one that they had. */
  async beginAgain(id: string, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const passwordHash = await readPasswordHash(this.db, id);
    return passwordHash !== null && this.begin(id, passwordHash, request, reply, true);
  }

  /** Ends the sign-in of a request. */
  async end(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const tokenHash = tokenHashOf(request);
    if (tokenHash) await this.endBy(tokenHash);
    void reply.clearCookie(COOKIE, { path: '/' });
  }

  /** Sign-ins of an account were ended; the streams that came in by them end with it. */
  ended(accountId: string): void {
    this.streams.lookAgain(accountId);
  }

  private async endBy(tokenHash: Buffer): Promise<void> {
    const accountId = await deleteSignIn(this.db, tokenHash);
    if (accountId) this.ended(accountId);
  }
}
