import { Module } from '@nestjs/common';
import { TrajectoriesModule } from '../trajectories/trajectories.module.ts';
import { HarvestController } from './harvest.controller.ts';
import { InvitationsController } from './invitations.controller.ts';
import { JoinController } from './join.controller.ts';
import { LiveController } from './live.controller.ts';
import { LiveRooms } from './live-rooms.service.ts';
import { LiveStreamController } from './live-stream.controller.ts';
import { OwnSessionsController } from './own-sessions.controller.ts';
import { PaperController } from './paper.controller.ts';
import { ParticipantLimits } from './participant-limits.service.ts';
import { ParticipationController } from './participation.controller.ts';
import { Presence } from './presence.service.ts';
import { PromisesController } from './promises.controller.ts';
import { SessionAreas } from './session-areas.service.ts';
import { SessionBus } from './session-bus.service.ts';
import { SessionCalendarController } from './session-calendar.controller.ts';

/** Sessions: before, while they run, and what comes of them. */
@Module({
  imports: [TrajectoriesModule],
  controllers: [
    JoinController,
    InvitationsController,
    OwnSessionsController,
    LiveController,
    LiveStreamController,
    ParticipationController,
    PaperController,
    HarvestController,
    PromisesController,
    SessionCalendarController,
  ],
  providers: [SessionAreas, SessionBus, LiveRooms, ParticipantLimits, Presence],
})
export class SessionsModule {}
