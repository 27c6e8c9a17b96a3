import { ProductError, TERMS_PAGE } from '@buurtbalans/contracts';
import {
  changeHold,
  type Database,
  type HoldChange,
  listTerms,
  readTerm,
  type TrajectoryTerm,
} from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { DirectoryService } from '../people/directory.service.ts';
import { isSuspect } from '../platform/personal-words.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';

/** Until when trajectories are kept, and holding them. */
@Controller()
export class TermsController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly directory: DirectoryService,
  ) {}

  @Route('listTerms')
  async list(@TheCall() { query: { text, held, page = 1 } }: Call<'listTerms'>) {
    const filter = { text, isHeld: held === 'true', limit: TERMS_PAGE, offset: (page - 1) * TERMS_PAGE };
    const [{ items, total }, district] = await Promise.all([listTerms(this.db, filter), this.districts()]);
    return { items: items.map((term) => termItem(term, district)), total };
  }

  @Route('readTerm')
  read(@TheCall() { trajectory }: Call<'readTerm'>) {
    return this.one(trajectory.id);
  }

  @Route('holdTrajectory')
  hold(@TheCall() { caller, params, body }: Call<'holdTrajectory'>) {
    const { reason, expectedVersion, confirmedNotPersonal } = body;
    isSuspect(reason, confirmedNotPersonal);
    return this.change(params.termId, { reason, expectedVersion, by: caller.account.id });
  }

  @Route('releaseHold')
  release(@TheCall() { caller, params, query: { expectedVersion } }: Call<'releaseHold'>) {
    return this.change(params.termId, { reason: null, expectedVersion, by: caller.account.id });
  }

  private async change(trajectoryId: string, change: HoldChange) {
    const refusal = await changeHold(this.db, trajectoryId, change);
    if (refusal) throw new ProductError(refusal === 'not_found' ? 'TERM.NOT_FOUND' : 'TERM.CHANGED_MEANWHILE');
    return this.one(trajectoryId);
  }

  private async one(trajectoryId: string) {
    const [term, district] = await Promise.all([readTerm(this.db, trajectoryId), this.districts()]);
    if (!term) throw new ProductError('TERM.NOT_FOUND');
    return termItem(term, district);
  }

  private async districts() {
    return (await this.directory.read()).district;
  }
}

function termItem({ districtCode, ends, hold, ...term }: TrajectoryTerm, district: (code: string) => string) {
  return {
    ...term,
    district: district(districtCode),
    ends: ends?.toISOString() ?? null,
    hold: hold && { ...hold, at: hold.at.toISOString() },
  };
}
