import type pg from 'pg';
import type { RoomView } from '@buurtbalans/domain';
import { type Database, laneTables, type SessionReference, sessionScope, settingsOf } from '@buurtbalans/database';

/** The session as it is found: its last position, its status, and the database's clock. */
export interface Entered {
  readonly position: number;
  readonly status: RoomView['status'];
  readonly now: string;
}

/** How a session is supposed to be: at this position, in this status, and without these commands. */
export interface Supposed extends Pick<Entered, 'position' | 'status'> {
  readonly commandIds: readonly string[];
}

/**
 * A transaction in which one session is locked, under the role of its lane. A statement that nobody waits for travels
 * with the next ones: entering is one round trip, and so are all statements of the writing with the commit.
 */
export class LiveTransaction {
  readonly #client: pg.PoolClient;
  readonly #sent: Promise<unknown>[] = [];
  #isCommitted = false;

  private constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  /** Enters a session and does something inside; `asking` goes with the entering. All of it is committed, or nothing. */
  static run<A, T>(
    db: Database,
    reference: SessionReference,
    asking: (tx: LiveTransaction) => Promise<A>,
    work: (tx: LiveTransaction, entered: Entered, asked: A) => Promise<T>,
  ): Promise<T> {
    return LiveTransaction.#within(db, reference, async (tx) => {
      const entering = tx.enter(reference);
      const asked = asking(tx);
      await tx.settled(entering, asked);
      return work(tx, await entering, await asked);
    });
  }

  /**
   * Writes without looking first, entering, writing and commit in one round trip; gives the database's clock. Where the
   * session is not as it is supposed to be, or has one of the commands already, nothing is written.
   *
   * @throws the database's error in that case
   */
  static ahead(
    db: Database,
    reference: SessionReference,
    supposed: Supposed,
    write: (tx: LiveTransaction) => void,
  ): Promise<Entered> {
    return LiveTransaction.#within(db, reference, async (tx) => {
      const entering = tx.enterIf(reference, supposed);
      // should the writing throw, nobody waits for it any more
      entering.catch(() => undefined);
      write(tx);
      tx.commit();
      await tx.settled(entering);
      return entering;
    });
  }

  static async #within<T>(
    db: Database,
    reference: SessionReference,
    work: (tx: LiveTransaction) => Promise<T>,
  ): Promise<T> {
    const client = await db.pool.connect();
    const tx = new LiveTransaction(client);
    let isSound = true;
    try {
      tx.send('begin');
      const settings = Object.entries({
        role: laneTables[reference.lane].role,
        ...settingsOf(sessionScope(reference)),
      });
      tx.send(
        `select ${settings.map((_, index) => `set_config($${2 * index + 1}, $${2 * index + 2}, true)`).join(', ')}`,
        settings.flat(),
      );
      const outcome = await work(tx);
      tx.commit();
      await tx.settled();
      return outcome;
    } catch (cause) {
      // what was sent first and failed is the reason; a connection that cannot roll back is given up
      const reason = await tx.settled().then(
        () => cause,
        (first: unknown) => first,
      );
      isSound = await client.query('rollback').then(
        () => true,
        () => false,
      );
      throw reason;
    } finally {
      client.release(!isSound);
    }
  }

  /** Asks something; gives its rows. Statements are prepared once on each connection. */
  async ask<R extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []): Promise<R[]> {
    return (await this.#client.query<R>({ name: nameOf(text), text, values: [...values] })).rows;
  }

  /** Sends a statement for which nobody waits; it fails the transaction when it fails. */
  send(text: string, values: readonly unknown[] = []): void {
    const sent = this.#client.query({ name: nameOf(text), text, values: [...values] });
    sent.catch(() => undefined);
    this.#sent.push(sent);
  }

  /** Runs a statement now; gives how many rows it changed. */
  async change(text: string, values: readonly unknown[]): Promise<number> {
    return (await this.#client.query({ name: nameOf(text), text, values: [...values] })).rowCount ?? 0;
  }

  /** Changes a setting until the transaction ends. */
  set(name: string, value: string): void {
    this.send('select set_config($1, $2, true)', [name, value]);
  }

  private commit(): void {
    if (!this.#isCommitted) this.send('commit');
    this.#isCommitted = true;
  }

  private async enterIf(
    { sessionId, trajectoryId, lane }: SessionReference,
    { position, status, commandIds }: Supposed,
  ): Promise<Entered> {
    // dividing by zero is how a statement says no to all that come after it
    const rows = await this.ask<{ at: Date }>(
      `select 1 / (case when e.last_position = $4 and e.session_status = $5
           and not exists (select from ${laneTables[lane].events} where session_id = $1 and command_id = any($6)) then 1 else 0 end) as supposed, e.at
         from enter_session($1, $2, $3) e`,
      [sessionId, trajectoryId, lane, position, status, commandIds],
    );
    return { position, status, now: rows[0]!.at.toISOString() };
  }

  private async enter({ sessionId, trajectoryId, lane }: SessionReference): Promise<Entered> {
    const rows = await this.ask<{ last_position: number; session_status: Entered['status']; at: Date }>(
      'select * from enter_session($1, $2, $3)',
      [sessionId, trajectoryId, lane],
    );
    const { last_position: position, session_status, at } = rows[0]!;
    return { position, status: session_status, now: at.toISOString() };
  }

  /** Waits for what was sent; the first that failed is the reason, what came after it only follows from it. */
  private async settled(...asked: Promise<unknown>[]): Promise<void> {
    const outcomes = await Promise.allSettled([...this.#sent, ...asked]);
    this.#sent.length = 0;
    const failed = outcomes.find(({ status }) => status === 'rejected');
    if (failed) throw (failed as PromiseRejectedResult).reason;
  }
}

/** Statements are few and fixed, so their text names them; the server takes 63 characters. */
const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text) ?? `live-${names.size}`;
  names.set(text, known);
  return known;
}
