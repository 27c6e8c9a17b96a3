/** Everything in a tar comes in blocks of so many bytes. */
export const BLOCK = 512;
/** What a tar ends with. */
export const TAR_END = Buffer.alloc(2 * BLOCK);

/** One file in a tar, without what it holds. */
export interface TarEntry {
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /** Seconds since 1970. */
  readonly at: number;
}

const field = (value: number, length: number): string => `${value.toString(8).padStart(length - 1, '0')}\0`;

/** The block that stands before a file (POSIX ustar): readable by its owner only. */
export function tarHeader({ name, size, at }: TarEntry): Buffer {
  const block = Buffer.alloc(BLOCK);
  block.write(name, 0, 100, 'latin1');
  block.write(field(0o600, 8), 100, 'latin1');
  block.write(field(0, 8), 108, 'latin1');
  block.write(field(0, 8), 116, 'latin1');
  block.write(field(size, 12), 124, 'latin1');
  block.write(field(at, 12), 136, 'latin1');
  block.write('        0', 148, 'latin1');
  block.write('ustar\0' + '00', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** Bytes of nothing after a file of this size, up to the next block. */
export const paddingAfter = (size: number): number => (BLOCK - (size % BLOCK)) % BLOCK;

/** Reads a header; undefined for any block that {@link tarHeader} would not have written, down to the last byte. */
export function readTarHeader(block: Buffer): TarEntry | undefined {
  const text = (from: number, to: number): string => block.toString('latin1', from, to).replace(/\0[^]*$/, '');
  const number = (from: number, to: number): number => Number.parseInt(text(from, to), 8);
  const entry = { name: text(0, 100), size: number(124, 136), at: number(136, 148) };
  const isOurs = Number.isSafeInteger(entry.size) && Number.isSafeInteger(entry.at) && entry.size >= 0 && entry.at >= 0;
  return isOurs && tarHeader(entry).equals(block) ? entry : undefined;
}
