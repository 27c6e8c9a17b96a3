import { sessionCalendar } from '@buurtbalans/workflow/calendar';
import { ProductError } from '@buurtbalans/contracts';
import { Controller } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';

/** Sessions as files for a calendar. */
@Controller()
export class SessionCalendarController {
  @Route('readSessionCalendar')
  calendar(@TheCall() { trajectory: { state }, params, language, reply }: Call<'readSessionCalendar'>) {
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
