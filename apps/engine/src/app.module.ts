import { QueueModule } from '@buurtbalans/queue/nest';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AuditPageModule } from './audit/audit.module.ts';
import { FiguresModule } from './figures/figures.module.ts';
import { FindingsModule } from './findings/findings.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { PeopleModule } from './people/people.module.ts';
import { AccessModule } from './platform/access/access.module.ts';
import { AuditModule } from './platform/audit/audit.module.ts';
import { BackgroundModule } from './platform/background.module.ts';
import type { Config } from './platform/config.ts';
import { ConfigModule } from './platform/config.module.ts';
import { DatabaseModule } from './platform/database.module.ts';
import { HealthModule } from './platform/health.module.ts';
import { LoggingModule } from './platform/logging.module.ts';
import { ProblemsModule } from './platform/problems.module.ts';
import { ProgrammeModule } from './programme/programme.module.ts';
import { ReportsModule } from './reports/reports.module.ts';
import { RetentionModule } from './retention/retention.module.ts';
import { SessionsModule } from './sessions/sessions.module.ts';
import { SharingModule } from './sharing/sharing.module.ts';
import { TemplatesModule } from './templates/templates.module.ts';
import { TrajectoriesModule } from './trajectories/trajectories.module.ts';

/** What all features need. The database is closed last, since it is the first that others rest on. */
const platform = [
  DatabaseModule,
  BackgroundModule,
  LoggingModule,
  AccessModule,
  AuditModule,
  ProblemsModule,
  HealthModule,
];

/** One module a feature; together they answer each endpoint of the contract once. */
const features: readonly Type[] = [
  PeopleModule,
  TrajectoriesModule,
  ProgrammeModule,
  TemplatesModule,
  FiguresModule,
  SessionsModule,
  FindingsModule,
  ReportsModule,
  SharingModule,
  JobsModule,
  AuditPageModule,
  RetentionModule,
];

/** Every controller of the engine. */
export const controllers = [...platform, ...features].flatMap(
  (module) => (Reflect.getMetadata('controllers', module) ?? []) as Type[],
);

/** The engine as one module; its configuration comes from outside. */
@Module({})
export class AppModule {
  static with(config: Config): DynamicModule {
    const queues = QueueModule.forJobs({ databaseUrl: config.DATABASE_URL, queueUrl: config.QUEUE_URL });
    return {
      module: AppModule,
      imports: [ConfigModule.with(config), { ...queues, global: true }, ...platform, ...features],
    };
  }
}
