export {
  type Database,
  type DatabaseOptions,
  type Entities,
  openDatabase,
  type ScopedTransaction,
} from './database.ts';
export * from './roles.ts';
export * from './migrate.ts';
export { UnusableAddressError } from './login.ts';
export * from './logins.ts';
export { ensureOwner } from './owner.ts';
export type { Tables } from './entities.ts';
export * from './commands/effect-key-sql.ts';
export * from './commands/template-store.ts';
export * from './trajectories/journal.repository.ts';
export * from './trajectories/journal-chain.ts';
export * from './trajectories/verify-journal.ts';
export * from './trajectories/trajectory.repository.ts';
export * from './audit/audit.repository.ts';
export * from './retention/term.repository.ts';
export * from './people/account.repository.ts';
export * from './people/account-invitation.repository.ts';
export * from './people/organisation.repository.ts';
export { BY_THE_SYSTEM, type ByWhom } from './people/by-whom.ts';
export { tellOwner } from './people/account-news.repository.ts';
export * from './people/person.repository.ts';
export * from './people/provider-sign-in.repository.ts';
export {
  addSecondFactor,
  hasSecondFactor,
  readSecondFactor,
  removeSecondFactor,
  replaceRecoveryCodes,
  type StoredFactor,
  takeRecoveryCode,
  takeStep,
} from './people/second-factor.repository.ts';
export { type OwnData, readOwnData } from './people/own-data/own-data.ts';
export * from './people/forget-account.ts';
export * from './people/sign-in.repository.ts';
export * from './people/password.ts';
export * from './figures/area.repository.ts';
export * from './figures/district.repository.ts';
export * from './figures/figure.repository.ts';
export * from './figures/import.repository.ts';
export * from './figures/deliveries/index.ts';
export * from './sessions/session.repository.ts';
export * from './sessions/session-code.ts';
export * from './sessions/invitation.repository.ts';
export * from './sessions/contribution.repository.ts';
export * from './sessions/session-scope.ts';
export * from './sessions/minutes.repository.ts';
export * from './findings/group.repository.ts';
export * from './findings/behind.repository.ts';
export { readPublicFacts } from './reports/public-facts.repository.ts';
export * from './reports/report.repository.ts';
export * from './reports/programme-report.repository.ts';
export * from './sharing/report-link.repository.ts';
export * from './sharing/report-reader.repository.ts';
