/**
 * What is recorded of staff: which of what residents and professionals said they read, which documents and exports they
 * took, who changed rights, figures and templates, and who held a trajectory back from being erased.
 */
export const AUDIT_KINDS = [
  'contributions',
  'documents',
  'exports',
  'rights',
  'figures',
  'templates',
  'retention',
] as const;

/** One of the {@link AUDIT_KINDS}. */
export type AuditKind = (typeof AUDIT_KINDS)[number];
/** Of those, what is read. */
export type AuditedReading = Extract<AuditKind, 'contributions' | 'documents' | 'exports'>;
/** And what is changed. */
export type AuditedChange = Exclude<AuditKind, AuditedReading>;
