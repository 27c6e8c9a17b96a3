import { ProductError } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { JobGivenUp, JobLater } from '@buurtbalans/queue';
import { beginEffect, finishEffect, putOff, readDelay } from '@buurtbalans/workflow';
import { isSignInRefusal, type Letter, type Mailer, refusalOf } from './mailer.ts';

/** A server that says a code from here on will not take a mail later either. */
const FOR_GOOD = 500;
/** One mail to one receiver, under the key of its receipt. */
export interface Delivery {
  readonly letter: Letter;
  readonly to: string;
  readonly effectKey: string;
  readonly messageId: string;
}

/** What became of a letter: handed over, now or before; refused, and never offered again; or to be offered again. */
export type Handed = 'sent' | 'refused' | 'later';

/** Why a letter could not be handed over. */
interface Failure {
  readonly cause: unknown;
  /** What the server said to this letter; 0 when it is the server itself that fails. */
  readonly code: number;
}

/**
 * One round with the letters of a job. A letter is handed over once and has its receipt then. What the server refuses for
 * good is finished as refused; what it cannot take now is put off, for longer each time. With a server that cannot be
 * reached, or lets nobody in, the round is over for all that are left.
 */
export class PostRound {
  readonly #db: Database;
  readonly #mail: Mailer;
  /** When those that were put off are due, in milliseconds from now. */
  readonly #later: number[] = [];
  #refused = 0;
  /** Why the last one was put off. */
  #cause: unknown = new ProductError('MAIL.REFUSED', { refused: 1 });
  #down: Failure | undefined;
  /** Why some were given up after all their waiting. */
  #givenUp: unknown;

  constructor(db: Database, mail: Mailer) {
    this.#db = db;
    this.#mail = mail;
  }

  /** Hands a letter over, unless that was done, it still has to wait, or the server is away. */
  async hand({ letter, to, effectKey, messageId }: Delivery): Promise<Handed> {
    const delay = await readDelay(this.#db, effectKey);
    if (delay && delay.leftMs > 0) return this.#wait(delay.leftMs);
    if ((await beginEffect(this.#db, effectKey)) === undefined) return 'sent';
    const failure = this.#down ?? (await this.#send(letter, to, messageId));
    if (!failure) {
      await finishEffect(this.#db, effectKey, { messageId });
      return 'sent';
    }
    if (failure.code >= FOR_GOOD) return this.#refuse(effectKey, failure);
    if (failure.code === 0) this.#down = failure;
    this.#cause = failure.cause;
    const wait = this.#mail.waits[delay?.times ?? 0];
    if (wait === undefined) {
      this.#givenUp = failure.cause;
      return this.#refuse(effectKey, failure);
    }
    await putOff(this.#db, effectKey, wait);
    return this.#wait(wait);
  }

  /**
   * Ends the round: `finish` when nothing waits any more. @throws JobLater when something does, and JobGivenUp, once, for
   * what was given up after all its waiting and, unless a screen tells them, for who was refused: somebody has to look.
   */
  async end(finish: () => Promise<void>, isToldOnScreen: boolean): Promise<void> {
    if (this.#later.length > 0) throw new JobLater(Math.min(...this.#later), this.#cause);
    await finish();
    if (this.#givenUp !== undefined) throw new JobGivenUp(this.#givenUp);
    if (!isToldOnScreen && this.#refused > 0)
      throw new JobGivenUp(new ProductError('MAIL.REFUSED', { refused: this.#refused }));
  }

  async #send(letter: Letter, to: string, messageId: string): Promise<Failure | undefined> {
    try {
      await this.#mail.send(letter, to, messageId);
      return undefined;
    } catch (error) {
      const code = refusalOf(error);
      if (code !== undefined) return { code, cause: new ProductError('MAIL.REFUSED', { refused: 1 }) };
      return { code: 0, cause: isSignInRefusal(error) ? new ProductError('MAIL.SIGN_IN_REFUSED') : error };
    }
  }

  #wait(ms: number): Handed {
    this.#later.push(ms);
    return 'later';
  }

  async #refuse(effectKey: string, { code }: Failure): Promise<Handed> {
    await finishEffect(this.#db, effectKey, { refused: code });
    this.#refused += 1;
    return 'refused';
  }
}
