import type { AuditedChange, AuditedReading } from '@buurtbalans/domain';
import type { EndpointId } from './endpoints.ts';

/**
 * What the audit has of an endpoint. `reads`: what an account is answered is recorded before it leaves, by the engine's one
 * place for it. `changes`: what it changes is recorded by the database, in the same transaction. Null: neither.
 */
export type Audited =
  | { readonly reads: AuditedReading; readonly subject?: string }
  | { readonly changes: readonly AuditedChange[] }
  | null;

const contributions = { reads: 'contributions' } as const;
const figures = { changes: ['figures'] } as const;
/** A command says by its type what it changes. */
const command = { changes: ['rights', 'figures', 'templates'] } as const;

/**
 * Each endpoint, once: one that is not here does not compile. `subject` names the parameter of the path that says which document
 * or export it was. A participant's own calls are never recorded, nor what is public.
 */
export const AUDITED = {
  health: null,
  signIn: null,
  signOut: null,
  me: null,
  listAccounts: null,
  readSignInWays: null,
  beginProviderSignIn: null,
  // an account that is made, linked or given the role of its groups
  finishProviderSignIn: { changes: ['rights'] },
  listOrganisations: null,

  // what somebody does with their own account changes no rights
  readAccountInvitation: null,
  acceptAccountInvitation: null,
  forgotPassword: null,
  changeMe: null,
  changePassword: null,
  listOwnSignIns: null,
  endOwnSignIn: null,
  showCode: null,
  readSecondFactor: null,
  beginSecondFactor: null,
  turnOnSecondFactor: null,
  renewRecoveryCodes: null,
  turnOffSecondFactor: null,
  listPeople: null,
  invitePerson: { changes: ['rights'] },
  inviteProfessional: { changes: ['rights'] },
  changePerson: { changes: ['rights'] },
  renewPersonLink: { changes: ['rights'] },
  listPersonSignIns: null,
  endPersonSignIns: null,
  removeSecondFactor: { changes: ['rights'] },
  listRegister: null,
  addOrganisation: null,
  changeOrganisation: null,
  mergeOrganisation: { changes: ['rights'] },

  sendBulk: command,
  requestProgrammeReport: null,
  listProgrammeReports: null,
  readProgrammeReport: null,
  readProgrammeFile: { reads: 'documents', subject: 'reportId' },

  // what a trajectory shows of its findings has left its lane
  listTrajectories: null,
  createTrajectory: null,
  readTrajectory: null,
  sendCommand: command,
  readJournal: null,
  exportJournal: { reads: 'exports' },
  verifyJournal: null,

  listTemplates: null,
  readTemplate: null,
  createTemplate: { changes: ['templates'] },
  checkTemplate: null,
  previewMove: null,

  listAreas: null,
  listDistricts: null,
  listBoundaries: null,
  listParks: null,
  listFigures: null,
  startImport: figures,
  readImport: null,
  listImports: null,
  listDeliveries: null,
  readDelivery: null,
  listDeliveryChanges: null,
  takeOverDelivery: figures,
  undoDelivery: figures,
  discardDelivery: figures,

  makeSessionCode: null,
  renewSessionCode: null,
  revokeSessionCode: null,
  readJoinInfo: null,
  join: null,
  readParticipation: null,
  enterSession: null,
  listOwnSessions: null,
  readInvitations: null,
  addInvitees: null,
  removeInvitee: null,
  readPaperForm: null,
  listOpenPromises: contributions,
  readSessionCalendar: null,

  sendLive: null,
  readLive: contributions,
  streamLive: contributions,

  readHarvest: contributions,
  listMinutes: contributions,
  listPromises: contributions,
  countPromises: null,
  listEvaluations: null,

  listLaneContributions: contributions,
  listGroups: contributions,
  putGroup: null,
  deleteGroup: null,
  markReleased: null,
  previewRelease: contributions,
  listCoincidence: null,

  readReport: null,
  readReportFile: { reads: 'documents', subject: 'reportId' },
  // whoever was given the address was recorded when they were
  readDownload: null,

  readSharing: null,
  readReportData: { reads: 'exports', subject: 'reportId' },
  addReaders: null,
  listReactions: contributions,
  handleReaction: null,
  readSharedParts: null,
  react: null,
  withdrawReaction: null,
  readShared: null,

  listQueues: null,
  listFailedJobs: null,
  retryJob: null,
  discardJob: null,

  listAudit: null,
  exportAudit: { reads: 'exports' },

  listTerms: null,
  readTerm: null,
  holdTrajectory: { changes: ['retention'] },
  releaseHold: { changes: ['retention'] },

  exportMe: { reads: 'exports' },
  exportPerson: { reads: 'exports', subject: 'accountId' },
} as const satisfies Record<EndpointId, Audited>;

/** What a trajectory tells of such changes, by the type of its event. */
export const AUDITED_EVENTS = {
  Appointed: 'rights',
  Dismissed: 'rights',
  OrganisationAdded: 'rights',
  TemplateMoved: 'templates',
  FiguresTaken: 'figures',
} as const satisfies Record<string, AuditedChange>;
