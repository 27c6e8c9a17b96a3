import { FiguresError } from './figures-error.ts';

/**
 * Decodes a stream of bytes as UTF-8, dropping the byte order mark, and tells the row in which it is not UTF-8.
 *
 * @throws FiguresError with `FIGURES.WRONG_ENCODING`.
 */
export async function* decodeUtf8(source: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let row = 1;
  const wrong = (chunk: Uint8Array): FiguresError => {
    // read leniently, only to find the row of the first byte that does not fit
    const before = new TextDecoder('utf-8').decode(chunk).split('\uFFFD')[0]!;
    return new FiguresError([{ code: 'FIGURES.WRONG_ENCODING', details: { file, row: row + countRows(before) } }]);
  };
  for await (const chunk of source) {
    let text: string;
    try {
      text = decoder.decode(chunk, { stream: true });
    } catch {
      throw wrong(chunk);
    }
    if (text.includes('\u0000')) throw new FiguresError([{ code: 'FIGURES.WRONG_ENCODING', details: { file, row } }]);
    row += countRows(text);
    yield text;
  }
  try {
    yield decoder.decode();
  } catch {
    throw new FiguresError([{ code: 'FIGURES.TRUNCATED', details: { file, row } }]);
  }
}

function countRows(text: string): number {
  let rows = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) rows += 1;
  return rows;
}
