import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DOWNLOAD_MINUTES, makeDownloadToken, readDownloadToken } from './download-token.ts';

const file = { trajectoryId: randomUUID(), reportId: randomUUID() };
const now = new Date('2026-11-25T10:00:00Z');
const after = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

describe('a link to a file', () => {
  it('[R42] leads there until it expires, and nowhere when a sign of it is another', () => {
    const token = makeDownloadToken('a secret', file, now);
    expect(readDownloadToken('a secret', token, after(DOWNLOAD_MINUTES - 1))).toEqual(file);
    expect(readDownloadToken('a secret', token, after(DOWNLOAD_MINUTES))).toBe('expired');
    expect(readDownloadToken('another secret', token, now)).toBeUndefined();
    for (let index = 0; index < token.length; index += 1) {
      const other = `${token.slice(0, index)}${token[index] === 'A' ? 'B' : 'A'}${token.slice(index + 1)}`;
      expect(readDownloadToken('a secret', other, now)).toBeUndefined();
    }
    expect(readDownloadToken('a secret', 'x', now)).toBeUndefined();
  });
});
