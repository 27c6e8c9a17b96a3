import { CompiledQuery } from 'kysely';
import {
  type Actor,
  type CommandInput,
  decide,
  type Effect,
  effectKey,
  evolve,
  jobOf,
  type MethodTemplate,
  type Refused,
  SYSTEM_COMMAND_ID,
  toStored,
  type TrajectoryEvent,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { chain, type Database, GENESIS } from '@buurtbalans/database';
import { RETENTION } from '../retention/retention.ts';
import { entriesOf, timersOf } from './entries.ts';

/** A command of a history was refused; the story that it tells is against the method. */
export class HistoryRefused extends Error {
  readonly refusal: Refused;

  constructor(command: CommandInput, at: string, refusal: Refused) {
    super(`${command.type} at ${at}: ${JSON.stringify(refusal)}`);
    this.refusal = refusal;
  }
}

interface Receipt {
  readonly commandId: string;
  readonly at: string;
  readonly version: number;
  readonly seqs: readonly number[];
}

/**
 * A trajectory that is lived through in memory, each command decided at a moment of its own and each timer fired when it
 * was due, and then written as a whole. It is how made-up trajectories get a past; whatever really happens is a command
 * by the database's clock (`executeCommand`).
 */
export class History {
  readonly trajectoryId: string;
  readonly #template: MethodTemplate;
  readonly #entries: TrajectoryEvent[] = [];
  readonly #receipts: Receipt[] = [];
  readonly #effects: Effect[] = [];
  #contents: Record<string, string> = {};
  #state: TrajectoryState | null = null;
  #at = '';
  #given = 0;

  constructor(trajectoryId: string, template: MethodTemplate) {
    this.trajectoryId = trajectoryId;
    this.#template = template;
  }

  /** As it stands; null before its first command. */
  get state(): TrajectoryState | null {
    return this.#state;
  }

  /** Everything that happened. */
  get entries(): readonly TrajectoryEvent[] {
    return this.#entries;
  }

  /**
   * Gives a command at a moment (ISO 8601 in UTC) that is not before the last one.
   *
   * @throws HistoryRefused when the method says no
   */
  give(command: CommandInput, actor: Actor, at: string): void {
    if (at < this.#at) throw new Error(`${command.type} at ${at}, after what happened at ${this.#at}`);
    this.fireUntil(at);
    this.#given += 1;
    this.#do(command, actor, at, `seed.${this.#given}`);
  }

  /** Fires what is due until a moment, at the moment that it is due; a paused trajectory fires nothing. */
  fireUntil(moment: string): void {
    for (let due = this.#nextDue(moment); due; due = this.#nextDue(moment)) {
      const { key, dueAt, setSeq } = due;
      // what came due during a pause fires when it is over
      const at = dueAt > this.#at ? dueAt : this.#at;
      this.#do({ type: 'FireTimer', key, setSeq }, { role: 'system' }, at, SYSTEM_COMMAND_ID.FireTimer(key, setSeq));
    }
  }

  #nextDue(moment: string) {
    if (this.#state?.status !== 'active') return undefined;
    return Object.entries(this.#state.timers)
      .map(([key, timer]) => ({ key, ...timer }))
      .filter(({ dueAt }) => dueAt <= moment)
      .sort((one, other) => (one.dueAt < other.dueAt ? -1 : 1))[0];
  }

  #do(command: CommandInput, actor: Actor, at: string, commandId: string): void {
    const meta = { now: at, actor, commandId };
    const decision = decide(command, this.#state, this.#template, meta);
    if (decision.kind === 'refused') throw new HistoryRefused(command, at, decision);
    const entries = entriesOf(decision, this.#state?.version ?? 0, meta, this.#template.version);
    this.#state = entries.reduce<TrajectoryState | null>(evolve, this.#state);
    this.#entries.push(...entries);
    this.#effects.push(...decision.effects);
    Object.assign(this.#contents, decision.contents);
    this.#receipts.push({ commandId, at, version: this.#state!.version, seqs: entries.map(({ seq }) => seq) });
    this.#at = at;
  }

  /** Rows of all tables. */
  rows() {
    const { trajectoryId: id } = this;
    const state = this.#state!;
    const hashes = chain(GENESIS, id, this.#entries).map((hash) => hash.toString('hex'));
    const reminders = this.#entries.flatMap((entry) =>
      entry.type === 'TimerFired'
        ? [{ key: effectKey('reminders.send', { trajectoryId: id, ...entry.data }), at: entry.at }]
        : [],
    );
    return {
      trajectory: {
        id,
        version: state.version,
        phase: state.phase,
        status: state.status,
        template_id: state.template.id,
        template_version: state.template.version,
        state: toStored(state),
        head: hashes.at(-1)!,
        updated_at: this.#at,
      },
      journal: this.#entries.map(({ seq, type, version, data, actor, commandId, templateVersion, at }, index) => ({
        trajectory_id: id,
        seq,
        event_type: type,
        event_version: version,
        data,
        actor,
        command_id: commandId,
        template_version: templateVersion,
        at,
        hash: hashes[index]!,
      })),
      receipts: this.#receipts.map(({ commandId, at, version, seqs }) => ({
        trajectory_id: id,
        command_id: commandId,
        outcome: { kind: 'accepted', version, seqs },
        at,
      })),
      contents: Object.entries(this.#contents).map(([content_id, body]) => ({ trajectory_id: id, content_id, body })),
      timers: timersOf(this.#entries).map((row) => ({
        trajectory_id: id,
        ...row,
        status: row.due_at === null ? 'cancelled' : state.timers[row.key]?.setSeq === row.set_seq ? 'set' : 'fired',
      })),
      sessions: Object.entries(state.sessions).map(([session_id, { lane }]) => ({
        session_id,
        trajectory_id: id,
        lane,
      })),
      reminders,
      facilitators: state.facilitators.map((account_id) => ({ trajectory_id: id, account_id })),
      // what a reminder said is past; all else is done as after any command
      jobs: this.#effects
        .filter(({ job }) => job !== 'reminders.send')
        .map((effect) => jobOf(effect, id))
        .map(({ key, job, payload }) => ({ dedupe_key: key, job, payload })),
    };
  }
}

