import { codeOf } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from './tokens.ts';

/** Health as the engine tells it. The worker listens on no port, so it is asked over the channel to whoever started it. */
@Injectable()
export class HealthService {
  readonly #db: Database;

  constructor(@Inject(DATABASE) db: Database) {
    this.#db = db;
  }

  /** @throws when the database does not answer */
  async health(): Promise<{ status: 'ok' }> {
    await this.#db.pool.query('select 1');
    return { status: 'ok' };
  }

  /** Says `{ ready: true }`, and answers `{ ask: 'health' }` from then on: `{ health: 'ok' }`, or the code of what is wrong. */
  answer(): void {
    const say = (said: object): void => void process.send?.(said, undefined, undefined, () => undefined);
    process.on('message', (asked: { ask?: unknown } | null) => {
      if (asked?.ask !== 'health') return;
      void this.health()
        .then(({ status }) => say({ health: status }))
        .catch((error: unknown) => say({ health: codeOf(error) }));
    });
    say({ ready: true });
  }
}
