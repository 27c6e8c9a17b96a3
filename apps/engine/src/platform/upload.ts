import { ProductError, type Upload } from '@buurtbalans/contracts';

/** An uploaded file as it comes in, up to its limit. @throws REQUEST.TOO_LARGE, and REQUEST.INVALID when there is no file. */
export async function* limited(body: unknown, { bytes: most, told }: Upload['limit']): AsyncGenerator<Buffer> {
  if (typeof (body as AsyncIterable<Buffer> | undefined)?.[Symbol.asyncIterator] !== 'function')
    throw new ProductError('REQUEST.INVALID', { fields: ['body'] });
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > most) throw new ProductError('REQUEST.TOO_LARGE', { limit: told });
    yield chunk;
  }
}
