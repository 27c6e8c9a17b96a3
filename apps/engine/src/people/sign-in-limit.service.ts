import { ProductError } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

const ATTEMPTS = 8;
const WINDOW_S = 300;

/** Slows down guessing: so many attempts for one e-mail address within the window, counted in the database. */
@Injectable()
export class SignInLimit {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Counts an attempt before its password is looked at: many at once are then no way round the limit. */
  async attempt(email: string): Promise<void> {
    const { rows } = await this.db.pool.query<{ failures: number; seconds: number }>(
      `insert into sign_in_attempt as a (key, failures, since) values ($1, 1, now())
       on conflict (key) do update set
         failures = case when a.since > now() - make_interval(secs => $2) then least(a.failures + 1, $3 + 1) else 1 end,
         since = case when a.since > now() - make_interval(secs => $2) then a.since else now() end
       returning failures, greatest(1, ceil(extract(epoch from since + make_interval(secs => $2) - now())))::int as seconds`,
      [email.toLowerCase(), WINDOW_S, ATTEMPTS],
    );
    const { failures, seconds } = rows[0]!;
    if (failures > ATTEMPTS) throw new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds });
  }

  async succeeded(email: string): Promise<void> {
    await this.db.pool.query('delete from sign_in_attempt where key = $1', [email.toLowerCase()]);
  }
}
