import { type Database, searchJournal, verifyJournal } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { DirectoryService } from '../people/directory.service.ts';
import { journalItem } from './journal-item.ts';
import { TrajectoryReader } from './trajectory-reader.service.ts';

/** The history of a trajectory: read with filters, taken along, and checked. */
@Controller()
export class HistoryController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly directory: DirectoryService,
    private readonly reader: TrajectoryReader,
  ) {}

  @Route('readJournal')
  async journal(@TheCall() { caller, trajectory: { id }, query }: Call<'readJournal'>) {
    const { after, until, role, types, from, to } = query;
    const [found, contents, directory] = await Promise.all([
      searchJournal(this.db, id, {
        after,
        until,
        role,
        types: types?.split(','),
        from: from ? new Date(from) : undefined,
        to: to ? new Date(to) : undefined,
      }),
      this.reader.contentsFor(caller.account, id),
      this.directory.read(),
    ]);
    return { items: found.map(({ entry }) => journalItem(entry, contents, directory.person)) };
  }

  @Route('exportJournal')
  async export(@TheCall() { caller, trajectory: { id }, reply }: Call<'exportJournal'>) {
    const [found, contents, directory] = await Promise.all([
      searchJournal(this.db, id, { after: 0 }),
      this.reader.contentsFor(caller.account, id),
      this.directory.read(),
    ]);
    void reply
      .header('content-type', 'application/jsonl; charset=utf-8')
      .header('content-disposition', `attachment; filename="history-${id}.jsonl"`);
    return found
      .map(({ entry, hash }) => `${JSON.stringify({ ...journalItem(entry, contents, directory.person), hash })}\n`)
      .join('');
  }

  @Route('verifyJournal')
  async verify(@TheCall() { trajectory: { id } }: Call<'verifyJournal'>) {
    const { entries, head, fault } = (await verifyJournal(this.db, id))!;
    return { entries, head, fault };
  }
}