type Rows = ReturnType<History['rows']>;

/** Puts rows of a parameter into a table as they are, a hash by its hexadecimal digits. */
function into(table: string, parameter: number, list: string, { hash = '', where = '' } = {}): string {
  const names = list.split(', ').map((column) => column.split(' ')[0]!);
  const values = names.map((name) => (name === hash ? `decode(${name}, 'hex')` : name));
  return `insert into ${table} (${names.join(', ')}) select ${values.join(', ')} from jsonb_to_recordset($${parameter}::jsonb) as r(${list}) ${where}`;
}

/** Everything that histories come to, or nothing. Receipts that would have been forgotten by now are. */
const statement = `
with moved as (
  ${into('trajectory', 1, 'id uuid, version bigint, phase text, status text, template_id text, template_version int, state jsonb, head text, updated_at timestamptz', { hash: 'head' })}
), journaled as (
  ${into('journal', 2, 'trajectory_id uuid, seq bigint, event_type text, event_version int, data jsonb, actor jsonb, command_id text, template_version int, at timestamptz, hash text', { hash: 'hash' })}
), received as (
  ${into('command_receipt', 3, 'trajectory_id uuid, command_id text, outcome jsonb, at timestamptz', { where: `where at > now() - interval '${RETENTION.commandReceipts}'` })}
), laid as (
  ${into('trajectory_content', 4, 'trajectory_id uuid, content_id text, body text')}
), timed as (
  ${into('timer', 5, 'trajectory_id uuid, key text, due_at timestamptz, set_seq bigint, status text')}
), appointed as (
  ${into('trajectory_facilitator', 9, 'trajectory_id uuid, account_id text')}
), indexed as (
  ${into('session_index', 6, 'session_id uuid, trajectory_id uuid, lane text')}
), reminded as (
  insert into effect_receipt (effect_key, attempt, result, at)
  select key, 1, '{}', at from jsonb_to_recordset($7::jsonb) as r(key text, at timestamptz) where at > now() - interval '${RETENTION.effectReceipts}'
)
${into('outbox', 8, 'dedupe_key text, job text, payload jsonb')}`;

/** Writes histories in one transaction. @throws when one of the trajectories is there already; then nothing is written */
export async function writeHistories(db: Database, histories: readonly History[]): Promise<void> {
  const all = histories.map((history) => history.rows());
  const lists: ((rows: Rows) => unknown)[] = [
    ({ trajectory }) => trajectory,
    ({ journal }) => journal,
    ({ receipts }) => receipts,
    ({ contents }) => contents,
    ({ timers }) => timers,
    ({ sessions }) => sessions,
    ({ reminders }) => reminders,
    ({ jobs }) => jobs,
    ({ facilitators }) => facilitators,
  ];
  const values = lists.map((of) => JSON.stringify(all.flatMap(of)));
  await db.asRole({ role: 'bb_appointer' }, (tx) => tx.executeQuery(CompiledQuery.raw(statement, values)));
}
