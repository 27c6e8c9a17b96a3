import { ProductError } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

const ATTEMPTS = 8;
const WINDOW_S = 300;

/** Slows down guessing: so many failures for one e-mail address within the window, counted in the database. */
@Injectable()
export class SignInLimit {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async check(email: string): Promise<void> {
    const { rows } = await this.db.pool.query<{ seconds: number }>(
      `select greatest(1, ceil(extract(epoch from since + make_interval(secs => $3) - now())))::int as seconds
         from sign_in_attempt where key = $1 and failures >= $2 and since > now() - make_interval(secs => $3)`,
      [email.toLowerCase(), ATTEMPTS, WINDOW_S],
    );
    if (rows[0]) throw new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds: rows[0].seconds });
  }

  async failed(email: string): Promise<void> {
    await this.db.pool.query(
      `insert into sign_in_attempt as a (key, failures, since) values ($1, 1, now())
       on conflict (key) do update set
         failures = case when a.since > now() - make_interval(secs => $2) then a.failures + 1 else 1 end,
         since = case when a.since > now() - make_interval(secs => $2) then a.since else now() end`,
      [email.toLowerCase(), WINDOW_S],
    );
  }

  async succeeded(email: string): Promise<void> {
    await this.db.pool.query('delete from sign_in_attempt where key = $1', [email.toLowerCase()]);
  }
}
