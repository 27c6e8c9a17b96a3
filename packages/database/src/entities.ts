import type { InferKyselyDB } from '@mikro-orm/sql';
import { AuditEntryEntity } from './audit/audit-entry.entity.ts';
import { CommandReceiptEntity } from './commands/command-receipt.entity.ts';
import { EffectReceiptEntity } from './commands/effect-receipt.entity.ts';
import { MethodTemplateEntity } from './commands/method-template.entity.ts';
import { OpenEffectEntity } from './commands/open-effect.entity.ts';
import { OutboxEntity } from './commands/outbox.entity.ts';
import { TimerEntity } from './commands/timer.entity.ts';
import { AreaEntity } from './figures/area.entity.ts';
import { AreaReplacedEntity } from './figures/deliveries/area-replaced.entity.ts';
import { DeliveryAreaEntity } from './figures/deliveries/delivery-area.entity.ts';
import { DeliveryRowEntity } from './figures/deliveries/delivery-row.entity.ts';
import { DeliveryEntity } from './figures/deliveries/delivery.entity.ts';
import { FigureReplacedEntity } from './figures/deliveries/figure-replaced.entity.ts';
import { FigureEntity } from './figures/figure.entity.ts';
import { ImportFileEntity } from './figures/import-file.entity.ts';
import { ImportJobEntity } from './figures/import-job.entity.ts';
import { ParkEntity } from './figures/park.entity.ts';
import { ContributionGroupEntity } from './findings/contribution-group.entity.ts';
import { AccountIdentityEntity } from './people/account-identity.entity.ts';
import { AccountInvitationEntity } from './people/account-invitation.entity.ts';
import { AccountEntity } from './people/account.entity.ts';
import { OrganisationEntity } from './people/organisation.entity.ts';
import { SecondFactorEntity } from './people/second-factor.entity.ts';
import { SignInAttemptEntity } from './people/sign-in-attempt.entity.ts';
import { SignInEntity } from './people/sign-in.entity.ts';
import { ProgrammeReportEntity } from './reports/programme-report.entity.ts';
import { PublicFactsEntity } from './reports/public-facts.entity.ts';
import { ReportDocumentEntity } from './reports/report-document.entity.ts';
import { ProfessionalContributionEntity, ResidentContributionEntity } from './sessions/contribution.entity.ts';
import { ProfessionalLiveEventEntity, ResidentLiveEventEntity } from './sessions/live-event.entity.ts';
import { ProfessionalMinutesFileEntity, ResidentMinutesFileEntity } from './sessions/minutes-file.entity.ts';
import { ProfessionalMinutesEntity, ResidentMinutesEntity } from './sessions/minutes.entity.ts';
import { ProfessionalWriterEntity } from './sessions/professional-writer.entity.ts';
import { ResidentWriterEntity } from './sessions/resident-writer.entity.ts';
import { StatementCardEntity } from './findings/statement-card.entity.ts';
import { SessionCodeEntity } from './sessions/session-code.entity.ts';
import { SessionIndexEntity } from './sessions/session-index.entity.ts';
import { SessionInviteeEntity } from './sessions/session-invitee.entity.ts';
import { ReportLinkEntity } from './sharing/report-link.entity.ts';
import { ReportReactionEntity } from './sharing/report-reaction.entity.ts';
import { ReportReaderEntity } from './sharing/report-reader.entity.ts';
import { SessionOrderEntity } from './retention/session-order.entity.ts';
import { TableRewriteEntity } from './retention/table-rewrite.entity.ts';
import { TrajectoryErasedEntity } from './retention/trajectory-erased.entity.ts';
import { TrajectoryTermEntity } from './retention/trajectory-term.entity.ts';
import { JournalEntity } from './trajectories/journal.entity.ts';
import { TrajectoryContentEntity } from './trajectories/trajectory-content.entity.ts';
import { TrajectoryFacilitatorEntity } from './trajectories/trajectory-facilitator.entity.ts';
import { TrajectoryEntity } from './trajectories/trajectory.entity.ts';

/** Every table of the product; the migrations make them, and a test holds the two together. */
export const entities = [
  AuditEntryEntity,
  CommandReceiptEntity,
  EffectReceiptEntity,
  MethodTemplateEntity,
  OpenEffectEntity,
  OutboxEntity,
  TimerEntity,
  AreaEntity,
  DeliveryEntity,
  DeliveryRowEntity,
  DeliveryAreaEntity,
  FigureReplacedEntity,
  AreaReplacedEntity,
  FigureEntity,
  ImportFileEntity,
  ImportJobEntity,
  ParkEntity,
  ContributionGroupEntity,
  AccountEntity,
  AccountIdentityEntity,
  AccountInvitationEntity,
  OrganisationEntity,
  SecondFactorEntity,
  SignInAttemptEntity,
  SignInEntity,
  ProgrammeReportEntity,
  PublicFactsEntity,
  ReportDocumentEntity,
  ProfessionalContributionEntity,
  ResidentContributionEntity,
  ProfessionalLiveEventEntity,
  ResidentLiveEventEntity,
  ProfessionalMinutesFileEntity,
  ResidentMinutesFileEntity,
  ProfessionalMinutesEntity,
  ResidentMinutesEntity,
  ProfessionalWriterEntity,
  ResidentWriterEntity,
  StatementCardEntity,
  SessionCodeEntity,
  SessionIndexEntity,
  SessionInviteeEntity,
  ReportLinkEntity,
  ReportReactionEntity,
  ReportReaderEntity,
  JournalEntity,
  TrajectoryContentEntity,
  TrajectoryFacilitatorEntity,
  TrajectoryEntity,
  SessionOrderEntity,
  TableRewriteEntity,
  TrajectoryTermEntity,
  TrajectoryErasedEntity,
] as const;

/** Tables and their columns as queries see them. */
export interface Tables extends InferKyselyDB<(typeof entities)[number]> {}
