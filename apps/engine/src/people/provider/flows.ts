import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Name of the cookie that holds what a browser has begun at the provider. */
export const FLOWS_COOKIE = 'buurtbalans-provider';
/** Seconds within which somebody signs in at the provider. */
export const FLOW_LASTS_S = 900;
/** Seconds that the cookie stays: long enough to say that it took too long, and no longer. */
export const FLOWS_KEPT_S = 3_600;
/** Tabs in which somebody may have begun; the oldest gives way. */
const MOST = 4;

/** What one sign-in at the provider is bound to: this browser, and nothing that anybody else can know. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  /** Of PKCE. */
  readonly verifier: string;
  /** Path of ours to go on to. */
  readonly next: string;
  /** Milliseconds since 1970. */
  readonly begunAt: number;
}

const random = (): string => randomBytes(32).toString('base64url');
const keyOf = (secret: string): Buffer => createHmac('sha256', secret).update('provider flows').digest();

/** Begins one; `next` that is long or leads elsewhere is the start page. */
export function newFlow(next: string | null, now: number): Flow {
  const inside = next !== null && next.length <= 400 && /^\/(?![/\\])/.test(next) ? next : '/';
  return { state: random(), nonce: random(), verifier: random(), next: inside, begunAt: now };
}

/** What the browser keeps: nobody else can read, make or change it. */
export function sealFlows(secret: string, flows: readonly Flow[]): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(secret), iv);
  const text = JSON.stringify(flows.slice(-MOST));
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64url');
}

/** What a browser has begun within the hour; nothing, of a cookie that was not made here. */
export function openFlows(secret: string, cookie: string | undefined, now: number): readonly Flow[] {
  const sealed = Buffer.from(cookie ?? '', 'base64url');
  if (sealed.length <= 28) return [];
  try {
    const cipher = createDecipheriv('aes-256-gcm', keyOf(secret), sealed.subarray(0, 12), { authTagLength: 16 });
    cipher.setAuthTag(sealed.subarray(-16));
    const text = Buffer.concat([cipher.update(sealed.subarray(12, -16)), cipher.final()]).toString('utf8');
    return (JSON.parse(text) as Flow[]).filter(({ begunAt }) => now - begunAt < FLOWS_KEPT_S * 1_000);
  } catch {
    return [];
  }
}

/** Whether it took longer than somebody has for it. */
export const isLate = ({ begunAt }: Flow, now: number): boolean => now - begunAt > FLOW_LASTS_S * 1_000;
