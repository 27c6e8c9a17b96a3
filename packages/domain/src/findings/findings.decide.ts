import type { CommandOf } from '../trajectory/trajectory.commands.ts';
import { isSameBehind } from './behind.ts';
import { accept, lay, type Meta, refuse } from '../trajectory/decision.ts';
import { gapTimer } from '../trajectory/timers.ts';
import { event } from '../trajectory/trajectory.events.ts';
import { isUnfounded } from './founded.ts';
import { whereOf } from './place-names.ts';
import { firstMissing, type Handlers, nextNumber, notFound, taken } from '../trajectory/handler.ts';

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

/** What a finding says, with its texts laid beside the journal. */
function findingData(
  { findingId, theme, place, testable, title, text }: CommandOf<'RecordFinding' | 'ReviseFinding'>,
  meta: Meta,
) {
  const { ids, contents } = lay(meta, { title, text }, { placeName: place?.label ?? '' });
  return { data: { findingId, theme, place: whereOf(place), testable, ...ids }, contents };
}

/** Released statements, findings with evidence and check, gaps, approval and dissent. */
export const findingHandlers: Handlers<
  | 'ReleaseStatement'
  | 'CountBehind'
  | 'RetractStatement'
  | 'RecordFinding'
  | 'ReviseFinding'
  | 'DropFinding'
  | 'SetEvidence'
  | 'RecordCheck'
  | 'OpenGap'
  | 'AssignGap'
  | 'AnswerGap'
  | 'ApproveSharedPicture'
  | 'RecordDissent'
  | 'ConcludeDissent'
