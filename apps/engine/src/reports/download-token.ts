import { createHmac, timingSafeEqual } from 'node:crypto';

/** A link to a file works for so long. */
export const DOWNLOAD_MINUTES = 15;

/** The file that a link leads to. */
export interface Download {
  readonly trajectoryId: string;
  readonly reportId: string;
}

// 16 bytes for each id, six for the moment in milliseconds, and half of a SHA-256: short enough for a part of a path
const [IDS, BODY, SIGNATURE] = [32, 38, 16];

const sign = (secret: string, body: Buffer): Buffer =>
  createHmac('sha256', secret).update('download.').update(body).digest().subarray(0, SIGNATURE);
const toBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const toId = (bytes: Buffer): string => bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');

/** Signs a link to one file, from now on for {@link DOWNLOAD_MINUTES}. */
export function makeDownloadToken(secret: string, { trajectoryId, reportId }: Download, now: Date): string {
  const body = Buffer.concat([toBytes(trajectoryId), toBytes(reportId), Buffer.alloc(BODY - IDS)]);
  body.writeUIntBE(now.getTime() + DOWNLOAD_MINUTES * 60_000, IDS, BODY - IDS);
  return Buffer.concat([body, sign(secret, body)]).toString('base64url');
}

/** Reads a link: the file, `expired`, or undefined when it was not made here. */
export function readDownloadToken(secret: string, token: string, now: Date): Download | 'expired' | undefined {
  const bytes = Buffer.from(token, 'base64url');
  // another spelling of the same bytes is not what was signed
  if (bytes.length !== BODY + SIGNATURE || bytes.toString('base64url') !== token) return undefined;
  const body = bytes.subarray(0, BODY);
  if (!timingSafeEqual(bytes.subarray(BODY), sign(secret, body))) return undefined;
  if (body.readUIntBE(IDS, BODY - IDS) <= now.getTime()) return 'expired';
  return { trajectoryId: toId(body.subarray(0, 16)), reportId: toId(body.subarray(16, IDS)) };
}
