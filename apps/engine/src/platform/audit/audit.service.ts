import { type Audited, AUDITED, type EndpointId } from '@buurtbalans/contracts';
import { type Database, noteAudit } from '@buurtbalans/database';
import type { Lane } from '@buurtbalans/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { AnyCall } from '../route.ts';
import { DATABASE } from '../tokens.ts';

/** What somebody reads again within this time is one row: a console asks each second where a proxy holds its stream back. */
const AGAIN_MS = 15 * 60_000;
/** Readings that are remembered at most; the oldest go first. */
const REMEMBERED = 5_000;

/**
 * Records what an account is answered, by what {@link AUDITED} says of the endpoint. What is changed, the database records with
 * the change. Participants are never recorded: what they read is theirs, and nothing may say when they did.
 */
@Injectable()
export class AuditService {
  readonly #lately = new Map<string, { readonly at: number; readonly noted: Promise<void> }>();

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  /** Whether an endpoint gives something that is recorded. */
  static reads(id: EndpointId): boolean {
    const audited: Audited = AUDITED[id];
    return audited !== null && 'reads' in audited;
  }

  /** Done when it stands in the database that this account reads this; at once for what is not recorded, or was lately. */
  async read(id: EndpointId, { caller: { account }, params, trajectory, session }: AnyCall): Promise<void> {
    const audited: Audited = AUDITED[id];
    if (!account || audited === null || !('reads' in audited)) return;
    const named = params as Readonly<Record<string, string | undefined>>;
    const note = {
      kind: audited.reads,
      action: id,
      accountId: account.id,
      role: account.role,
      trajectoryId: trajectory?.id ?? null,
      sessionId: session?.sessionId ?? null,
      lane: session?.lane ?? (named.lane as Lane | undefined) ?? null,
      subject: audited.subject === undefined ? null : (named[audited.subject] ?? null),
    };
    await this.#once(Object.values(note).join(' '), () => noteAudit(this.db.query, note));
  }

  /** Also of several at once: all wait for the one row. */
  #once(key: string, write: () => Promise<void>): Promise<void> {
    const now = performance.now();
    const known = this.#lately.get(key);
    if (known && now - known.at < AGAIN_MS) return known.noted;
    const noted = write();
    this.#lately.delete(key);
    this.#lately.set(key, { at: now, noted });
    // what could not be written is tried again by the next
    noted.catch(() => this.#lately.get(key)?.noted === noted && this.#lately.delete(key));
    if (this.#lately.size > REMEMBERED) this.#lately.delete(this.#lately.keys().next().value!);
    return noted;
  }
}