> = {
  ReleaseStatement: ({ type: _type, contributionIds: _from, behind, text, ...statement }, state, { meta }) => {
    if (state.statements[statement.statementId]) return taken('statementId');
    const session = state.sessions[statement.sessionId];
    if (!session || session.lane !== statement.lane) return notFound('sessionId');
    // what nobody has said yet cannot be released
    if (session.status !== 'open' && session.status !== 'closed') return refuse('SESSION.NOT_HELD');
    // not counted: one of them is not there, of another session, or taken off
    if (!behind || 'organisationIds' in behind !== (statement.lane === 'professional'))
      return notFound('contributionIds');
    const kinds =
      'organisationIds' in behind ? behind.organisationIds.map((one) => state.organisations[one]?.type) : [];
    if (statement.lane === 'professional' && statement.organisationType && !kinds.includes(statement.organisationType))
      return refuse('COMMAND.INVALID', { issues: [{ path: 'organisationType', problem: 'not_behind' }] });
    // a resident's words are never credited to an organisation
    const organisationType = statement.lane === 'resident' ? null : statement.organisationType;
    const { ids, contents } = lay(meta, { text }, { placeName: statement.place?.label ?? '' });
    const place = whereOf(statement.place);
    return accept(event('StatementReleased', { ...statement, place, organisationType, behind, ...ids }), { contents });
  },

  CountBehind: ({ left }, { statements }) =>
    accept(
      Object.entries(left).flatMap(([statementId, behind]) => {
        const stood = statements[statementId]?.behind;
        return stood && 'residents' in stood === 'residents' in behind && !isSameBehind(stood, behind)
          ? [event('BehindCounted', { statementId, behind })]
          : [];
      }),
    ),

  RetractStatement: ({ statementId, reason }, state, { meta }) => {
    if (!state.statements[statementId]) return notFound('statementId');
    const { ids, contents } = lay(meta, { reason });
    return accept(event('StatementRetracted', { statementId, ...ids }), { contents });
  },

  RecordFinding: (command, state, { meta }) => {
    if (state.findings[command.findingId]) return taken('findingId');
    const { data, contents } = findingData(command, meta);
    const number = nextNumber(state.findings, state.numbers?.finding);
    return accept(event('FindingRecorded', { ...data, number }), { contents });
  },

  ReviseFinding: (command, state, { meta }) => {
    if (!state.findings[command.findingId]) return notFound('findingId');
    const { data, contents } = findingData(command, meta);
    return accept(event('FindingRevised', data), { contents });
  },

  DropFinding: ({ findingId, reason }, state, { meta }) => {
    const finding = state.findings[findingId];
    if (!finding) return notFound('findingId');
    const { ids, contents } = lay(meta, { reason });
    return accept(event('FindingDropped', { findingId, ...ids, number: finding.number }), { contents });
  },

  SetEvidence: ({ findingId, statementIds, indicatorIds }, state) => {
    if (!state.findings[findingId]) return notFound('findingId');
    const statement = firstMissing(statementIds, state.statements);
    if (statement !== undefined) return notFound(`statementIds.${statementIds.indexOf(statement)}`);
    const indicator = firstMissing(indicatorIds, state.indicators);
    if (indicator !== undefined) return notFound(`indicatorIds.${indicatorIds.indexOf(indicator)}`);
    const { statementIds: statements, indicatorIds: indicators } = state.findings[findingId];
    if (sameList(statements, statementIds) && sameList(indicators, indicatorIds)) return accept();
    return accept(event('EvidenceSet', { findingId, statementIds, indicatorIds }));
  },

  RecordCheck: ({ findingId, verdict, note }, state, { meta }) => {
    const finding = state.findings[findingId];
    if (!finding) return notFound('findingId');
    if (isUnfounded({ ...finding, verdict }, state)) {
      // figures without a value say nothing of it
      const code = finding.indicatorIds.some((id) => state.indicators[id]) ? 'check.noValue' : 'check.noIndicator';
      const params = { finding: finding.number };
      return refuse('COMMAND.BLOCKED', {
        blocks: [{ code, params, unblockedBy: ['SetEvidence'], waivable: false }],
      });
    }
    const { ids, contents } = lay(meta, {}, { note });
    return accept(event('CheckRecorded', { findingId, verdict, ...ids }), { contents });
  },

  OpenGap: ({ gapId, question, ownerOrganisationId, due }, state, { template, meta }) => {
    if (state.gaps[gapId]) return taken('gapId');
    if (ownerOrganisationId !== null && !state.organisations[ownerOrganisationId])
      return notFound('ownerOrganisationId');
    const { ids, contents } = lay(meta, { question });
    return accept(event('GapOpened', { gapId, ...ids, ownerOrganisationId, due }), {
      contents,
      timers: gapTimer(template, gapId, due),
    });
  },

  AssignGap: ({ gapId, ownerOrganisationId, due }, state, { template }) => {
    if (!state.gaps[gapId]) return notFound('gapId');
    if (!state.organisations[ownerOrganisationId]) return notFound('ownerOrganisationId');
    if (state.gaps[gapId].ownerOrganisationId === ownerOrganisationId && state.gaps[gapId].due === due) return accept();
    return accept(event('GapAssigned', { gapId, ownerOrganisationId, due }), {
      timers: gapTimer(template, gapId, due),
    });
  },

  AnswerGap: ({ gapId, answer }, state, { template, meta }) => {
    if (!state.gaps[gapId]) return notFound('gapId');
    const { ids, contents } = lay(meta, { answer });
    return accept(event('GapAnswered', { gapId, ...ids }), { contents, timers: gapTimer(template, gapId, null) });
  },

  ApproveSharedPicture: ({ changes, facts }, state, { meta }) => {
    const number = state.sharedPicture.number + 1;
    const { ids, contents } = lay(meta, {}, { changes });
    return accept(event('SharedPictureApproved', { number, ...ids, ...(facts !== undefined && { facts }) }), {
      contents,
    });
  },

  RecordDissent: ({ dissentId, organisationId, text, findingId }, state, { meta }) => {
    if (state.dissent[dissentId]) return taken('dissentId');
    if (!state.organisations[organisationId]) return notFound('organisationId');
    if (findingId !== null && !state.findings[findingId]) return notFound('findingId');
    const { ids, contents } = lay(meta, { text });
    return accept(event('DissentRecorded', { dissentId, organisationId, ...ids, findingId }), { contents });
  },

  ConcludeDissent: () => accept(event('DissentConcluded', {})),
};
