/**
 * Roles inside PostgreSQL. Connections start as `bb_engine`, which has no right to any contribution, password or
 * appointment, and may write but not read the texts beside the journal; everything else is done in a transaction under
 * the narrower role.
 */
export const DATABASE_ROLES = [
  'bb_engine',
  'bb_facilitator',
  'bb_professional',
  'bb_resident',
  'bb_adviser',
  'bb_stakeholder',
  'bb_programme',
  'bb_administrator',
  'bb_worker',
  // one account at a time, with its password
  'bb_credentials',
  // the engine, where a command says who facilitates
  'bb_appointer',
  // what is past its term, one trajectory at a time
  'bb_eraser',
  // the owner of the queues' schema, which nothing else is in
  'bb_queue',
] as const;

/** One of the {@link DATABASE_ROLES}. */
export type DatabaseRole = (typeof DATABASE_ROLES)[number];

/**
 * On whose behalf a transaction runs. The settings are what the row-level security policies compare with; one that is
 * left out matches nothing.
 */
export interface Scope {
  readonly role: DatabaseRole;
  readonly trajectoryId?: string;
  readonly sessionId?: string;
  readonly lane?: 'professional' | 'resident';
  readonly accountId?: string;
  readonly organisationId?: string;
  /** Secret of a resident's browser, for withdrawing. */
  readonly withdrawalSecret?: string;
  /** Address of the account that somebody signs in to, in small letters. */
  readonly email?: string;
  /** Code of a session, as somebody typed it. */
  readonly code?: string;
  /** Reader of a shared document. */
  readonly readerId?: string;
  /** Link to an account: the hash of its token in hexadecimal, or for whoever mails it its id. */
  readonly invitation?: string;
  /** Who somebody is at a provider: its issuer, a blank, and their name there. */
  readonly identity?: string;
}

/** The settings of a scope by their PostgreSQL names. */
export function settingsOf(scope: Scope): Record<string, string> {
  return {
    'app.trajectory': scope.trajectoryId ?? '',
    'app.session': scope.sessionId ?? '',
    'app.lane': scope.lane ?? '',
    'app.account': scope.accountId ?? '',
    'app.organisation': scope.organisationId ?? '',
    'app.withdrawal_secret': scope.withdrawalSecret ?? '',
    'app.email': scope.email ?? '',
    'app.code': scope.code ?? '',
    'app.reader': scope.readerId ?? '',
    'app.invitation': scope.invitation ?? '',
    'app.identity': scope.identity ?? '',
  };
}
