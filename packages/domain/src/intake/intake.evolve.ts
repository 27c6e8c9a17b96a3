import { type Appliers, each, omit, patch, put } from '../trajectory/applier.ts';
import { givenAgain } from '../trajectory/takes-back.evolve.ts';

/** Area, question, figures and their explanation, the signature, organisations and their sharing commitments. */
export const intakeAppliers: Appliers<
  | 'AreaSet'
  | 'FiguresTaken'
  | 'QuestionWritten'
  | 'IndicatorChosen'
  | 'IndicatorDropped'
  | 'IndicatorCommented'
  | 'IntakeSignedOff'
  | 'OrganisationAdded'
  | 'CommitmentSigned'
  | 'CommitmentWithdrawn'
> = {
  AreaSet: ({ countAgain = [], empty, figures, outdated, ...area }, state, { at }) => {
    const sessions = { ...state.sessions };
    for (const id of countAgain) {
      const { formerArea: _former, ...session } = sessions[id]!;
      sessions[id] = session;
    }
    const indicators = empty
      ? each(state.indicators, ({ empty: _former, ...indicator }, id) => ({
          ...indicator,
          ...(empty.includes(id) && { empty: true as const }),
        }))
      : state.indicators;
    return {
      area,
      sessions,
      ...((empty || outdated) && { indicators: patch(indicators, outdated ?? [], { outdated: true }) }),
      ...(figures && { figures: { hash: figures, at } }),
    };
  },
  FiguresTaken: ({ figures, years, empty, outdated = [] }, { indicators }, { at }) => ({
    figures: { hash: figures, at },
    indicators: each(indicators, ({ empty: _former, ...indicator }, id) => ({
      ...indicator,
      ...(years[id] !== undefined && { year: years[id] }),
      ...(empty.includes(id) && { empty: true as const }),
      ...(outdated.includes(id) && { outdated: true as const }),
    })),
  }),
  QuestionWritten: ({ text }) => ({ question: text }),
  IndicatorChosen: ({ indicatorId, theme, year, empty, outdated }, { indicators }) => ({
    indicators: put(indicators, indicatorId, {
      theme,
      year,
      comment: indicators[indicatorId]?.comment ?? null,
      ...(empty && { empty }),
      ...((outdated ?? indicators[indicatorId]?.outdated) && { outdated: true as const }),
    }),
  }),
  IndicatorDropped: ({ indicatorId }, { indicators }) => ({ indicators: omit(indicators, indicatorId) }),
  IndicatorCommented: ({ indicatorId, comment }, { indicators }) => ({
    indicators: each(indicators, ({ outdated, ...indicator }, id) =>
      id === indicatorId ? { ...indicator, comment } : { ...indicator, ...(outdated && { outdated }) },
    ),
  }),
  IntakeSignedOff: (_facts, state, { at, actor }) => ({
    intakeSignedOff: { at, accountId: actor.accountId ?? '' },
    ...givenAgain(state, 'signOff'),
  }),
  OrganisationAdded: ({ organisationId, name, organisationType, ring }, { organisations }) => {
    const known = organisations[organisationId] ?? { commitment: { status: 'none' } };
    return { organisations: put(organisations, organisationId, { ...known, name, type: organisationType, ring }) };
  },
  CommitmentSigned: ({ organisationId, data, purpose, until, words, asOf }, { organisations }, { at }) => ({
    organisations: patch(organisations, organisationId, {
      ...(asOf !== undefined && { silencedAfter: asOf }),
      commitment: { status: 'signed', data, purpose, until, signedAt: at, ...(words !== undefined && { words }) },
    }),
  }),
  CommitmentWithdrawn: ({ organisationId, asOf }, { organisations }) => ({
    organisations: patch(organisations, organisationId, {
      commitment: { status: 'withdrawn' },
      ...(asOf !== undefined && { silencedAfter: asOf }),
    }),
  }),
};
