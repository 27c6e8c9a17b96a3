/** A stream that is being followed, for tests. */
export interface Followed {
  /** All that came down it so far. */
  text(): string;
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
  return { text: () => text, stop: () => ending.abort() };
}
