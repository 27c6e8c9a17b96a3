/**
 * How long what grows is kept, as PostgreSQL intervals: the one place where these times stand. docs/retention.md says what
 * each means to whoever uses the product. A test looks at a row just inside and just outside each.
 */
export const RETENTION = {
  /** How far back lost work is put back; a document that is older is recorded as failed, and can be asked for again. */
  lostWork: '7 days',
  /** A command that is repeated within this time gets its first answer: phones can be away for days. The database itself lets no receipt go sooner than 30 days. */
  commandReceipts: '30 days',
  /** Receipts of effects: far longer than lost work, for the mails of a session that is planned long ahead say who was invited. */
  effectReceipts: '400 days',
  /** After a code of a session has expired; until then whoever types it is told so. */
  sessionCodes: '30 days',
  /** After a sign-in has expired. */
  signIns: '1 day',
  /** After a link to an account has expired; until then the list of people says so. */
  accountInvitations: '30 days',
  /** Name, address and all else of the person, after an account was disabled: questions about who did what come within a year. */
  disabledAccounts: '365 days',
  /** The same of an account that nobody took, after it was made, and once no link to it is good any more. */
  untakenAccounts: '90 days',
  /** After the first failed attempt of a day in which there were any for an address, a network or both. */
  signInAttempts: '1 day',
  /** The file of a document that a newer one has taken the place of, and to which no link was ever made. */
  documentFiles: '90 days',
  /** How often a document whose file was kept is looked at again. */
  documentsLookedAt: '7 days',
  /** Rows of documents that were cancelled, or could not be made. */
  endedDocuments: '30 days',
  /** The file of a report over all trajectories, but the latest twenty. */
  programmeFiles: '90 days',
  /** An uploaded file that was never read to its end. */
  importFiles: '30 days',
  /** After a session's planned moment, where it was then forgotten; and of a reader, after the address was typed. */
  forgottenAddresses: '30 days',
  /** Who read and changed what: two years, so that a whole trajectory and the questions after it fall inside. The database itself lets none go sooner. */
  audit: '730 days',
  /** A job that the queue has refused all that time. */
  refusedJobs: '30 days',
  /** Bytes of what was erased in the files of its table, where a meeting's order was forgotten or a trajectory erased; and of whatever else was. */
  erasedBytesSoon: '10 minutes',
  erasedBytes: '1 day',
} as const;
