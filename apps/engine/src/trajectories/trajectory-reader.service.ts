import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  type Database,
  positionAt,
  readContents,
  readJournal,
  readTemplate,
  readTrajectory,
  type StoredTrajectory,
} from '@buurtbalans/database';
import { fold, type MethodTemplate, type TrajectoryState } from '@buurtbalans/domain';
import { countAnew } from '@buurtbalans/workflow';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';
import { contentReader } from '../platform/access/who-sees.ts';

/** Reads what belongs to a trajectory: its template, its texts for those who may, and how it stood before. */
@Injectable()
export class TrajectoryReader {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async templateOf({ template }: TrajectoryState): Promise<MethodTemplate> {
    return (await readTemplate(this.db, template.id, template.version))!;
  }

  /** The trajectory once it was looked who still stands behind what was released. */
  async counted(trajectory: StoredTrajectory): Promise<StoredTrajectory> {
    if (!(await countAnew(this.db, trajectory))) return trajectory;
    return (await readTrajectory(this.db, trajectory.id)) ?? trajectory;
  }

  /** Undefined for those who see progress only. */
  async contentsFor(account: Account, trajectoryId: string): Promise<Map<string, string> | undefined> {
    const reader = contentReader(account);
    return reader && readContents(this.db, reader, trajectoryId);
  }

  /** The trajectory after a journal position or at a moment, and when that was; as it is now when neither is asked. */
  async atThen(
    trajectory: StoredTrajectory,
    { asOf, at }: { asOf?: number | undefined; at?: string | undefined },
  ): Promise<{ trajectory: StoredTrajectory; asOf: { seq: number; at: string } | null }> {
    const seq = asOf ?? (at === undefined ? undefined : await positionAt(this.db, trajectory.id, new Date(at)));
    if (seq === undefined) return { trajectory, asOf: null };
    const journal = await readJournal(this.db, trajectory.id, 0, seq);
    const last = journal.at(-1);
    // before it began there was nothing
    if (!last || last.seq !== seq) throw new ProductError('REQUEST.NOT_FOUND');
    return { trajectory: { id: trajectory.id, state: fold(journal)! }, asOf: { seq, at: last.at } };
  }
}
