import { ProductError } from '@buurtbalans/contracts';
import { type Account, type Database, readPasswordHash } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { networkOfCaller } from '../platform/access/origin.ts';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { SignInLimit } from './sign-in-limit.service.ts';

/** Asks somebody who is signed in for their present password again, before something grave. */
@Injectable()
export class OwnPassword {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly limit: SignInLimit,
    private readonly passwords: Passwords,
  ) {}

  /** Gives how it is stored. @throws ProductError ACCOUNT.WRONG_PASSWORD, or PROVIDER.NO_PASSWORD where their organisation lets them in */
  async confirm({ id, email }: Account, password: string, request: FastifyRequest): Promise<string> {
    const attempt = { email, network: networkOfCaller(request, this.config.DOOR_KEY) };
    const place = await this.limit.attempt(attempt);
    const stored = await readPasswordHash(this.db, id);
    if (stored === null) throw new ProductError('PROVIDER.NO_PASSWORD');
    if (!(await this.passwords.fits(place, password, stored))) throw new ProductError('ACCOUNT.WRONG_PASSWORD');
    await this.limit.succeeded(attempt);
    return stored;
  }
}
