import type { AuditItem } from '@buurtbalans/contracts';
import type { AuditKind } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import { laneName } from './names.ts';

const kinds: Record<AuditKind, () => string> = {
  contributions: m.audit_kind_contributions,
  documents: m.audit_kind_documents,
  exports: m.audit_kind_exports,
  rights: m.audit_kind_rights,
  figures: m.audit_kind_figures,
  templates: m.audit_kind_templates,
  retention: m.audit_kind_retention,
};
const actions: Readonly<Record<string, () => string>> = {
  readProgrammeFile: m.audit_read_programme,
  exportJournal: m.audit_export_journal,
  listOpenPromises: m.audit_read_promises,
  listPromises: m.audit_read_promises,
  readLive: m.audit_read_live,
  streamLive: m.audit_read_live,
  readHarvest: m.audit_read_harvest,
  listMinutes: m.audit_read_minutes,
  listLaneContributions: m.audit_read_lane,
  listGroups: m.audit_read_groups,
  previewRelease: m.audit_preview_release,
  readReportFile: m.audit_read_document,
  readReportData: m.audit_export_data,
  listReactions: m.audit_read_reactions,
  exportAudit: m.audit_export_audit,
  startImport: m.audit_import,
  takeOverDelivery: m.audit_take_over,
  undoDelivery: m.audit_undo,
  discardDelivery: m.audit_discard,
  createTemplate: m.audit_template,
  Appointed: m.audit_appointed,
  Dismissed: m.audit_dismissed,
  invitePerson: m.audit_invited,
  finishProviderSignIn: m.audit_provider_sign_in,
  changePerson: m.audit_person_changed,
  renewPersonLink: m.audit_link_renewed,
  removeSecondFactor: m.audit_factor_removed,
  mergeOrganisation: m.audit_organisation_merged,
  OrganisationAdded: m.audit_organisation,
  TemplateMoved: m.audit_template_moved,
  FiguresTaken: m.audit_figures_taken,
  exportMe: m.audit_export_me,
  exportPerson: m.audit_export_person,
  forgetAccount: m.audit_forgot_account,
  holdTrajectory: m.audit_hold,
  releaseHold: m.audit_release,
};

/** What was read or changed, in a word. */
export const auditKind = (kind: AuditKind): string => kinds[kind]();

/** What somebody did; what has no words here is shown by its own name. */
export const auditAction = (action: string): string => (Object.hasOwn(actions, action) ? actions[action]!() : action);

/** Who did it: by name, by id where no such account is there, or the product itself. */
export const auditPerson = ({ account }: AuditItem): string =>
  account === null ? m.role_system() : (account.name ?? account.id);

/** Of which trajectory, session and thing, by their ids. */
export function auditPlaces({ trajectoryId, sessionId, lane, subject }: AuditItem): string[] {
  return [
    ...(trajectoryId ? [m.audit_trajectory_id({ id: trajectoryId })] : []),
    ...(sessionId ? [m.audit_session_id({ id: sessionId })] : []),
    ...(lane ? [laneName(lane)] : []),
    ...(subject ? [m.audit_subject_id({ id: subject })] : []),
  ];
}
