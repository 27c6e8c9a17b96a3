import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Accepted,
  type Actor,
  decide,
  evolve,
  fromStored,
  type Meta,
  type MethodTemplate,
  type Refused,
  refuse,
  toStored,
  type TrajectoryEvent,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { chain, type Database, GENESIS, readJournal, readTemplate } from '@buurtbalans/database';
import pg from 'pg';
import { appendStatement, loadStatement, type Moved } from './append-statement.ts';
import { appendAppointing, appointedBy } from './appoint.ts';
import type { Known } from '../facts/facts.ts';
import { needOf } from '../facts/needs.ts';
import { entriesOf } from './entries.ts';
import { forgetState, keepState, recallState } from './last-states.ts';
import { rowsOf } from './rows.ts';

/** A command with all that the engine needs to know of its sending. */
export interface CommandRequest {
  readonly trajectoryId: string;
  readonly commandId: string;
  /** Version that the sender's screen showed; left out when the sender does not care. */
  readonly expectedVersion?: number | undefined;
  readonly command: unknown;
  readonly actor: Actor;
  /** What the server adds for the rows beside the journal. */
  readonly known?: Known | undefined;
}

/** What was stored under a command id, and is the answer to every repeat of it. */
type StoredOutcome =
  | {
      readonly kind: 'accepted';
      readonly version: number;
      readonly seqs: readonly number[];
      /** The document to follow, of a command that asked for one. */
      readonly reportId?: string;
    }
  | { readonly kind: 'refused'; readonly refusal: Refused };

/** Answer to a command. */
export type CommandResult =
  | (StoredOutcome & { readonly repeated: boolean })
  /** Somebody else was first: what happened since the version that the sender saw. */
  | { readonly kind: 'stale'; readonly currentVersion: number; readonly since: readonly TrajectoryEvent[] };

interface Loaded {
  now: Date;
  version: number | null;
  state: TrajectoryState | null;
  head: Buffer | null;
  template_id: string | null;
  template_version: number | null;
  outcome: StoredOutcome | null;
  /** The row that has to stand still when this was not read, but is how this process left it. */
  row?: string;
}

/** How long a command is decided again when others keep being first, in milliseconds. */
const PATIENCE_MS = 10_000;

/**
 * Decides a command and makes the decision durable in one statement: trajectory, journal, receipt, outbox, timers and
 * whatever rows beside the journal follow from it ({@link rowsOf}).
 * A repeated command id gets the first answer. Without an expected version a command that lost the race is decided
 * again on the new state.
 *
 * @throws when the database cannot be reached; then nothing was written, or a repeat will find the receipt.
 */
export async function executeCommand(db: Database, request: CommandRequest): Promise<CommandResult> {
  const until = performance.now() + PATIENCE_MS;
  for (let attempt = 1; performance.now() < until; attempt += 1) {
    const loaded = (attempt === 1 && recalled(db, request)) || (await load(db, request));
    if (loaded.outcome) return { ...loaded.outcome, repeated: true };
    const version = loaded.version ?? 0;
    if (request.expectedVersion !== undefined && request.expectedVersion !== version) {
      return {
        kind: 'stale',
        currentVersion: version,
        since: await readJournal(db, request.trajectoryId, request.expectedVersion),
      };
    }
    const result = await attemptOnce(db, request, loaded);
    if (result) return result;
    if (loaded.row !== undefined) continue;
    // many at once: each waits a little, and not all the same
    await sleep(Math.random() * Math.min(50, 2 * attempt));
  }
  throw new Error(`trajectory ${request.trajectoryId} was changed all the time while a command was decided`);
}

async function load(db: Database, { trajectoryId, commandId }: CommandRequest): Promise<Loaded> {
  const { rows } = await db.pool.query<Loaded>({ ...loadStatement, values: [trajectoryId, commandId] });
  const loaded = rows[0]!;
  return { ...loaded, state: fromStored(loaded.state) };
}

/** As this process left it; not for what the system sends itself, which goes by the database's very clock. */
function recalled(db: Database, { trajectoryId, expectedVersion, actor }: CommandRequest): Loaded | undefined {
  const last = actor.role === 'system' ? undefined : recallState(db, trajectoryId);
  if (!last || (expectedVersion !== undefined && expectedVersion !== last.state.version)) return undefined;
  const { state, head, row, now } = last;
  const { id, version } = state.template;
  return {
    now,
    version: state.version,
    state,
    head,
    template_id: id,
    template_version: version,
    outcome: null,
    row,
  };
}

async function attemptOnce(db: Database, request: CommandRequest, loaded: Loaded): Promise<CommandResult | undefined> {
  const template = await templateFor(db, request.command, loaded);
  const meta: Meta = {
    now: loaded.now.toISOString(),
    actor: request.actor,
    commandId: request.commandId,
    target: await targetOf(db, request.command),
  };
  if (!template)
    return {
      kind: 'refused',
      refusal: { kind: 'refused', code: 'TRAJECTORY.NOT_FOUND', blocks: [], issues: [] },
      repeated: false,
    };
  const decision = decide(request.command, loaded.state, template, meta);
  if (decision.kind === 'refused') {
    // a refusal is of what stands in the database, where a repeat also has its first answer
    if (loaded.row !== undefined) return undefined;
    return keepRefusal(db, request, decision, loaded.version !== null);
  }
  return append(db, request, loaded, template, meta, decision);
}

