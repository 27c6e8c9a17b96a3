import { type Database, listAreas, listBoundaries, listDistricts, listParks } from '@buurtbalans/database';
import { type Comparison, decimalsOf, shownFigure } from '@buurtbalans/figures';
import { type NewerFigure, type ProfileEntry, readNewer, readProfile } from '@buurtbalans/workflow/profile';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { Trajectories } from '../trajectories/trajectories.service.ts';

/** Areas, borders and figures. */
@Controller()
export class FiguresController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly trajectories: Trajectories,
  ) {}

  @Route('listAreas')
  async areas(@TheCall() { query }: Call<'listAreas'>) {
    return { items: await listAreas(this.db, query) };
  }

  @Route('listDistricts')
  async districts() {
    return { items: await listDistricts(this.db) };
  }

  @Route('listBoundaries')
  async boundaries(@TheCall() { query, reply }: Call<'listBoundaries'>) {
    void reply.header('cache-control', 'private, max-age=300');
    return { items: await listBoundaries(this.db, query) };
  }

  @Route('listParks')
  async parks(@TheCall() { reply }: Call<'listParks'>) {
    void reply.header('cache-control', 'private, max-age=3600');
    return { credit: '© OpenStreetMap contributors (ODbL)', items: await listParks(this.db) };
  }

  @Route('listFigures')
  async figures(@TheCall() { caller, trajectory: { id, state } }: Call<'listFigures'>) {
    const [profile, newer, contents] = await Promise.all([
      readProfile(this.db, { id, state }),
      readNewer(this.db, { id, state }),
      this.trajectories.contentsFor(caller.account, id),
    ]);
    const items = profile.map(({ comparison, chosen }) =>
      indicatorItem(comparison, chosen, chosen?.comment ? (contents?.get(chosen.comment) ?? null) : null),
    );
    return {
      items,
      takenAt: state.figures?.at ?? null,
      putBack: newer?.isPutBack ?? false,
      newer: newer?.items.map(newerItem) ?? null,
    };
  }
}

function newerItem({ before, after, isChosen }: NewerFigure) {
  const { indicator } = (after ?? before)!;
  const { id: indicatorId, name } = indicator;
  const decimals = decimalsOf(
    indicator,
    [before, after].flatMap((one) => one?.area ?? []),
  );
  const shown = (figure: Comparison | undefined) => (figure ? { year: figure.year, area: figure.area } : null);
  return { indicatorId, name, decimals, chosen: isChosen, before: shown(before), after: shown(after) };
}

function indicatorItem(entry: Comparison, chosen: ProfileEntry['chosen'], comment: string | null) {
  const { source, ...figure } = shownFigure(entry);
  const { title, credit, table, licence, parts } = source;
  const each = parts?.map(({ address: _address, ...part }) => part);
  return {
    ...figure,
    years: [...entry.years],
    source: { title, credit, table, licence, ...(each && { parts: each }) },
    chosen: chosen !== undefined,
    chosenYear: chosen?.year ?? null,
    counts: chosen !== undefined && !chosen.empty,
    comment,
    isOutdatedComment: chosen?.outdated === true,
  };
}
