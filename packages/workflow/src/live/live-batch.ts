import {
  type Card,
  decideLive,
  evolveLive,
  isHidden,
  type LiveCaller,
  type LiveCommand,
  type LiveEvent,
  type LiveMeta,
  type LiveRefusal,
  type LiveState,
  minutesOf,
  writerOf,
} from '@buurtbalans/domain';
import { laneTables, type SessionReference } from '@buurtbalans/database';
import type { LiveTransaction } from './live-transaction.ts';
import { eraseMinutes, keepMinutes } from './keep-minutes.ts';
import type { LiveSnapshot, StoredLiveEvent } from './live-snapshot.ts';

/** A command of a live session, checked by its schema, with who sends it. */
export interface LiveCall {
  readonly commandId: string;
  readonly command: LiveCommand;
  readonly caller: LiveCaller & { readonly accountId?: string };
  /** Something personal was seen in its text. */
  readonly suspect: boolean;
  readonly invented?: boolean;
  /** See `LiveMeta`. */
  readonly writer?: string | null;
}

/** What became of a command. A repeated command gets the answer of the first. */
export type LiveAnswer =
  | { readonly kind: 'accepted'; readonly seq: number; readonly kept: boolean }
  | { readonly kind: 'refused'; readonly code: LiveRefusal | 'CONTRIBUTION.NOT_FOUND' };

interface Writing {
  readonly commandId: string;
  readonly seq: number;
  readonly event: LiveEvent;
  /** Of a card: the hash of its author's secret, and the key under which cards of one author count once. */
  readonly ownerHash: string | null;
  readonly writer: string | null;
}

const isLate = (event: LiveEvent | null): boolean =>
  event !== null && ((event.type === 'CardAdded' && event.card.late) || event.type === 'AnswerCameLate');

/** What stays of minutes that were written anew. */
const NO_WORDS = { summary: '', notes: {}, omitted: [] };

/** Commands of one transaction: decided one after the other, and then written together. */
export class LiveBatch {
  state: LiveState;
  readonly #tx: LiveTransaction;
  readonly #reference: SessionReference;
  readonly #past: Map<string, StoredLiveEvent>;
  readonly #writing: Writing[] = [];
  /** Cards that are in their table already, and whether they were withheld there. */
  readonly #stored = new Map<string, boolean>();
  #committed: readonly string[] = [];
  /** Approved minutes told something that was taken away. */
  #lapsed = false;

  constructor(tx: LiveTransaction, reference: SessionReference, state: LiveState, past: Map<string, StoredLiveEvent>) {
    this.#tx = tx;
    this.#reference = reference;
    this.state = state;
    this.#past = past;
  }

  /** Asks which organisations may share what they have. */
  async readSharingCommitments(): Promise<void> {
    if (this.#reference.lane === 'resident') return;
    this.#committed = (
      await this.#tx.ask<{ id: string }>('select committed_organisations($1) as id', [this.#reference.trajectoryId])
    ).map(({ id }) => id);
  }

