import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

interface OpenStream {
  /** Whether it would be let in now. */
  readonly isStill: () => Promise<boolean>;
  readonly end: () => void;
}

/** How often each is looked at, in milliseconds: another engine may have ended the sign-in by which it came in. */
const EVERY_MS = 5_000;

/** Live streams of accounts, which end with their sign-in, their appointment or their account. */
@Injectable()
export class OpenStreams implements OnApplicationShutdown {
  readonly #open = new Set<OpenStream>();
  #timer: NodeJS.Timeout | undefined;

  /** Looks after a stream until the function that it gives is called. */
  follow(stream: OpenStream): () => void {
    this.#open.add(stream);
    this.#timer ??= setInterval(() => this.lookAgain(), EVERY_MS).unref();
    return () => void this.#open.delete(stream);
  }

  /** Something was ended by which streams may have come in. */
  lookAgain(): void {
    for (const stream of this.#open) this.#look(stream).catch(() => stream.end());
  }

  async #look(stream: OpenStream): Promise<void> {
    // with a database that is away nothing is known: the next look will tell
    if (await stream.isStill().catch(() => true)) return;
    this.#open.delete(stream);
    stream.end();
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }
}
