import type { CommandOf } from '../trajectory.commands.ts';
import type { Outcome } from '../decision.ts';
import { refuse } from '../decision.ts';
import { gapTimer } from '../timers.ts';
import { event } from '../trajectory.events.ts';
import { firstMissing, type Handlers, nextNumber, notFound, taken } from './handler.ts';

const sameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id, index) => id === other[index]);

function findingData(command: CommandOf<'RecordFinding'> | CommandOf<'ReviseFinding'>, out: Outcome) {
  const { findingId, theme, place, testable } = command;
  return {
    findingId,
    theme,
    place,
    testable,
    title: out.content('title', command.title),
    text: out.content('text', command.text),
  };
}

/** Released statements, findings with evidence and check, gaps, approval and dissent. */
export const pictureHandlers: Handlers<
  | 'ReleaseStatement'
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
  ReleaseStatement: ({ type: _type, text, ...statement }, state, { out }) => {
    if (state.statements[statement.statementId]) return taken('statementId');
    const session = state.sessions[statement.sessionId];
    if (!session || session.lane !== statement.lane) return notFound('sessionId');
    // what nobody has said yet cannot be released
    if (session.status !== 'open' && session.status !== 'closed') return refuse('SESSION.NOT_HELD');
    if (statement.sources > statement.contributions)
      return refuse('COMMAND.INVALID', { issues: [{ path: 'sources', problem: 'more_than_contributions' }] });
    // a resident's words are never credited to an organisation
    const organisationType = statement.lane === 'resident' ? null : statement.organisationType;
    const released = event('StatementReleased', { ...statement, organisationType, text: out.content('text', text) });
    return out.event(released).accepted();
  },

  RetractStatement: ({ statementId, reason }, state, { out }) => {
    if (!state.statements[statementId]) return notFound('statementId');
    return out.event(event('StatementRetracted', { statementId, reason: out.content('reason', reason) })).accepted();
  },

  RecordFinding: (command, state, { out }) => {
    if (state.findings[command.findingId]) return taken('findingId');
    const recorded = event('FindingRecorded', {
      ...findingData(command, out),
      number: nextNumber(state.findings, state.numbers?.finding),
    });
    return out.event(recorded).accepted();
  },

  ReviseFinding: (command, state, { out }) => {
    if (!state.findings[command.findingId]) return notFound('findingId');
    return out.event(event('FindingRevised', findingData(command, out))).accepted();
  },

  DropFinding: ({ findingId, reason }, state, { out }) => {
    const finding = state.findings[findingId];
    if (!finding) return notFound('findingId');
    return out
      .event(event('FindingDropped', { findingId, reason: out.content('reason', reason), number: finding.number }))
      .accepted();
  },

  SetEvidence: ({ findingId, statementIds, indicatorIds }, state, { out }) => {
    if (!state.findings[findingId]) return notFound('findingId');
    const statement = firstMissing(statementIds, state.statements);
    if (statement !== undefined) return notFound(`statementIds.${statementIds.indexOf(statement)}`);
    const indicator = firstMissing(indicatorIds, state.indicators);
    if (indicator !== undefined) return notFound(`indicatorIds.${indicatorIds.indexOf(indicator)}`);
    const { statementIds: statements, indicatorIds: indicators } = state.findings[findingId];
    if (sameList(statements, statementIds) && sameList(indicators, indicatorIds)) return out.accepted();
    return out.event(event('EvidenceSet', { findingId, statementIds, indicatorIds })).accepted();
  },

  RecordCheck: ({ findingId, verdict, note }, state, { out }) => {
    const finding = state.findings[findingId];
    if (!finding) return notFound('findingId');
    if (verdict !== 'not_testable' && !finding.indicatorIds.some((id) => state.indicators[id])) {
      return refuse('COMMAND.BLOCKED', {
        blocks: [
          {
            code: 'check.noIndicator',
            params: { finding: finding.number },
            unblockedBy: ['SetEvidence'],
            waivable: false,
          },
        ],
      });
    }
    return out.event(event('CheckRecorded', { findingId, verdict, note: out.optional('note', note) })).accepted();
  },

  OpenGap: ({ gapId, question, ownerOrganisationId, due }, state, { out, template }) => {
    if (state.gaps[gapId]) return taken('gapId');
    if (ownerOrganisationId !== null && !state.organisations[ownerOrganisationId])
      return notFound('ownerOrganisationId');
    const opened = event('GapOpened', { gapId, question: out.content('question', question), ownerOrganisationId, due });
    return out
      .event(opened)
      .timers(gapTimer(template, gapId, due))
      .accepted();
  },

  AssignGap: ({ gapId, ownerOrganisationId, due }, state, { out, template }) => {
    if (!state.gaps[gapId]) return notFound('gapId');
    if (!state.organisations[ownerOrganisationId]) return notFound('ownerOrganisationId');
    if (state.gaps[gapId].ownerOrganisationId === ownerOrganisationId && state.gaps[gapId].due === due)
      return out.accepted();
    const assigned = event('GapAssigned', { gapId, ownerOrganisationId, due });
    return out
      .event(assigned)
      .timers(gapTimer(template, gapId, due))
      .accepted();
  },

  AnswerGap: ({ gapId, answer }, state, { out, template }) => {
    if (!state.gaps[gapId]) return notFound('gapId');
    const answered = event('GapAnswered', { gapId, answer: out.content('answer', answer) });
    return out
      .event(answered)
      .timers(gapTimer(template, gapId, null))
      .accepted();
  },

  ApproveSharedPicture: ({ changes }, state, { out }) => {
    const number = state.sharedPicture.number + 1;
    return out.event(event('SharedPictureApproved', { number, changes: out.optional('changes', changes) })).accepted();
  },

  RecordDissent: ({ dissentId, organisationId, text, findingId }, state, { out }) => {
    if (state.dissent[dissentId]) return taken('dissentId');
    if (!state.organisations[organisationId]) return notFound('organisationId');
    if (findingId !== null && !state.findings[findingId]) return notFound('findingId');
    const recorded = event('DissentRecorded', {
      dissentId,
      organisationId,
      text: out.content('text', text),
      findingId,
    });
    return out.event(recorded).accepted();
  },

  ConcludeDissent: (_command, _state, { out }) => out.event(event('DissentConcluded', {})).accepted(),
};