  /** Decides one command after the others; a card is taken back only where its secret fits, which the database knows. */
  async decide(call: LiveCall, status: LiveSnapshot['status'], now: string): Promise<LiveAnswer> {
    const { command, commandId } = call;
    const isErasing =
      command.type === 'WithdrawCard' &&
      !this.#past.has(commandId) &&
      decideLive(command, this.state, this.metaOf(call, status, now)).kind === 'accepted';
    if (isErasing && !(await this.erase(command.cardId, command.secret)))
      return { kind: 'refused', code: 'CONTRIBUTION.NOT_FOUND' };
    if (command.type !== 'PutOut' || this.#past.has(commandId)) return this.answer(call, status, now);
    return this.answer({ ...call, writer: await this.writerOf(command.cardId, call.caller.accountId) }, status, now);
  }

  /** Decides one command after the others, without asking anybody. */
  answer(call: LiveCall, status: LiveSnapshot['status'], now: string): LiveAnswer {
    const { commandId, command, caller } = call;
    const first = this.#past.get(commandId);
    if (first) return { kind: 'accepted', seq: first.seq, kept: isLate(first.event) };
    if (command.type === 'AddCard' && this.state.cards[command.cardId])
      return { kind: 'refused', code: 'LIVE.ID_TAKEN' };
    const decision = decideLive(command, this.state, this.metaOf(call, status, now));
    if (decision.kind === 'refused') return decision;
    if (command.type === 'MakeCluster' || command.type === 'Uncluster')
      this.keepCluster(command, caller.accountId ?? '');
    if (command.type === 'AddCard' && caller.accountId) this.#tx.set('app.account', caller.accountId);
    for (const event of decision.events) {
      const seq = this.state.seq + 1;
      const card = command.type === 'AddCard' ? command : null;
      const [ownerHash, writer] = card ? [card.ownerHash, writerOf(caller, card)] : [null, null];
      this.#writing.push({ commandId, seq, event, ownerHash, writer });
      const { stands } = this.state.minutes;
      this.state = evolveLive(this.state, event, seq);
      this.#lapsed ||= stands && !this.state.minutes.stands;
      this.#past.set(commandId, { seq, commandId, event });
    }
    return { kind: 'accepted', seq: this.state.seq, kept: decision.kept };
  }

  /** Writes what was decided; `before` is where the session stood. */
  write(before: LiveState): void {
    if (this.#writing.length === 0) return;
    this.writeCards();
    this.writeEvents(before);
    this.withhold(before);
    this.approve(before);
    this.#tx.send('select leave_session($1, $2)', [this.#reference.sessionId, this.state.seq]);
  }

  private metaOf(
    { caller, commandId, suspect, invented = false, writer = null }: LiveCall,
    status: LiveSnapshot['status'],
    now: string,
  ): LiveMeta {
    return { now, status, caller, commandId, suspect, invented, committed: this.#committed, writer };
  }

  /** Erases a card for good, where the secret fits: its row, and what was written about it in the events. */
  private async erase(cardId: string, secret: string): Promise<boolean> {
    const { cards, events } = laneTables[this.#reference.lane];
    // a card of this very batch is not in its table yet
    this.writeCards();
    this.#tx.set('app.withdrawal_secret', secret);
    if ((await this.#tx.change(`delete from ${cards} where id = $1`, [cardId])) !== 1) return false;
    this.#tx.send(
      `update ${events} set body = body - 'text' where session_id = $1 and type = 'CardTranslated' and body ->> 'cardId' = $2`,
      [this.#reference.sessionId, cardId],
    );
    // of the card itself nothing stays but that there was one
    this.#tx.send(
      `update ${events} set body = '{}' where session_id = $1 and type = 'CardAdded' and body ->> 'id' = $2`,
      [this.#reference.sessionId, cardId],
    );
    return true;
  }

  /** The key of a card's writer; its facilitator alone is told, to put them out. */
  private async writerOf(cardId: string, accountId = ''): Promise<string | null> {
    const { lane, sessionId } = this.#reference;
    this.writeCards();
    this.#tx.set('role', 'bb_facilitator');
    this.#tx.set('app.account', accountId);
    const [found] = await this.#tx.ask<{ writer: string | null }>('select writer_of_card($1, $2) as writer', [
      sessionId,
      cardId,
    ]);
    this.#tx.set('role', laneTables[lane].role);
    return found?.writer ?? null;
  }

  private writeCards(): void {
    const { lane, sessionId, trajectoryId } = this.#reference;
    const { cards, writers: writersTable } = laneTables[lane];
    const byOrganisation = new Map<string | null, object[]>();
    const writers: object[] = [];
    for (const { event, seq, ownerHash, writer } of this.#writing) {
      if (event.type !== 'CardAdded' || this.#stored.has(event.card.id)) continue;
      const { id, kind, theme, text, place, invented, organisationId } = event.card;
      const withheld = isWithheld(this.state, { ...event.card, seq });
      this.#stored.set(id, withheld);
      // a half character of a broken keyboard is no reason to lose the rest
      const row = {
        id,
        seq,
        kind,
        theme,
        text: text.toWellFormed(),
        place,
        invented,
        withheld,
        withdrawal_hash: lane === 'resident' ? (ownerHash ?? '') : ownerHash,
      };
      byOrganisation.set(organisationId, [...(byOrganisation.get(organisationId) ?? []), row]);
      if (writer !== null && writer !== '') writers.push({ id, writer });
    }
    for (const [organisationId, rows] of byOrganisation) {
      // the database lets each organisation write for itself only
      if (lane === 'professional') this.#tx.set('app.organisation', organisationId ?? '');
      const [column, value] = lane === 'professional' ? [', organisation_id', ', $4::uuid'] : ['', ''];
      this.#tx.send(
        `insert into ${cards} (id, trajectory_id, session_id, seq, kind, theme, text, place, invented, withheld, withdrawal_hash${column})
         select id, $1::uuid, $2::uuid, seq, kind, theme, text, place, invented, withheld, withdrawal_hash${value}
           from jsonb_to_recordset($3::jsonb) as row (id uuid, seq bigint, kind text, theme text, text text, place jsonb, invented boolean, withheld boolean, withdrawal_hash text)`,
        [trajectoryId, sessionId, JSON.stringify(rows), ...(lane === 'professional' ? [organisationId] : [])],
      );
    }
    if (writers.length > 0)
      this.#tx.send(
        `insert into ${writersTable} (contribution_id, session_id, writer)
         select id, $1::uuid, writer from jsonb_to_recordset($2::jsonb) as row (id uuid, writer text)`,
        [sessionId, JSON.stringify(writers)],
      );
  }

  private writeEvents(before: LiveState): void {
    const { events } = laneTables[this.#reference.lane];
    const { sessionId } = this.#reference;
    const latest = new Map<string, number>();
    const replaced: string[] = [];
    for (const { event, seq } of this.#writing) {
      if (event.type !== 'AnswerGiven' && event.type !== 'AnswerTakenBack') continue;
      latest.set(event.voter, seq);
      if (before.answers[event.stepId]?.[event.voter]) replaced.push(event.voter);
    }
    // only the last answer of each stays, and none that was taken back
    if (replaced.length > 0)
      this.#tx.send(
        `update ${events} set body = jsonb_set(body, '{answer}', 'null') where session_id = $1 and type = 'AnswerGiven' and voter = any($2)`,
        [sessionId, replaced],
      );
    const written = this.#writing.findLast(({ event }) => event.type === 'MinutesWritten')?.seq;
    // of minutes too: what was crossed out is gone
    if (written !== undefined)
      this.#tx.send(`update ${events} set body = body || $2::jsonb where session_id = $1 and type = 'MinutesWritten'`, [
        sessionId,
        JSON.stringify(NO_WORDS),
      ]);
    const kept = ({ event, seq }: Writing): object =>
      event.type === 'MinutesWritten' && seq !== written ? NO_WORDS : {};
    const rows = this.#writing.map((one) => ({
      seq: one.seq,
      command_id: one.commandId,
      type: one.event.type,
      body: { ...bodyOf(one.event, latest, one.seq), ...kept(one) },
    }));
    this.#tx.send(
      `insert into ${events} (session_id, seq, command_id, type, body)
       select $1::uuid, seq, command_id, type, body from jsonb_to_recordset($2::jsonb) as row (seq bigint, command_id text, type text, body jsonb)`,
      [sessionId, JSON.stringify(rows)],
    );
  }

  /** Cards that came to be withheld, or no longer are, by what was decided. */
  private withhold(before: LiveState): void {
    const { cards } = laneTables[this.#reference.lane];
    const isAsBefore = this.state.revealed === before.revealed && this.state.script === before.script;
    const changed: Record<'true' | 'false', string[]> = { true: [], false: [] };
    for (const card of Object.values(this.state.cards)) {
      const was = before.cards[card.id];
      if (isAsBefore && was === card) continue;
      const now = isWithheld(this.state, card);
      if ((this.#stored.get(card.id) ?? (was && isWithheld(before, was)) ?? now) !== now)
        changed[`${now}`].push(card.id);
    }
    for (const value of ['true', 'false'] as const) {
      if (changed[value].length === 0) continue;
      this.#tx.send(`update ${cards} set withheld = $1 where id = any($2) and withheld <> $1`, [
        value === 'true',
        changed[value],
      ]);
    }
  }

  /** Keeps what was approved, and erases what no longer stands. */
  private approve(before: LiveState): void {
    const { edition, stands } = this.state.minutes;
    if (this.#lapsed) eraseMinutes(this.#tx, this.#reference);
    if (stands && edition > before.minutes.edition) keepMinutes(this.#tx, this.#reference, minutesOf(this.state));
  }

  /** Clusters are the groups of the analysis; the facilitator's own rights write them. */
  private keepCluster(command: Extract<LiveCommand, { type: 'MakeCluster' | 'Uncluster' }>, accountId: string): void {
    const { lane, trajectoryId } = this.#reference;
    const { cards, role } = laneTables[lane];
    this.writeCards();
    this.#tx.set('role', 'bb_facilitator');
    this.#tx.set('app.account', accountId);
    this.#tx.send(`update ${cards} set group_id = null where trajectory_id = $2 and group_id = $1`, [
      command.clusterId,
      trajectoryId,
    ]);
    if (command.type === 'MakeCluster') {
      this.#tx.send(
        `insert into contribution_group (id, trajectory_id, lane, title) values ($1, $2, $3, $4) on conflict (id) do update set title = excluded.title`,
        [command.clusterId, trajectoryId, lane, command.title],
      );
      this.#tx.send(`update ${cards} set group_id = $1 where id = any($2)`, [command.clusterId, command.cardIds]);
    } else {
      this.#tx.send('delete from contribution_group where id = $1', [command.clusterId]);
    }
    this.#tx.set('role', role);
  }
}

/** What only the session itself reads: not revealed, late and not admitted, or taken off by the facilitator. */
function isWithheld(state: LiveState, card: Card): boolean {
  return isHidden(state, card.stepId) || card.late || card.moderation === 'removed';
}

/** What an event keeps beside the lane's own tables: no text and no place of a card, and no answer that was replaced. */
function bodyOf(event: LiveEvent, latest: ReadonlyMap<string, number>, seq: number): Record<string, unknown> {
  if (event.type === 'AnswerGiven') {
    // in which language somebody reads tells who they are, and nobody asks for it afterwards
    const { type: _type, language: _language, ...given } = event;
    return latest.get(event.voter) === seq ? given : { ...given, answer: null };
  }
  const { type: _type, ...body } = event;
  if (event.type !== 'CardAdded') return body;
  const { id, stepId, parentId, language, moderation, late } = event.card;
  return { id, stepId, parentId, language, moderation, late };
}
