import { createHmac } from 'node:crypto';
import type { Database } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import type { Place } from './passwords/password-line.ts';

/** Wrong passwords of a day, for one address from one network or known browser, after which the next ones are crowded. */
const OWN = 20;
/** The same where very many were wrong for the address, from wherever. */
const OWN_UNDER_SIEGE = 3;
/** Wrong passwords of a day for one address, from wherever, that are very many. */
const SIEGE = 500;
/** Wrong passwords of a day from one network, for whatever addresses, after which those who are not known there are crowded. */
const NETWORK = 300;
/** One of the crowded in so many milliseconds, for one address from one network; and after {@link PATIENT} wrong ones. */
const PACE_MS = 100;
const SLOW_PACE_MS = 5_000;
const PATIENT = 300;

/** Under which attempts are counted: it names nobody to whoever has the table alone. */
export const keyOf = (secret: string, what: string): string =>
  createHmac('sha256', secret).update(`sign-in ${what}`).digest('base64url');

/** Who tries to sign in, as far as that is counted. */
export interface Attempt {
  readonly email: string;
  readonly network: string;
  /** Name of a browser in which somebody has signed in to that very account before. */
  readonly browser?: string | undefined;
}

/**
 * Slows down guessing without keeping anybody out: what was wrong lately decides how soon the next password is looked at,
 * and never whether (ADR 42). Counted in the database, by keys that name nobody.
 */
@Injectable()
export class SignInLimit {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** Counts an attempt before its password is looked at, since many may come at once; gives the place in the line. */
  async attempt(attempt: Attempt): Promise<Place> {
    const [own, address, network] = this.keysOf(attempt);
    const { rows } = await this.db.pool.query<{ key: string; failures: number }>(
      `insert into sign_in_attempt as a (key, failures, since) select unnest($1::text[]), 1, now()
       on conflict (key) do update set
         failures = case when a.since > now() - interval '1 day' then least(a.failures + 1, 1000000) else 1 end,
         since = case when a.since > now() - interval '1 day' then a.since else now() end
       returning key, failures`,
      // always in one order: two that count the same keys wait for each other, and never crosswise
      [[own, address, network].sort()],
    );
    const count = (key: string): number => rows.find((row) => row.key === key)!.failures;
    const most = count(address) > SIEGE && attempt.browser === undefined ? OWN_UNDER_SIEGE : OWN;
    const isCrowded = count(own) > most || (attempt.browser === undefined && count(network) > NETWORK);
    if (isCrowded) return { turn: 'crowded', pile: own, paceMs: count(own) > PATIENT ? SLOW_PACE_MS : PACE_MS };
    return { turn: attempt.browser === undefined ? 'fresh' : 'known' };
  }

  /** It was right: what was wrong before from the same place is forgotten, and nothing else. */
  async succeeded(attempt: Attempt): Promise<void> {
    const [own, ...others] = this.keysOf(attempt);
    await this.db.pool.query('delete from sign_in_attempt where key = $1', [own]);
    await this.db.pool.query(
      'update sign_in_attempt set failures = failures - 1 where key = any($1) and failures > 0',
      [others.sort()],
    );
  }

  private keysOf({ email, network, browser }: Attempt): [own: string, address: string, network: string] {
    const address = email.toLowerCase();
    return [`own ${address} ${browser ?? network}`, `address ${address}`, `network ${network}`].map((key) =>
      keyOf(this.config.BUURTBALANS_SECRET, key),
    ) as [string, string, string];
  }
}
