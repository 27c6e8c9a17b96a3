import { ApiError } from '@buurtbalans/contracts';

/** The API gave no answer, or none that can be read: the line, or what stands on it. Any other error is a mistake of ours. */
export class Unreachable extends Error {}

/** Tells a call that did not get through from everything else that can go wrong in a page. */
export async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw cause instanceof ApiError ? cause : new Unreachable('no answer that can be read', { cause });
  }
}

interface Client {
  call(...given: never[]): Promise<unknown>;
}

/** The same client, each of whose calls is {@link reached}. */
export const tellingUnreachable = <C extends Client>(client: C): C => ({
  ...client,
  call: (...given: Parameters<C['call']>) => reached(client.call(...given)),
});