async function templateFor(db: Database, command: unknown, loaded: Loaded): Promise<MethodTemplate | undefined> {
  if (loaded.template_id !== null && loaded.template_version !== null)
    return readTemplate(db, loaded.template_id, loaded.template_version);
  return namedTemplate(db, command);
}

/** The template to which a command would move its trajectory. */
async function targetOf(db: Database, command: unknown): Promise<MethodTemplate | undefined> {
  return needOf(command) === 'template' ? namedTemplate(db, command) : undefined;
}

async function namedTemplate(db: Database, command: unknown): Promise<MethodTemplate | undefined> {
  const { templateId, templateVersion } = (command ?? {}) as { templateId?: unknown; templateVersion?: unknown };
  if (typeof templateId !== 'string' || !Number.isInteger(templateVersion)) return undefined;
  return readTemplate(db, templateId, templateVersion as number);
}

/**
 * A refusal leaves its receipt and nothing else. For a trajectory that does not exist not even that, nor for what the
 * system sends itself: a timer that was refused because the clock jumped back has to fire later, under the same id.
 * Undefined when the command got another answer meanwhile.
 */
async function keepRefusal(
  db: Database,
  request: CommandRequest,
  refusal: Refused,
  exists: boolean,
): Promise<CommandResult | undefined> {
  const outcome: StoredOutcome = { kind: 'refused', refusal };
  if (!exists || request.actor.role === 'system') return { ...outcome, repeated: false };
  const { rows } = await db.pool.query<{ outcome: StoredOutcome; mine: boolean }>({
    name: 'keep-refusal',
    text: `with kept as (
             insert into command_receipt (trajectory_id, command_id, outcome) values ($1, $2, $3)
             on conflict do nothing returning outcome
           )
           select outcome, true as mine from kept
           union all
           select outcome, false from command_receipt where trajectory_id = $1 and command_id = $2`,
    values: [request.trajectoryId, request.commandId, JSON.stringify(outcome)],
  });
  const first = rows[0];
  // none: the same command was answered while this statement waited, out of its sight; that receipt is the answer
  return first && { ...first.outcome, repeated: !first.mine };
}

async function append(
  db: Database,
  request: CommandRequest,
  loaded: Loaded,
  template: MethodTemplate,
  meta: Meta,
  decision: Accepted,
): Promise<CommandResult | undefined> {
  const before = loaded.state;
  const version = loaded.version ?? 0;
  const entries = entriesOf(decision, version, meta, template.version);
  const state = entries.reduce<TrajectoryState | null>(evolve, before);
  if (state === null) throw new Error('a first command without an event');
  const { trajectoryId, known = {} } = request;
  const hashes = chain(loaded.head ?? GENESIS, trajectoryId, entries);
  const outcome: StoredOutcome = {
    kind: 'accepted',
    version: state.version,
    seqs: entries.map((entry) => entry.seq),
    ...(decision.reportId !== undefined && { reportId: decision.reportId }),
  };
  const beside = rowsOf({ trajectoryId, decision, entries, state, known });
  const statement = appendStatement(
    before === null,
    beside.map(({ rows }) => rows),
  );
  const stored = JSON.stringify(toStored(state));
  const head = hashes.at(-1) ?? loaded.head;
  const values = [
    trajectoryId,
    version,
    state.version,
    stored,
    state.phase,
    state.status,
    request.commandId,
    JSON.stringify(outcome),
    JSON.stringify(meta.actor),
    meta.now,
    state.template.id,
    state.template.version,
    JSON.stringify(
      entries.map(({ seq, type, version: shape, data }, index) => ({
        seq,
        type,
        version: shape,
        data,
        hash: hashes[index]!.toString('hex'),
      })),
    ),
    template.version,
    head,
    loaded.row ?? null,
    ...beside.map(({ value }) => value),
  ];
  try {
    const appointed = appointedBy(before, state);
    const { rows } = appointed
      ? await appendAppointing(db.pool, { ...statement, values }, trajectoryId, appointed)
      : await db.pool.query<Moved>({ ...statement, values });
    const [moved] = rows;
    if (moved?.moved !== 1) {
      forgetState(db, trajectoryId);
      return undefined;
    }
    keepState(db, trajectoryId, { json: stored, head, row: moved.row }, moved.now);
    return { ...outcome, repeated: false };
  } catch (error) {
    forgetState(db, trajectoryId);
    // something of it stands there already: whether by this very command is to be read
    if (loaded.row !== undefined && error instanceof pg.DatabaseError && error.code === '23505') return undefined;
    // the same command arrived twice at once: the other one's receipt is the answer
    if (error instanceof pg.DatabaseError && error.code === '23505' && error.table === 'command_receipt')
      return undefined;
    // an id of a session is known in every trajectory: codes and streams find it by that alone
    if (error instanceof pg.DatabaseError && error.code === '23505' && error.table === 'session_index') {
      return keepRefusal(
        db,
        request,
        refuse('TRAJECTORY.ITEM_EXISTS', { issues: [{ path: 'sessionId', problem: 'exists' }] }),
        true,
      );
    }
    throw error;
  }
}
