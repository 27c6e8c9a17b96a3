import type { Migration } from 'kysely/migration';
import * as roles from './0001-roles.ts';
import * as people from './0002-people.ts';
import * as engine from './0003-engine.ts';
import * as figures from './0004-figures.ts';
import * as lanes from './0005-lanes.ts';
import * as reports from './0006-reports.ts';
import * as chain from './0007-chain.ts';
import * as sweep from './0008-sweep.ts';
import * as live from './0009-live.ts';
import * as minutes from './0010-minutes.ts';
import * as invitations from './0011-invitations.ts';
import * as liveLoad from './0012-live-load.ts';
import * as reportDetail from './0013-report-detail.ts';
import * as programme from './0015-programme.ts';
import * as reactions from './0016-reactions.ts';
import * as sharing from './0014-sharing.ts';
import * as openWork from './0017-open-work.ts';
import * as retention from './0018-retention.ts';
import * as dutchDay from './0019-dutch-day.ts';
import * as effectKeys from './0020-effect-keys.ts';
import * as narrow from './0021-narrow.ts';
import * as publicFacts from './0022-public-facts.ts';
import * as deliveries from './0024-deliveries.ts';
import * as writers from './0025-writers.ts';
import * as doubt from './0031-doubt.ts';
import * as accounts from './0026-accounts.ts';
import * as doubles from './0027-doubles.ts';
import * as codes from './0029-codes.ts';
import * as putOut from './0030-put-out.ts';
import * as privacy from './0033-privacy.ts';
import * as audit from './0032-audit.ts';
import * as behind from './0037-behind.ts';
import * as identities from './0034-identities.ts';
import * as secondFactor from './0035-second-factor.ts';
import * as holds from './0036-holds.ts';

/** Statements of the owner of the tables, run once and never changed afterwards. */
export const migrations = {
  '0001-roles': roles,
  '0002-people': people,
  '0003-engine': engine,
  '0004-figures': figures,
  '0005-lanes': lanes,
  '0006-reports': reports,
  '0007-chain': chain,
  '0008-sweep': sweep,
  '0009-live': live,
  '0010-minutes': minutes,
  '0011-invitations': invitations,
  '0012-live-load': liveLoad,
  '0013-report-detail': reportDetail,
  '0015-programme': programme,
  '0016-reactions': reactions,
  '0014-sharing': sharing,
  '0017-open-work': openWork,
  '0018-retention': retention,
  '0019-dutch-day': dutchDay,
  '0020-effect-keys': effectKeys,
  '0021-narrow': narrow,
  '0022-public-facts': publicFacts,
  '0024-deliveries': deliveries,
  '0025-writers': writers,
  '0031-doubt': doubt,
  '0026-accounts': accounts,
  '0027-doubles': doubles,
  '0029-codes': codes,
  '0030-put-out': putOut,
  '0033-privacy': privacy,
  '0032-audit': audit,
  '0037-behind': behind,
  '0034-identities': identities,
  '0035-second-factor': secondFactor,
  '0036-holds': holds,
} as const satisfies Record<string, Migration>;

/** Name of a migration. */
export type MigrationName = keyof typeof migrations;
/** All migrations of this version, in their order. */
export const MIGRATIONS = (Object.keys(migrations) as MigrationName[]).sort();
