import { type Appliers, each, keepNumber, omit, patch, put, without } from '../trajectory/applier.ts';
import { ended, givenAgain, pictureChanged } from '../trajectory/takes-back.evolve.ts';

/**
 * Released statements, findings with their evidence and verdict, gaps, the approval and the dissent. Journals of versions
 * before 0.3 do not say what an event takes back; of the approval it is known all the same.
 */
export const findingAppliers: Appliers<
  | 'StatementReleased'
  | 'BehindCounted'
  | 'StatementRetracted'
  | 'FindingRecorded'
  | 'FindingRevised'
  | 'FindingDropped'
  | 'EvidenceSet'
  | 'CheckRecorded'
  | 'GapOpened'
  | 'GapAssigned'
  | 'GapAnswered'
  | 'SharedPictureApproved'
  | 'DissentRecorded'
  | 'DissentConcluded'
> = {
  StatementReleased: ({ statementId, ...statement }, state) => ({
    statements: put(state.statements, statementId, statement),
    ...(statement.behind &&
      'organisationIds' in statement.behind && {
        organisations: patch(state.organisations, statement.behind.organisationIds, { spoke: true }),
      }),
    ...pictureChanged(state),
  }),
  BehindCounted: ({ statementId, behind }, { statements }) => {
    const { behind: before, was = before } = statements[statementId] ?? {};
    return { statements: patch(statements, statementId, { behind, ...(was && { was }) }) };
  },
  StatementRetracted: ({ statementId }, state) => ({
    statements: omit(state.statements, statementId),
    findings: each(state.findings, (finding) =>
      finding.statementIds.includes(statementId)
        ? { ...finding, statementIds: without(finding.statementIds, statementId), lostStatement: true as const }
        : finding,
    ),
    ...pictureChanged(state),
  }),

  FindingRecorded: ({ findingId, ...finding }, state) => ({
    findings: put(state.findings, findingId, {
      ...finding,
      statementIds: [],
      indicatorIds: [],
      verdict: null,
      note: null,
    }),
    ...pictureChanged(state),
  }),
  // a claim that changed has to be checked again
  FindingRevised: ({ findingId, ...revised }, state) => ({
    findings: each(state.findings, (finding, id) => {
      if (id !== findingId) return finding;
      const { lostStatement: _former, placeName: _name, ...rest } = finding;
      return { ...rest, ...revised, verdict: null, note: null };
    }),
    ...pictureChanged(state),
  }),
  FindingDropped: ({ findingId, number }, state) => ({
    findings: omit(state.findings, findingId),
    ...keepNumber(state, 'finding', number),
    ...pictureChanged(state),
  }),
  EvidenceSet: ({ findingId, statementIds, indicatorIds }, state) => ({
    findings: patch(state.findings, findingId, {
      statementIds,
      indicatorIds,
      ...(state.findings[findingId]?.statementIds.some((id) => !statementIds.includes(id)) && { lostStatement: true }),
    }),
    ...pictureChanged(state),
  }),
  CheckRecorded: ({ findingId, verdict, note }, state) => ({
    findings: patch(state.findings, findingId, { verdict, note }),
    ...pictureChanged(state),
  }),

  GapOpened: ({ gapId, ...gap }, { gaps }) => ({ gaps: put(gaps, gapId, { ...gap, answer: null }) }),
  GapAssigned: ({ gapId, ownerOrganisationId, due }, { gaps }) => ({
    gaps: patch(gaps, gapId, { ownerOrganisationId, due }),
  }),
  GapAnswered: ({ gapId, answer }, { gaps }) => ({ gaps: patch(gaps, gapId, { answer }) }),

  SharedPictureApproved: ({ number, changes, facts }, state, { at }) => ({
    sharedPicture: {
      ...(number > 1 && { ended: ended(state, at).ended }),
      number,
      approvedAt: at,
      changes,
      ...(facts !== undefined && { facts }),
    },
    ...givenAgain(state, 'approval'),
  }),
  DissentRecorded: ({ dissentId, ...dissent }, state) => ({ dissent: put(state.dissent, dissentId, dissent) }),
  DissentConcluded: (_facts, state, { at }) => ({ dissentConcludedAt: at, ...givenAgain(state, 'conclusion') }),
};
