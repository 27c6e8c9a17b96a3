import { sessionCalendar } from '@buurtbalans/calendar';
import { ProductError } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { visibleTrajectory } from '../trajectories/trajectory-access.ts';

/** Sessions as files for a calendar. */
@Controller()
export class SessionCalendarController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('readSessionCalendar')
  async calendar(@TheCall() { caller, params, language, reply }: Call<'readSessionCalendar'>) {
    const { state } = await visibleTrajectory(this.db, caller.account!, params.trajectoryId);
    const session = Object.hasOwn(state.sessions, params.sessionId) ? state.sessions[params.sessionId] : undefined;
    if (!session) throw new ProductError('REQUEST.NOT_FOUND');
    const file = sessionCalendar({
      sessionId: params.sessionId,
      session,
      trajectoryName: state.name,
      language,
      madeAt: new Date().toISOString(),
    });
    void reply
      .header('content-type', file.mime)
      .header('content-disposition', `attachment; filename="${file.fileName}"`);
    return file.text;
  }
}
