import { createHash } from 'node:crypto';
import { type Database, readJournal, readReportFile, readTrajectory, verifyJournal } from '@buurtbalans/database';
import type { TrajectoryEvent } from '@buurtbalans/domain';
import type { Acknowledged } from './senders.ts';

/** What a storm left behind; all lists are empty when nothing went wrong. */
export interface Findings {
  readonly lost: string[];
  readonly doubled: string[];
  readonly timers: string[];
  readonly effects: string[];
}

/** Compares what was acknowledged, due and asked for with what the database holds. */
export async function audit(
  db: Database,
  ids: readonly string[],
  acknowledged: readonly Acknowledged[],
  different: readonly string[],
): Promise<Findings> {
  const findings: Findings = { lost: [], doubled: [...different], timers: [], effects: [] };
  for (const id of ids) {
    const { fault } = (await verifyJournal(db, id))!;
    if (fault) findings.lost.push(`${id}: ${fault.kind} at ${fault.seq}`);
    const journal = await readJournal(db, id);
    const receipts = await receiptsOf(db, id);
    commands(
      findings,
      journal,
      receipts,
      acknowledged.filter(({ trajectoryId }) => trajectoryId === id),
    );
    timers(findings, journal);
    await effects(findings, db, id, journal);
  }
  return findings;
}

type Receipt = { kind: 'accepted'; seqs: number[] } | { kind: 'refused'; refusal: { code: string } };

async function receiptsOf(db: Database, id: string): Promise<Map<string, Receipt>> {
  const { rows } = await db.pool.query<{ command_id: string; outcome: Receipt }>(
    'select command_id, outcome from command_receipt where trajectory_id = $1',
    [id],
  );
  return new Map(rows.map((row) => [row.command_id, row.outcome]));
}

function commands(
  findings: Findings,
  journal: readonly TrajectoryEvent[],
  receipts: ReadonlyMap<string, Receipt>,
  acknowledged: readonly Acknowledged[],
): void {
  const seqsOf = new Map<string, number[]>();
  for (const { commandId, seq } of journal) seqsOf.set(commandId, [...(seqsOf.get(commandId) ?? []), seq]);
  for (const { commandId, status, seqs, code } of acknowledged) {
    const receipt = receipts.get(commandId);
    const kept =
      status === 200
        ? receipt?.kind === 'accepted' && same(seqsOf.get(commandId) ?? [], seqs)
        : receipt?.kind === 'refused' && receipt.refusal.code === code;
    if (!kept) findings.lost.push(`${commandId}: ${status} ${code}`);
  }
  // whatever was written has exactly the entries that its receipt names, acknowledged or not
  for (const [commandId, seqs] of seqsOf) {
    const receipt = receipts.get(commandId);
    if (receipt?.kind !== 'accepted' || !same(receipt.seqs, seqs)) findings.doubled.push(commandId);
  }
}

const same = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((value, index) => value === other[index]);

/** Follows each timer through the journal: set, moved, cancelled, fired. */
function timers(findings: Findings, journal: readonly TrajectoryEvent[]): void {
  const set = new Map<string, { dueAt: string; setSeq: number }>();
  for (const entry of journal) {
    if (entry.type === 'TimerFired') {
      const timer = set.get(entry.data.key);
      if (!timer || timer.setSeq !== entry.data.setSeq)
        findings.timers.push(`${entry.data.key} fired without being set, or twice, at ${entry.seq}`);
      else if (Date.parse(entry.at) < Date.parse(timer.dueAt))
        findings.timers.push(`${entry.data.key} fired early at ${entry.seq}`);
      set.delete(entry.data.key);
    }
    for (const [key, dueAt] of Object.entries(entry.data.timers ?? {})) {
      if (dueAt === null) set.delete(key);
      else set.set(key, { dueAt, setSeq: entry.seq });
    }
  }
  const late = [...set].filter(([, { dueAt }]) => Date.parse(dueAt) < Date.now() - 10_000);
  findings.timers.push(...late.map(([key]) => `${key} never fired`));
}

async function effects(
  findings: Findings,
  db: Database,
  id: string,
  journal: readonly TrajectoryEvent[],
): Promise<void> {
  const { state } = (await readTrajectory(db, id))!;
  for (const [reportId, report] of Object.entries(state.reports)) {
    const recorded = journal.filter(
      (entry) => entry.type === 'ReportRecorded' && entry.data.reportId === reportId,
    ).length;
    if (report.status === 'cancelled') {
      if (recorded !== 0) findings.effects.push(`report ${reportId} is cancelled, and recorded ${recorded} times`);
      continue;
    }
    const file = await readReportFile(db, id, reportId);
    const hash = file && createHash('sha256').update(file.body).digest('hex');
    if (recorded !== 1 || report.status !== 'rendered' || hash !== report.sha256)
      findings.effects.push(`report ${reportId}: ${report.status}, recorded ${recorded} times`);
  }
  for (const entry of journal) {
    if (entry.type !== 'TimerFired') continue;
    const { rowCount } = await db.pool.query(
      'select 1 from effect_receipt where effect_key = $1 and result is not null',
      [`reminder.${entry.data.key}.${entry.data.setSeq}.${id}`],
    );
    if (rowCount !== 1) findings.effects.push(`reminder ${entry.data.key} at ${entry.seq}`);
  }
}
