import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PasswordLine, type Place } from './password-line.ts';
import { PASSWORD_THREADS, PasswordThreads } from './password-threads.ts';

// looked at when there is no such account, so that an unknown address takes as long as a wrong password
const NOBODY = '$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

/** Looks at passwords in an order that is fair, on threads of their own. */
@Injectable()
export class Passwords implements OnApplicationShutdown {
  readonly #line = new PasswordLine(PASSWORD_THREADS);
  readonly #threads = new PasswordThreads();

  /** Whether a password fits; without a stored one never, in the same time. */
  async fits(place: Place, password: string, stored = NOBODY): Promise<boolean> {
    return (await this.#line.wait(place, () => this.#threads.ask({ password, stored }))) === true;
  }

  /** The hash of a new password, for whoever has shown who they are. */
  async hash(password: string): Promise<string> {
    return String(await this.#line.wait({ turn: 'known' }, () => this.#threads.ask({ password })));
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#threads.close();
  }
}
