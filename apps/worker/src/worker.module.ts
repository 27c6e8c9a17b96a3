import { jobDefinitions, type JobName } from '@buurtbalans/contracts';
import { type Database, openDatabase } from '@buurtbalans/database';
import type { Log } from '@buurtbalans/logging';
import { QueueModule } from '@buurtbalans/queue/nest';
import { type HouseStyle, RenderProcess } from '@buurtbalans/reports';
import { type DynamicModule, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { AccountsInviteProcessor } from './jobs/accounts-invite.processor.ts';
import { AccountsTellProcessor } from './jobs/accounts-tell.processor.ts';
import { ImportsReadProcessor } from './jobs/imports-read.processor.ts';
import { InvitationsSendProcessor } from './jobs/invitations-send.processor.ts';
import { ProgrammeRenderProcessor } from './jobs/programme-render.processor.ts';
import { RemindersSendProcessor } from './jobs/reminders-send.processor.ts';
import { ReportsRenderProcessor } from './jobs/reports-render.processor.ts';
import { SharesSendProcessor } from './jobs/shares-send.processor.ts';
import { MailModule } from './mail/mail.module.ts';
import type { Config } from './platform/config.ts';
import { HealthService } from './platform/health.service.ts';
import { jobLog } from './platform/job-log.ts';
import { DATABASE, HOUSE_STYLE } from './platform/tokens.ts';

/** The processor of each job; one that is missing keeps the worker from starting. */
const processors = [
  ReportsRenderProcessor,
  ProgrammeRenderProcessor,
  ImportsReadProcessor,
  InvitationsSendProcessor,
  SharesSendProcessor,
  RemindersSendProcessor,
  AccountsInviteProcessor,
  AccountsTellProcessor,
];

/** The worker as one module; its configuration comes from outside. */
@Module({})
export class WorkerModule implements OnApplicationShutdown {
  readonly #db: Database;
  readonly #apart: RenderProcess;

  constructor(@Inject(DATABASE) db: Database, @Inject(RenderProcess) apart: RenderProcess) {
    this.#db = db;
    this.#apart = apart;
  }

  static with(config: Config, style: HouseStyle, log: Log): DynamicModule {
    const { DATABASE_URL: databaseUrl, QUEUE_URL: queueUrl } = config;
    return {
      module: WorkerModule,
      imports: [
        MailModule.with(config.mail),
        QueueModule.forProcessors({
          databaseUrl,
          queueUrl,
          jobs: Object.keys(jobDefinitions) as JobName[],
          onReport: jobLog(log),
        }),
      ],
      providers: [
        {
          provide: DATABASE,
          useFactory: () => openDatabase({ url: databaseUrl, connections: 5, applicationName: 'worker' }),
        },
        { provide: HOUSE_STYLE, useValue: style },
        { provide: RenderProcess, useFactory: () => new RenderProcess() },
        HealthService,
        ...processors,
      ],
    };
  }

  /** Jobs have ended by now: the module of queues stops before anything is closed. */
  async onApplicationShutdown(): Promise<void> {
    this.#apart.close();
    // with a database that is away there is nothing left to close
    await this.#db.close().catch(() => undefined);
  }
}
