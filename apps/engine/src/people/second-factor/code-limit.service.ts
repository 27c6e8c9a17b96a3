import { ProductError } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../../platform/config.ts';
import { CONFIG, DATABASE } from '../../platform/tokens.ts';
import { keyOf } from '../sign-in-limit.service.ts';

/** So many codes are looked at as they come in a day, and then one in so many seconds. */
interface Pace {
  readonly free: number;
  readonly seconds: number;
}
/** For one account, from one known browser or one network. */
const OWN: Pace = { free: 5, seconds: 60 };
/** For one account, from all browsers together that are not known. */
const STRANGERS: Pace = { free: 50, seconds: 300 };

/** Who tries a code, and for which password of which account: another password begins to count anew. */
export interface CodeAttempt {
  readonly accountId: string;
  readonly passwordHash: string;
  readonly network: string;
  /** Name of a browser in which somebody has signed in to that very account before. */
  readonly browser: string | undefined;
}

/**
 * Slows down guessing codes of six digits, by whoever knows the password already (ADR 50). What strangers tried keeps no known
 * browser out, and nobody who types a recovery code or chooses another password.
 */
@Injectable()
export class CodeLimit {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Counts a code before it is looked at, since many may come at once; gives how many that makes of this one's own.
   *
   * @throws ProductError AUTH.TOO_MANY_ATTEMPTS with the seconds until the next one is looked at
   */
  async attempt(attempt: CodeAttempt): Promise<number> {
    const { own, strangers } = this.keysOf(attempt);
    const failures = await this.count(own, OWN);
    if (strangers)
      await this.count(strangers, STRANGERS).catch(async (error: unknown) => {
        // it was not looked at
        await this.takeBack([own]);
        throw error;
      });
    return failures;
  }

  /** It was right: what was wrong before from the same place is forgotten, and nothing else. */
  async succeeded(attempt: CodeAttempt): Promise<void> {
    const { own, strangers } = this.keysOf(attempt);
    await this.db.pool.query('delete from sign_in_attempt where key = $1', [own]);
    if (strangers) await this.takeBack([strangers]);
  }

  private async takeBack(keys: readonly string[]): Promise<void> {
    await this.db.pool.query(
      'update sign_in_attempt set failures = failures - 1 where key = any($1) and failures > 0',
      [keys],
    );
  }

  private async count(key: string, { free, seconds }: Pace): Promise<number> {
    const { rows } = await this.db.pool.query<{ failures: number }>(
      `insert into sign_in_attempt as a (key, failures, since) values ($1, 1, now())
       on conflict (key) do update set
         failures = case when a.since > now() - interval '1 day' then a.failures + 1 else 1 end,
         since = case when a.since > now() - interval '1 day' then a.since else now() end
       where a.since <= now() - interval '1 day'
          or a.failures < $2 + floor(extract(epoch from now() - a.since) / $3)
       returning failures`,
      [key, free, seconds],
    );
    if (rows[0]) return rows[0].failures;
    const { rows: wait } = await this.db.pool.query<{ seconds: number }>(
      `select greatest(1, ceil((failures - $2 + 1) * $3 - extract(epoch from now() - since)))::int as seconds
         from sign_in_attempt where key = $1`,
      [key, free, seconds],
    );
    throw new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds: wait[0]?.seconds ?? 1 });
  }

  private keysOf({ accountId, passwordHash, network, browser }: CodeAttempt): { own: string; strangers?: string } {
    const key = (who: string): string =>
      keyOf(this.config.BUURTBALANS_SECRET, `code ${who} ${accountId} ${passwordHash}`);
    return browser === undefined
      ? { own: key(`network ${network}`), strangers: key('strangers') }
      : { own: key(`browser ${browser}`) };
  }
}
