import { type Database, openDatabase } from '@buurtbalans/database';
import { QueueModule } from '@buurtbalans/queue/nest';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD } from '@nestjs/core';
import { FiguresController } from './figures/figures.controller.ts';
import { ImportsController } from './figures/imports.controller.ts';
import { FindingsController } from './findings/findings.controller.ts';
import { JobsController } from './jobs/jobs.controller.ts';
import { JobsService } from './jobs/jobs.service.ts';
import { PeopleController } from './people/people.controller.ts';
import { SignInLimit } from './people/sign-in-limit.service.ts';
import { AccessGuard } from './platform/access.guard.ts';
import { BackgroundService } from './platform/background.service.ts';
import type { Config } from './platform/config.ts';
import { HealthController } from './platform/health.controller.ts';
import { ProblemFilter } from './platform/problem.filter.ts';
import { CONFIG, DATABASE } from './platform/tokens.ts';
import { ReportsController } from './reports/reports.controller.ts';
import { LiveController } from './sessions/live.controller.ts';
import { LiveRooms } from './sessions/live-rooms.service.ts';
import { ParticipationController } from './sessions/participation.controller.ts';
import { InvitationsController } from './sessions/invitations.controller.ts';
import { HarvestController } from './sessions/harvest.controller.ts';
import { PromisesController } from './sessions/promises.controller.ts';
import { JoinController } from './sessions/join.controller.ts';
import { OwnSessionsController } from './sessions/own-sessions.controller.ts';
import { SessionAreas } from './sessions/session-areas.service.ts';
import { PaperController } from './sessions/paper.controller.ts';
import { SessionBus } from './sessions/session-bus.service.ts';
import { SessionCalendarController } from './sessions/session-calendar.controller.ts';
import { ReactionsController } from './sharing/reactions.controller.ts';
import { SharingController } from './sharing/sharing.controller.ts';
import { CommandPreparation } from './trajectories/command-preparation.service.ts';
import { DirectoryService } from './trajectories/directory.service.ts';
import { BulkController } from './programme/bulk.controller.ts';
import { ProgrammeReportsController } from './programme/programme-reports.controller.ts';
import { TemplatesController } from './templates/templates.controller.ts';
import { CommandService } from './trajectories/command.service.ts';
import { HistoryController } from './trajectories/history.controller.ts';
import { TrajectoryReader } from './trajectories/trajectory-reader.service.ts';
import { TrajectoriesController } from './trajectories/trajectories.controller.ts';

/** Every controller of the engine; together they answer each endpoint of the contract once. */
export const controllers = [
  HealthController,
  PeopleController,
  TrajectoriesController,
  HistoryController,
  BulkController,
  ProgrammeReportsController,
  TemplatesController,
  FiguresController,
  ImportsController,
  JoinController,
  InvitationsController,
  OwnSessionsController,
  LiveController,
  ParticipationController,
  PaperController,
  HarvestController,
  PromisesController,
  SessionCalendarController,
  FindingsController,
  ReportsController,
  SharingController,
  ReactionsController,
  JobsController,
];

/** The engine as one module; its configuration comes from outside. */
@Module({})
export class AppModule implements OnApplicationShutdown {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  static with(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [QueueModule.forJobs({ databaseUrl: config.DATABASE_URL, queueUrl: config.QUEUE_URL })],
      controllers,
      providers: [
        { provide: CONFIG, useValue: config },
        {
          provide: DATABASE,
          useFactory: () => openDatabase({ url: config.DATABASE_URL, connections: 20, applicationName: 'engine' }),
        },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        BackgroundService,
        SignInLimit,
        DirectoryService,
        CommandPreparation,
        CommandService,
        TrajectoryReader,
        SessionAreas,
        SessionBus,
        LiveRooms,
        JobsService,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.db.close();
  }
}
