import { event } from '../trajectory/trajectory.events.ts';
import { sharingCommitmentTimer } from '../trajectory/timers.ts';
import { accept, lay, refuse } from '../trajectory/decision.ts';
import { dutchDay } from '../trajectory/local-time.ts';
import { markOf } from '../trajectory/mark.ts';
import { isSameArea } from '../trajectory/takes-back.ts';
import { sharesWords } from '../findings/disclosure.ts';
import { type Handlers, notFound } from '../trajectory/handler.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';

/** Indicators whose comment would be about a figure of before, when these say something else from now on. */
function outdatedBy({ indicators }: TrajectoryState, isOther: (id: string) => boolean): { outdated?: string[] } {
  const outdated = Object.entries(indicators).flatMap(([id, one]) =>
    one.comment !== null && !one.outdated && isOther(id) ? [id] : [],
  );
  return outdated.length > 0 ? { outdated } : {};
}

/** Area, question, indicators, organisations and their sharing commitments. */
export const intakeHandlers: Handlers<
  | 'SetArea'
  | 'TakeFigures'
  | 'WriteQuestion'
  | 'ChooseIndicator'
  | 'DropIndicator'
  | 'CommentOnIndicator'
  | 'SignOffIntake'
  | 'AddOrganisation'
  | 'SignCommitment'
  | 'WithdrawCommitment'
> = {
  SetArea: ({ name, codes, geometry, drawn, empty, figures }, state, { meta }) => {
    if (!drawn && codes.length === 0) {
      return refuse('COMMAND.INVALID', { issues: [{ path: 'codes', problem: 'required' }] });
    }
    const area = JSON.stringify(geometry);
    const mark = markOf(area);
    // back to an area about which sessions were held
    const countAgain = Object.entries(state.sessions).flatMap(([id, { formerArea }]) =>
      formerArea && isSameArea(formerArea, { codes, drawn, mark }) ? [id] : [],
    );
    const { ids, contents } = lay(meta, { area });
    const speaksOtherwise =
      empty && Object.entries(state.indicators).some(([id, one]) => empty.includes(id) !== (one.empty === true));
    const data = {
      name,
      codes,
      drawn,
      geometry: ids.area,
      mark,
      ...(countAgain.length > 0 && { countAgain }),
      ...(speaksOtherwise && { empty }),
      ...(figures !== undefined && { figures }),
      // figures are of the area
      ...(isSameArea(state.area, { codes, drawn, mark }) ? {} : outdatedBy(state, () => true)),
    };
    return accept(event('AreaSet', data), { contents });
  },

  TakeFigures: ({ figures, years = {}, changed = [], empty = [] }, state) => {
    if (figures === undefined || figures === state.figures?.hash) return accept();
    const outdated = outdatedBy(state, (id) => changed.includes(id) || years[id] !== undefined);
    return accept(event('FiguresTaken', { figures, years, changed, empty, ...outdated }));
  },

  WriteQuestion: ({ text }, _state, { meta }) => {
    const { ids, contents } = lay(meta, { question: text });
    return accept(event('QuestionWritten', { text: ids.question }), { contents });
  },

  ChooseIndicator: ({ indicatorId, theme, year, empty }, state) => {
    const chosen = state.indicators[indicatorId];
    // nothing is chosen anew, so nothing that rests on it moves
    if (chosen?.theme === theme && chosen.year === year && chosen.empty === empty) return accept();
    const { outdated } = outdatedBy(state, (id) => id === indicatorId && chosen?.year !== year);
    return accept(
      event('IndicatorChosen', {
        indicatorId,
        theme,
        year,
        ...(empty && { empty }),
        ...(outdated && { outdated: true as const }),
      }),
    );
  },

  DropIndicator: ({ indicatorId }, state) =>
    state.indicators[indicatorId] ? accept(event('IndicatorDropped', { indicatorId })) : notFound('indicatorId'),

  CommentOnIndicator: ({ indicatorId, text }, state, { meta }) => {
    if (!state.indicators[indicatorId]) return notFound('indicatorId');
    const { ids, contents } = lay(meta, { comment: text });
    return accept(event('IndicatorCommented', { indicatorId, ...ids }), { contents });
  },

  SignOffIntake: () => accept(event('IntakeSignedOff', {})),

  AddOrganisation: ({ organisationId, name, organisationType, ring }, state) => {
    const known = state.organisations[organisationId];
    if (known?.name === name && known.type === organisationType && known.ring === ring) return accept();
    return accept(event('OrganisationAdded', { organisationId, name, organisationType, ring }));
  },

  SignCommitment: ({ organisationId, data, purpose, until, words }, state, { meta, template }) => {
    if (!state.organisations[organisationId]) return notFound('organisationId');
    if (until < dutchDay(meta.now)) {
      return refuse('COMMITMENT.ALREADY_ENDED', { issues: [{ path: 'until', problem: 'in_past' }] });
    }
    const { ids, contents } = lay(meta, { data, purpose });
    const silences = !words && sharesWords(state.organisations[organisationId]);
    const signed = { organisationId, ...ids, until, words, ...(silences && { asOf: state.version }) };
    return accept(event('CommitmentSigned', signed), {
      contents,
      timers: sharingCommitmentTimer(template, organisationId, until),
    });
  },

  WithdrawCommitment: ({ organisationId, reason }, state, { meta, template }) => {
    if (state.organisations[organisationId]?.commitment.status !== 'signed') return notFound('organisationId');
    const { ids, contents } = lay(meta, { reason });
    return accept(event('CommitmentWithdrawn', { organisationId, ...ids, asOf: state.version }), {
      contents,
      timers: sharingCommitmentTimer(template, organisationId, null),
    });
  },
};
