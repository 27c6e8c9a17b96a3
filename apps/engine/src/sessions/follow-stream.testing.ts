import { liveMessageSchema } from '@buurtbalans/contracts';
import { expect } from 'vitest';
import { misfits } from '../platform/answers.testing.ts';

/** A stream that is being followed, for tests. */
export interface Followed {
  /** All that came down it so far. */
  text(): string;
  /** Ends it; a message that was not as the endpoint table says fails the test. */
  stop(): void;
}

/** Follows a stream until it is told to stop; settles once it is open. */
export async function follow(url: string, headers: Readonly<Record<string, string>>): Promise<Followed> {
  const ending = new AbortController();
  const response = await fetch(url, { headers, signal: ending.signal });
  let text = '';
  void (async () => {
    for await (const chunk of response.body!) text += Buffer.from(chunk as Uint8Array).toString('utf8');
  })().catch(() => undefined);
  return {
    text: () => text,
    stop: () => {
      ending.abort();
      // the last part may not have come whole
      const events = text.split('\n\n').slice(0, -1);
      const messages = events.flatMap((event) => /^data: (.*)$/m.exec(event)?.[1] ?? []);
      expect(messages.flatMap((message) => misfits(liveMessageSchema, message))).toEqual([]);
    },
  };
}
