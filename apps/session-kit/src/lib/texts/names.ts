import type { AllianceRing, DocumentKind, Lane, OrganisationType, Phase, Role, Verdict } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';

type Names<K extends string> = Record<K, () => string>;

const phases: Names<Phase> = {
  preparation: m.phase_preparation,
  intake: m.phase_intake,
  exchange: m.phase_exchange,
  analysis: m.phase_analysis,
  plan: m.phase_plan,
  completed: m.phase_completed,
  review: m.phase_review,
};
const lanes: Names<Lane> = { professional: m.lane_professional, resident: m.lane_resident };
const lanesOf: Names<Lane> = { professional: m.lane_of_professional, resident: m.lane_of_resident };
const roles: Names<Role | 'system'> = {
  programme_manager: m.role_programme_manager,
  facilitator: m.role_facilitator,
  research_adviser: m.role_research_adviser,
  professional: m.role_professional,
  stakeholder: m.role_stakeholder,
  administrator: m.role_administrator,
  system: m.role_system,
};
const organisationTypes: Names<OrganisationType> = {
  municipality: m.organisation_type_municipality,
  police: m.organisation_type_police,
  housing_corporation: m.organisation_type_housing_corporation,
  care: m.organisation_type_care,
  welfare: m.organisation_type_welfare,
  youth_work: m.organisation_type_youth_work,
  school: m.organisation_type_school,
  general_practice: m.organisation_type_general_practice,
  residents_association: m.organisation_type_residents_association,
  business: m.organisation_type_business,
  other: m.organisation_type_other,
};
const rings: Names<AllianceRing> = { core: m.ring_core, ring: m.ring_ring };
const sharingCommitments: Names<'none' | 'signed' | 'withdrawn' | 'expired'> = {
  none: m.sharing_commitment_none,
  signed: m.sharing_commitment_signed,
  withdrawn: m.sharing_commitment_withdrawn,
  expired: m.sharing_commitment_expired,
};
const sessionStatuses: Names<'planned' | 'open' | 'closed' | 'cancelled'> = {
  planned: m.session_status_planned,
  open: m.session_status_open,
  closed: m.session_status_closed,
  cancelled: m.session_status_cancelled,
};
const statuses: Names<'active' | 'paused' | 'stopped'> = {
  active: m.status_active,
  paused: m.status_paused,
  stopped: m.status_stopped,
};
const documents: Names<DocumentKind> = {
  'shared-picture': m.document_shared_picture,
  'resident-edition': m.document_resident_edition,
  plan: m.document_plan,
  minutes: m.document_minutes,
  profile: m.document_profile,
};
const verdicts: Names<Verdict> = {
  confirmed: m.verdict_confirmed,
  contradicted: m.verdict_contradicted,
  not_testable: m.verdict_not_testable,
};

function nameIn<K extends string>(names: Names<K>): (key: string) => string {
  // a name that this version does not know is shown as it is rather than hidden
  return (key) => (Object.hasOwn(names, key) ? names[key as K]() : key);
}

export const phaseName = nameIn(phases);
export const laneName = nameIn(lanes);
/** The lane inside a sentence. */
export const laneInSentence = nameIn(lanesOf);
export const roleName = nameIn(roles);
export { themeName } from './theme-names.ts';
export const organisationTypeName = nameIn(organisationTypes);
export const ringName = nameIn(rings);
export const sharingCommitmentName = nameIn(sharingCommitments);
export const sessionStatusName = nameIn(sessionStatuses);
export const statusName = nameIn(statuses);
export const documentName = nameIn(documents);
export const verdictName = nameIn(verdicts);

/** The session as people speak of it: its lane and number. */
export function sessionName(session: { lane: Lane; number: number }): string {
  const { number } = session;
  return session.lane === 'professional'
    ? m.session_name_professional({ number })
    : m.session_name_resident({ number });
}
