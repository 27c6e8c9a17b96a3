import { counted, one } from './counted.ts';
import { evidenceEn } from './evidence.en.ts';
import { minutesEn } from './minutes.en.ts';
import type { Lane } from '@buurtbalans/domain';
import type { Texts } from './texts.ts';

const heardEn = (statements: number): string =>
  statements === 0
    ? 'Of what residents told, the words are not in this picture.'
    : `Of what residents told, ${counted(statements, 'piece is', 'pieces are')} in this picture.`;

const LAPSED_EN = {
  dissent: 'an organisation sees it differently',
  statement: 'a statement came or went',
  finding: 'a finding has changed',
  gap: 'an open question has changed',
  figures: 'the figures have changed',
  area: 'the area or the question has changed',
  session: 'there was another session',
  organisation: 'an organisation or its agreement has changed',
} as const;

const spokeEn = (lanes: readonly Lane[]): string =>
  lanes.length > 1
    ? 'Residents and professionals told apart from each other what they see.'
    : lanes[0] === 'resident'
      ? 'Residents told what they see. Of professionals there is nothing here.'
      : 'Professionals told what they see. Of residents there is nothing here.';

/** English texts of documents. */
export const en: Texts = {
  documents: {
    'shared-picture': 'Shared picture',
    'resident-edition': 'Shared picture, resident edition',
    plan: 'Action plan',
    minutes: 'Minutes',
    profile: 'Neighbourhood profile',
  },
  invented: 'Note: this document is about invented contributions beside real figures. It serves as an example only.',
  watermark: 'DRAFT',
  concept: 'Draft: the shared picture has not been approved yet.',
  conceptAfter: (number) => `Draft: version ${number} of the shared picture no longer holds.`,
  lapsed: (number, approved, until, by) =>
    `Version ${number} was approved on ${approved}. That lapsed on ${until}, because ${LAPSED_EN[by]}.`,
  version: (number, date) => `Version ${number}, approved on ${date}.`,
  standingOf: (standing) => `This is state ${standing} of this version. `,
  standing: {
    'shared-picture': (moment) => `Who sees it differently: as it stood on ${moment}.`,
    plan: (moment) => `Actions and who sees it differently: as it stood on ${moment}.`,
    'resident-edition': (moment) => `What was agreed: as it stood on ${moment}.`,
    profile: (moment) => `These are the figures as they were on ${moment}.`,
  },
  versionTitle: 'This version',
  firstVersion: 'This is the first version.',
  noChanges: 'It was not written down what changed since the last version.',
  changed: 'What has changed',
  footer: (name, moment) => `${name} · as of ${moment}`,
  area: 'Area and question',
  question: 'Question',
  noQuestion: 'No question has been written yet.',
  neighbourhoods: 'Neighbourhoods',
  drawnArea: (names) =>
    `The border of this area was drawn. The figures are of ${one(names.length) ? 'a whole neighbourhood' : 'whole neighbourhoods'}: ${names.join(', ')}.`,
  how: 'How this picture came about',
  howText: (professional, resident, organisations, told) =>
    `Sessions with professionals: ${professional}. Meetings with residents: ${resident}. Organisations in the alliance: ${organisations}. Of these, behind a statement with words in this picture: ${told}.`,
  organisations: 'Organisations in the alliance',
  setAside: ({ lane, counted: found, needed, which, reason }) =>
    `The method was not followed here. It asks for at ${which} ${
      lane === 'resident'
        ? counted(needed, 'meeting with residents', 'meetings with residents')
        : counted(needed, 'session with professionals', 'sessions with professionals')
    }; there are ${found}. The reason: ${reason ?? 'not written down'}`,
  sessionsCaption: 'Sessions and meetings',
  released: (professional, resident) =>
    `Released without names: statements of professionals: ${professional}, statements of residents: ${resident}.`,
  map: 'The map',
  mapCaption: (area) => `Map of ${area} with the numbered findings`,
  mapAlt: (area, count, direction) =>
    `Map of ${area}: ${counted(count, 'finding', 'findings')} with a place${direction ? `, most of them in the ${direction}` : ''}.${count > 0 ? ' They are all in the list below.' : ''}`,
  directions: { north: 'north', east: 'east', south: 'south', west: 'west', middle: 'middle' },
  legend: {
    area: 'border of the area',
    neighbourhood: 'neighbourhood',
    park: 'park',
    finding: 'finding',
    cell: 'coincidence',
    cellBoth: 'in both lanes',
  },
  north: 'N',
  profile: 'Figures per theme',
  noFigures: 'No figures have been chosen yet.',
  figuresCaption: (theme) => `Figures on ${theme}`,
  chartCaption: (theme) => `Bar chart on ${theme}`,
  chartAlt: (kinds) => `Bars for ${kinds.join(', ').toLowerCase()}, in that order.`,
  chartItem: (name, values) => `${name}: ${values.join(', ')}.`,
  columns: {
    indicator: 'Figure',
    year: 'Year',
    area: 'Area',
    district: 'District',
    city: 'City',
    source: 'Source',
    place: 'Place',
    themes: 'Themes',
    lanes: 'Lanes',
    session: 'Session',
    date: 'Date',
    sources: 'Sources',
    told: 'Residents and organisations, at least',
    notable: 'Figures that stand out',
    findings: 'Findings',
    question: 'Question',
    owner: 'Who',
    due: 'When',
    answer: 'Answer',
    number: 'No.',
    action: 'Action',
    result: 'Result',
    title: 'Finding',
    check: 'Check',
  },
  comment: (name, comment) => `${name}: ${comment}`,
  comments: 'Comments of the research adviser',
  missing: {
    secret: 'secret',
    missing: 'missing',
    not_yet: 'not yet known',
    discontinued: 'discontinued',
    too_few: 'too few inhabitants',
    withheld: 'left out',
    not_combined: 'cannot be combined',
    present: '',
  },
  findings: 'Findings',
  noFindings: 'No findings have been recorded yet.',
  findingTitle: (number) => `Finding ${number}: `,
  theme: 'Theme',
  place: 'Place',
  unnamedPlace: 'see the map',
  lanes: { professional: 'professionals', resident: 'residents' },
  lanesLabel: 'Heard from',
  withoutWords: (lane) => `${lane} (without their words)`,
  check: 'Checked against figures',
  verdicts: {
    confirmed: 'confirmed by the figures',
    contradicted: 'contradicted by the figures',
    not_testable: 'cannot be tested with figures',
    unchecked: 'not checked',
  },
  contradictedNote: 'The figures say something else than what was told. Both stand here side by side.',
  contradictedUntold: 'The figures say something else than this finding. Both stand here side by side.',
  evidence: evidenceEn,
  figureEvidence: (name, value, year, source) => `${name}: ${value} (${year}, ${source})`,
  dissent: 'Who sees it differently',
  noDissent: 'The round about who sees it differently is over. Nobody said so.',
  dissentOpen: 'The round about who sees it differently is not over yet.',
  dissentAbout: 'About',
  dissentWhole: 'the whole',
  dissentWords: 'What they say',
  dissentElsewhere: (findings) =>
    `Somebody sees it differently at ${one(findings.length) ? 'finding' : 'findings'} ${findings.join(', ')}. Their words stand there.`,
  coincidence: 'Coincidence',
  coincidenceIntro:
    'Several things meet in these places. Of what was told, only what stands in this picture with its words and place counts here. A figure stands out where it is at least a fifth higher or lower than in the city. First come the places where both lanes, figures and most themes touch.',
  higher: 'higher than in the city',
  lower: 'lower than in the city',
  coincidenceCaption: 'Places where things meet',
  coincidenceMap: (area) => `Map of ${area} with the places where things meet`,
  coincidenceAlt: (area, cells) =>
    `Map of ${area}: ${counted(cells, 'cell', 'cells')} in which things meet. The table below has the themes and lanes.`,
  noCoincidence: 'Nothing meets of what stands in this picture with its words and place.',
  gaps: 'What we do not know yet',
  gapsCaption: 'Knowledge gaps',
  noGaps: 'There are no open questions.',
  open: 'still open',
  sources: 'Sources and method',
  method: (name, version) => `This trajectory follows the method ${name}, version ${version}.`,
  methodOfProfile: (name, version) => `This profile belongs to a trajectory by the method ${name}, version ${version}.`,
  methodOfStatements: (lanes) =>
    lanes.length > 1
      ? 'Statements of professionals and residents were gathered apart and were taken in only after review, without names.'
      : `Statements of ${lanes[0] === 'resident' ? 'residents' : 'professionals'} were taken in only after review, without names.`,
  smallNumbers:
    'Figures that the source keeps secret, or that are about too few people, are left out. So is a figure by which a small number could be worked out, or that belongs to other counts than stand here. A count that is not published for an area is added up from its neighbourhoods, when all of them are known.',
  estimated: ' (estimate)',
  estimates: (known) =>
    `Where it says ‘estimate’, no figure is published for this area. It is the mean of its neighbourhoods, in which one with more people or households counts for more. The figure is known for at least ${known}% of the neighbourhoods.`,
  moreHere: '+ : more findings lie here, see the list',
  borders: (credit) => `Borders: ${credit}.`,
  parks: 'Parks: © OpenStreetMap contributors (ODbL).',
  plan: {
    intro: 'What we propose to do, who does it, when, and which finding it answers.',
    introAgreed: 'What was agreed: what we do, who does it, when, and which finding it answers.',
    concept: 'Draft: this plan has not been agreed.',
    conceptBeside: (number) =>
      `Draft beside version ${number}, which was agreed. What is different here has not been agreed.`,
    isConcept: 'This plan is a draft. Anything in it may still change.',
    agreedBy: (number, date, who) => `Version ${number}, agreed on ${date} by ${who}.`,
    notNamed: (who) => `These have an action too, but are not named in the agreement: ${who}.`,
    beside: (number, date) => `Version ${number} was agreed on ${date}. It holds until a new one is agreed.`,
    restsOnPicture: (number, date) =>
      `This plan rests on version ${number} of the shared picture, which was approved on ${date}.`,
    actions: 'Actions',
    caption: 'Actions with result, owner and date',
    none: 'No actions have been recorded yet.',
    answers: 'Answers',
    watch: 'Figure to watch',
    consensus: 'Agreement',
    restsOn: 'What the actions rest on',
    notWatched: 'no indicator to watch',
    missing: 'still missing',
    notAsked: 'So it does not say here whether the parties agree.',
    agreed: (differing) =>
      `The round about who sees it differently is over. ${
        differing === 0
          ? 'Nobody said so.'
          : `${counted(differing, 'organisation sees', 'organisations see')} it differently. Their words stand below or at the findings.`
      }`,
  },
  resident: {
    heard: 'What we heard',
    figures: 'What the figures say',
    unknown: 'What we do not know yet',
    next: 'What happens now',
    agreed: (date, who) => `This was agreed on ${date} by ${who}.`,
    done: 'What was done with your story',
    doneText: (statements, findings, spoke) =>
      spoke.length === 0
        ? `Residents and professionals told nothing for this. This picture has ${counted(findings, 'finding', 'findings')}.`
        : `${spokeEn(spoke)}${spoke.includes('resident') ? ` ${heardEn(statements)}` : ''} With the rest that became ${counted(findings, 'finding', 'findings')}. Nowhere does it say who said what.`,
    unheard: 'What this picture has',
    made: 'How this picture was made',
    confirmed: 'The figures show this too.',
    contradicted: 'The figures show something else. We write down both.',
    not_testable: 'We cannot check this with figures.',
    unchecked: 'We have not compared this with figures yet.',
    notNamed: (owner, due) =>
      `This is in the name of ${owner}${due ? `, to be done by ${due}` : ''}. ${owner} is not named in the agreement.`,
    action: (owner, due) => `${owner} will do this${due ? ` and finish by ${due}` : ''}.`,
    figure: (plain, value) => `${plain} Here: ${value}.`,
    noActions: 'The plan is still being made. It has not been agreed yet what happens.',
    notAgreed: 'what we do about this has not been agreed yet',
    differently: 'the figures show something else',
    noAction: 'there is no action for this yet',
    doneList: 'This is what residents told, and what we do with it:',
    actionNumber: (number) => `Action ${number}: `,
    answers: ' This belongs to',
    answered: 'this leads to',
  },
  minutes: minutesEn,
  themes: {
    population: 'Population',
    housing: 'Housing',
    liveability: 'Liveability',
    safety_nuisance: 'Safety and nuisance',
    care_wellbeing: 'Care and wellbeing',
    work_income: 'Work and income',
    public_space: 'Public space',
    facilities: 'Facilities',
    youth: 'Youth',
    cohesion: 'Cohesion',
  },
  organisationTypes: {
    municipality: 'municipality',
    police: 'police',
    housing_corporation: 'housing corporation',
    care: 'care organisation',
    welfare: 'welfare organisation',
    youth_work: 'youth work',
    school: 'school',
    general_practice: 'general practice',
    residents_association: 'residents’ association',
    business: 'businesses',
    other: 'organisation',
  },
  units: {
    persons: '',
    households: '',
    percent: ' %',
    thousand_euro: ' thousand euros',
    km: ' km',
    count: '',
    per_km2: ' per km²',
    per_1000: ' per 1,000 inhabitants',
    persons_per_household: ' persons',
    score: '',
  },
};
