import { Injectable, type OnApplicationShutdown } from '@nestjs/common';

interface OpenStream {
  readonly accountId: string;
  /** Whether it would be let in now. */
  readonly isStill: () => Promise<boolean>;
  readonly end: () => void;
}

interface Followed extends OpenStream {
  isLookedAt: boolean;
  /** Something was ended while a look was under way, which may have read what was before. */
  isChanged: boolean;
}

/** How often each is looked at, in milliseconds: another engine may have ended the sign-in by which it came in. */
const EVERY_MS = 5_000;

/** Live streams of accounts, which end with their sign-in, their appointment or their account. */
@Injectable()
export class OpenStreams implements OnApplicationShutdown {
  readonly #open = new Set<Followed>();
  #timer: NodeJS.Timeout | undefined;

  /** Looks after a stream until the function that it gives is called. */
  follow(stream: OpenStream): () => void {
    const followed: Followed = { ...stream, isLookedAt: false, isChanged: false };
    this.#open.add(followed);
    this.#timer ??= setInterval(() => this.#lookAtAll(), EVERY_MS).unref();
    return () => void this.#open.delete(followed);
  }

  /** Something was ended by which streams of an account may have come in. */
  lookAgain(accountId: string): void {
    for (const stream of this.#open) {
      if (stream.accountId !== accountId) continue;
      if (stream.isLookedAt) stream.isChanged = true;
      else this.#look(stream).catch(() => stream.end());
    }
  }

  #lookAtAll(): void {
    for (const stream of this.#open) if (!stream.isLookedAt) this.#look(stream).catch(() => stream.end());
  }

  async #look(stream: Followed): Promise<void> {
    stream.isLookedAt = true;
    stream.isChanged = false;
    // with a database that is away nothing is known: the next look will tell
    const isStill = await stream.isStill().catch(() => true);
    stream.isLookedAt = false;
    if (!this.#open.has(stream)) return;
    if (!isStill) {
      this.#open.delete(stream);
      stream.end();
    } else if (stream.isChanged) await this.#look(stream);
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
  }
}
