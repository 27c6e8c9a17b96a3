import { constants } from 'node:os';
import { ProductError } from '@buurtbalans/contracts';
import { type Database, listBoundaries, listParks } from '@buurtbalans/database';
import { itemTexts, type LiveState } from '@buurtbalans/domain';
import { touches } from '@buurtbalans/geo';
import {
  type HouseStyle,
  loadHouseStyle,
  ModelError,
  type PaperSource,
  renderPaper,
  RenderProcess,
} from '@buurtbalans/reports';
import { bordersCredit, readLiveState } from '@buurtbalans/workflow';
import { Controller, Inject, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { readSessionDetails, type SessionDetails } from './session-view.ts';

/** Paper forms for people without a phone. What is judged may stand on them, so they go to the facilitator only. */
@Controller()
export class PaperController implements OnApplicationShutdown {
  /** A PDF takes long enough to hold up live sessions. Its facilitator waits for it, so it gives way to less. */
  readonly #apart = new RenderProcess({
    time: 60_000,
    memory: 512,
    niceness: constants.priority.PRIORITY_BELOW_NORMAL,
  });

  #style: Promise<HouseStyle> | undefined;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Route('readPaperForm')
  async forms(@TheCall() { session: reference, query, reply }: Call<'readPaperForm'>) {
    const [details, live] = await Promise.all([
      readSessionDetails(this.db, reference),
      readLiveState(this.db, reference),
    ]);
    if (!live) throw new ProductError('SESSION.NOT_FOUND');
    const source = await this.sourceOf(details, live.state, query.step);
    if (source.steps.length === 0) throw new ProductError('LIVE.STEP_UNKNOWN');
    const { language, format } = query;
    this.#style ??= loadHouseStyle(this.config.HOUSE_STYLE);
    const style = await this.#style;
    const rendering =
      format === 'html'
        ? renderPaper(source, language, format, style)
        : this.#apart.render({ kind: 'paper', source, language, format, style });
    const file = await rendering.catch((cause: unknown) => {
      if (cause instanceof ModelError) throw new ProductError(cause.code, { detail: cause.message });
      throw cause;
    });
    void reply
      .header('content-type', file.mime)
      .header('content-disposition', `inline; filename="${file.fileName}"`)
      .header('cache-control', 'no-store')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(file.body);
    return reply;
  }

  onApplicationShutdown(): void {
    this.#apart.close();
  }

  /** The forms of one step, or of all that are not skipped. */
  private async sourceOf(
    { state, session, title, question, areaName, geometry, grainMetres }: SessionDetails,
    live: LiveState,
    stepId: string,
  ): Promise<PaperSource> {
    const [borders, parks, credit] = await Promise.all([
      listBoundaries(this.db, { codes: state.area?.codes ?? [] }),
      listParks(this.db),
      bordersCredit(this.db, state.area?.codes ?? []),
    ]);
    const steps = live.script.steps.filter(({ id, skipped }) => (stepId === '' ? !skipped : id === stepId));
    return {
      trajectoryName: state.name,
      session: { title, question, lane: live.lane, plannedFor: session.plannedFor },
      area: geometry && {
        name: areaName,
        geometry,
        neighbourhoods: borders,
        parks: parks.filter((park) => touches(park.geometry, geometry)),
        credit,
      },
      grainMetres,
      steps: steps.map((step) => ({ step, items: itemTexts(live, step) })),
      isBooklet: stepId === '',
      showOrganisations: live.script.showOrganisations,
      invented: state.invented,
    };
  }
}
