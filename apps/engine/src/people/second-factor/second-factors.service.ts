import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  addSecondFactor,
  type Database,
  readSecondFactor,
  replaceRecoveryCodes,
  takeRecoveryCode,
  takeStep,
} from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config.ts';
import { CONFIG, DATABASE } from '../../platform/tokens.ts';
import { AccountNewsService } from '../account-news.service.ts';
import { type CodeAttempt, CodeLimit } from './code-limit.service.ts';
import { hashOfCode, newRecoveryCodes } from './recovery-codes.ts';
import { seal, sealFor, unseal, unsealed } from './sealed.ts';
import { inBase32, newSecret, otpauthAddress, stepOf } from './totp.ts';

/** How long a secret that was offered can be turned on, in milliseconds: time to find an app. */
const OFFERED_MS = 30 * 60_000;
/** Wrong codes from one place after which the owner is told that somebody knows the password. */
const GUESSED = 5;

interface Offered {
  /** The secret, in base 64. */
  readonly bytes: string;
}

/** Makes, keeps and checks what accounts show beside their password. */
@Injectable()
export class SecondFactors {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly limit: CodeLimit,
    private readonly news: AccountNewsService,
  ) {}

  /** Makes a secret for an app. The browser keeps it, sealed, until a code shows that the app has it too. */
  offer({ id, email }: Account) {
    const secret = newSecret();
    const offered: Offered = { bytes: secret.toString('base64') };
    const { BUURTBALANS_SECRET: key } = this.config;
    return {
      secret: inBase32(secret),
      address: otpauthAddress(secret, email),
      setup: sealFor(key, 'second factor offered', id, offered, Date.now() + OFFERED_MS),
    };
  }

  /** Turns it on by a code of what was offered; gives the recovery codes. The sign-ins of the account end. */
  async turnOn(accountId: string, setup: string, code: string): Promise<string[]> {
    const { BUURTBALANS_SECRET: key } = this.config;
    const offered = unsealed<Offered>(key, 'second factor offered', accountId, setup, Date.now());
    if (!offered) throw new ProductError('ACCOUNT.SETUP_TOO_LATE');
    const secret = Buffer.from(offered.bytes, 'base64');
    const lastStep = stepOf(secret, digitsOf(code) ?? '', Date.now());
    // whoever has what was offered can make the code: there is nothing to guess
    if (lastStep === undefined) throw new ProductError('AUTH.CODE_WRONG');
    const codes = newRecoveryCodes();
    const factor = {
      sealedSecret: seal(key, 'second factor', accountId, secret),
      lastStep,
      recoveryCodes: codes.map(hashOfCode),
    };
    if (!(await addSecondFactor(this.db, accountId, factor))) throw new ProductError('ACCOUNT.SECOND_FACTOR_ON');
    await this.news.tell(accountId, 'second_factor_on');
    return codes;
  }

  /**
   * Takes a code of the app, or a recovery code: each is good once.
   *
   * @throws ProductError AUTH.CODE_WRONG, AUTH.FACTOR_UNREADABLE, AUTH.TOO_MANY_ATTEMPTS, or ACCOUNT.SECOND_FACTOR_OFF
   */
  async take(attempt: CodeAttempt, code: string): Promise<void> {
    const digits = digitsOf(code);
    if (digits === undefined) return this.#takeRecoveryCode(attempt.accountId, code);
    const factor = await readSecondFactor(this.db, attempt.accountId);
    if (!factor) throw new ProductError('ACCOUNT.SECOND_FACTOR_OFF');
    const { BUURTBALANS_SECRET: key } = this.config;
    const secret = unseal(key, 'second factor', attempt.accountId, factor.sealedSecret);
    // after a backup was restored without the key of then
    if (!secret) throw new ProductError('AUTH.FACTOR_UNREADABLE');
    const tried = await this.limit.attempt(attempt);
    const step = stepOf(secret, digits, Date.now());
    if (step === undefined || !(await takeStep(this.db, attempt.accountId, step))) {
      if (tried === GUESSED) await this.news.tell(attempt.accountId, 'codes_guessed');
      throw new ProductError('AUTH.CODE_WRONG');
    }
    await this.limit.succeeded(attempt);
  }

  /** Puts new recovery codes in place of those that are left. */
  async renewRecoveryCodes(accountId: string): Promise<string[]> {
    const codes = newRecoveryCodes();
    if (!(await replaceRecoveryCodes(this.db, accountId, codes.map(hashOfCode))))
      throw new ProductError('ACCOUNT.SECOND_FACTOR_OFF');
    await this.news.tell(accountId, 'recovery_codes_renewed');
    return codes;
  }

  async #takeRecoveryCode(accountId: string, code: string): Promise<void> {
    if (!(await takeRecoveryCode(this.db, accountId, hashOfCode(code)))) throw new ProductError('AUTH.CODE_WRONG');
    await this.news.tell(accountId, 'recovery_code_used');
  }
}

/** The six digits of a code, with spaces or without; undefined when it is none of those that apps make. */
function digitsOf(code: string): string | undefined {
  const digits = code.replace(/[\s-]/g, '');
  return /^\d{6}$/.test(digits) ? digits : undefined;
}
