import { event } from '../trajectory.events.ts';
import { sharingCommitmentTimer } from '../timers.ts';
import { refuse } from '../decision.ts';
import { dutchDay } from '../local-time.ts';
import { isSameArea } from '../takes-back.ts';
import { type Handlers, notFound } from './handler.ts';

/** A short mark of a text, the same for the same one (FNV-1a, 32 bits, twice with another beginning). It keeps no secret. */
function markOf(text: string): string {
  const marks = [0x811c9dc5, 0x01000193].map((start) => {
    let hash = start;
    for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  });
  return marks.join('');
}

/** People, area, question, indicators, organisations and their sharing commitments. */
export const intakeHandlers: Handlers<
  | 'Appoint'
  | 'Dismiss'
  | 'Reassign'
  | 'SetArea'
  | 'WriteQuestion'
  | 'ChooseIndicator'
  | 'DropIndicator'
  | 'CommentOnIndicator'
  | 'SignOffIntake'
  | 'AddOrganisation'
  | 'SignCommitment'
  | 'WithdrawCommitment'
> = {
  Appoint: ({ accountId, role }, state, { out }) => {
    const appointed = role === 'facilitator' ? state.facilitators : state.researchAdvisers;
    if (appointed.includes(accountId)) return out.accepted();
    return out.event(event('Appointed', { accountId, role })).accepted();
  },

  Dismiss: ({ accountId, role }, state, { out }) => {
    const appointed = role === 'facilitator' ? state.facilitators : state.researchAdvisers;
    if (!appointed.includes(accountId)) return notFound('accountId');
    return out.event(event('Dismissed', { accountId, role })).accepted();
  },

  Reassign: ({ role, accountId, from }, state, { out }) => {
    const appointed = role === 'facilitator' ? state.facilitators : state.researchAdvisers;
    if (from !== null && !appointed.includes(from)) return notFound('from');
    const leaving = (from === null ? appointed : [from]).filter((other) => other !== accountId);
    if (!appointed.includes(accountId)) out.event(event('Appointed', { accountId, role }));
    return out.event(...leaving.map((other) => event('Dismissed', { accountId: other, role }))).accepted();
  },

  SetArea: ({ name, codes, geometry, drawn }, state, { out }) => {
    if (!drawn && codes.length === 0) {
      return refuse('COMMAND.INVALID', { issues: [{ path: 'codes', problem: 'required' }] });
    }
    const shape = JSON.stringify(geometry);
    const mark = markOf(shape);
    // back to an area about which sessions were held
    const countAgain = Object.entries(state.sessions).flatMap(([id, { formerArea }]) =>
      formerArea && isSameArea(formerArea, { codes, drawn, mark }) ? [id] : [],
    );
    return out
      .event(
        event('AreaSet', {
          name,
          codes,
          drawn,
          geometry: out.content('area', shape),
          mark,
          ...(countAgain.length > 0 && { countAgain }),
        }),
      )
      .accepted();
  },

  WriteQuestion: ({ text }, _state, { out }) =>
    out.event(event('QuestionWritten', { text: out.content('question', text) })).accepted(),

  ChooseIndicator: ({ indicatorId, theme, year }, state, { out }) => {
    const chosen = state.indicators[indicatorId];
    // nothing is chosen anew, so nothing that rests on it moves
    if (chosen?.theme === theme && chosen.year === year) return out.accepted();
    return out.event(event('IndicatorChosen', { indicatorId, theme, year })).accepted();
  },

  DropIndicator: ({ indicatorId }, state, { out }) => {
    if (!state.indicators[indicatorId]) return notFound('indicatorId');
    return out.event(event('IndicatorDropped', { indicatorId })).accepted();
  },

  CommentOnIndicator: ({ indicatorId, text }, state, { out }) => {
    if (!state.indicators[indicatorId]) return notFound('indicatorId');
    return out.event(event('IndicatorCommented', { indicatorId, comment: out.content('comment', text) })).accepted();
  },

  SignOffIntake: (_command, _state, { out }) => out.event(event('IntakeSignedOff', {})).accepted(),

  AddOrganisation: ({ organisationId, name, organisationType, ring }, state, { out }) => {
    const known = state.organisations[organisationId];
    if (known?.name === name && known.type === organisationType && known.ring === ring) return out.accepted();
    return out.event(event('OrganisationAdded', { organisationId, name, organisationType, ring })).accepted();
  },

  SignCommitment: ({ organisationId, data, purpose, until }, state, { out, meta, template }) => {
    if (!state.organisations[organisationId]) return notFound('organisationId');
    if (until < dutchDay(meta.now)) {
      return refuse('COMMITMENT.ALREADY_ENDED', { issues: [{ path: 'until', problem: 'in_past' }] });
    }
    const signed = event('CommitmentSigned', {
      organisationId,
      data: out.content('data', data),
      purpose: out.content('purpose', purpose),
      until,
    });
    return out
      .event(signed)
      .timers(sharingCommitmentTimer(template, organisationId, until))
      .accepted();
  },

  WithdrawCommitment: ({ organisationId, reason }, state, { out, template }) => {
    if (state.organisations[organisationId]?.commitment.status !== 'signed') return notFound('organisationId');
    const withdrawn = event('CommitmentWithdrawn', { organisationId, reason: out.content('reason', reason) });
    return out
      .event(withdrawn)
      .timers(sharingCommitmentTimer(template, organisationId, null))
      .accepted();
  },
};
