import { DEMO_FIGURES } from '../demo/demo-figures.ts';
import type { Chapter } from './cast.ts';
import type { SeedOrganisation, SeedPerson } from './people.ts';
import type { Step } from './story.ts';
import { COMMENTS } from './words.ts';

/** Figures older than so many years do not do; then the data set is, and newer ones are supposed. */
const OLDEST_YEARS = 4;

/** People and the first organisations. */
export const preparation: Chapter = ({ facilitator, adviser, organisations }, span) => [
  appoint(span.at(0.15), facilitator, 'facilitator'),
  appoint(span.at(0.2), adviser, 'research_adviser'),
  ...organisations.slice(0, 3).map((organisation, index) => add(span.at(0.3 + index / 8), organisation)),
];

const appoint = (at: number, { id }: Pick<SeedPerson, 'id'>, role: SeedPerson['role']): Step => ({
  at,
  command: { type: 'Appoint', accountId: id, role },
  role: 'programme_manager',
});

/** An organisation joins the alliance. */
export const add = (at: number, { id, name, type, ring }: SeedOrganisation): Step => ({
  at,
  command: { type: 'AddOrganisation', organisationId: id, name, organisationType: type, ring },
});

/** Area, question and figures. */
export const intake: Chapter = ({ area, themes, random }, span) => {
  const thisYear = new Date(span.at(0)).getUTCFullYear();
  const chosen = DEMO_FIGURES.map(([indicatorId, theme, year], index): Step => ({
    at: span.at(0.45 + index / 40),
    command: {
      type: 'ChooseIndicator',
      indicatorId,
      theme,
      year: year >= thisYear - OLDEST_YEARS + 1 ? year : thisYear - 2,
    },
    role: 'research_adviser',
  }));
  return [
    {
      at: span.at(0.25),
      command: { type: 'SetArea', name: area.name, codes: [...area.codes], geometry: area.geometry, drawn: false },
    },
    { at: span.at(0.35), command: { type: 'WriteQuestion', text: themes[0]!.question } },
    ...chosen,
    {
      at: span.at(0.75),
      command: { type: 'CommentOnIndicator', indicatorId: 'population.total', text: random.pick(COMMENTS) },
      role: 'research_adviser',
    },
  ];
};
