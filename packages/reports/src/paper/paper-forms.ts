import { CARD_KINDS, type Exercise, FIST_TO_FIVE, PROMISES, type Step, THEMES } from '@buurtbalans/domain';
import { cellAt, cellName, columnName, namedPlaces, placeGrid } from '@buurtbalans/geo';
import { drawMap } from '../map/draw-map.ts';
import { ballot, type Block, field, figure, heading, list, page, paragraph, type Run } from '../model.ts';
import type { PaperSource, PaperStep } from './paper-source.ts';
import type { PaperTexts } from './texts/paper-texts.ts';

/** Rows to copy subjects into while they are not known. */
const EMPTY_ROWS = 8;
/** Longest subject on paper; the screen has all of it. */
const SUBJECT = 160;
/** Cards on one sheet, and lines on each. */
const CARDS = 2;
const LINES = 3;

/** What somebody wrote, which is Dutch on every form. */
const said = (text: string, { language }: PaperTexts): Run => (language === 'nl' ? { text } : { text, lang: 'nl' });

/** Written in by the helper, so that one paper is entered once. */
const number = (texts: PaperTexts): Block =>
  field({ kind: 'squares', label: texts.formNumber, count: 3, orLine: null });
const lines = (label: string, count: number): Block => field({ kind: 'lines', label, count });
const scale = (label: string, [low, high]: readonly [string, string]): Block =>
  field({ kind: 'scale', label, low, high, from: 1, to: 5 });

/** The map with its squares, and the places that people know by name. */
function map(step: Step, { area, grainMetres }: PaperSource, texts: PaperTexts): Block[] {
  if (!area) return [];
  const grid = placeGrid(area.geometry, grainMetres, step.area);
  const drawing = drawMap(area, { coincidence: [], findings: [] }, texts.map, grid);
  const columns = `${columnName(0)}–${columnName(grid.columns - 1)}`;
  const places = namedPlaces(area.geometry, area.neighbourhoods, area.parks).flatMap(({ label, lng, lat }) => {
    const cell = cellAt(grid, [lng, lat]);
    return cell ? [`${label} ${cellName(cell)}`] : [];
  });
  return [
    figure(drawing, texts.mapAlt(columns, `1–${grid.rows}`, grid.size), texts.mapCaption(area.name)),
    ...(places.length > 0
      ? [paragraph([{ text: `${texts.places}: `, strong: true }, { text: places.join(' · ') }])]
      : []),
  ];
}

function card(number: number, step: Step, source: PaperSource, texts: PaperTexts): Block[] {
  // numbered as the helper types them: the tenth is 0
  const kinds = CARD_KINDS.map((kind, index) => `${index + 1} ${texts.kinds[kind]}`);
  const themes = THEMES.map((theme, index) => `${(index + 1) % 10} ${texts.themes[theme]}`);
  return [
    heading(3, texts.card(number)),
    field({ kind: 'boxes', label: texts.kind, options: kinds, columns: 3 }),
    ...(step.theme ? [] : [field({ kind: 'boxes', label: texts.theme, options: themes, columns: 3 })]),
    lines(texts.story, step.theme ? LINES + 3 : LINES),
    source.area
      ? field({ kind: 'squares', label: texts.place, count: 3, orLine: texts.placeName })
      : lines(texts.placeName, 1),
  ];
}

/** A sheet to keep, with the map, and one to hand in, with the cards. */
function cards({ step }: PaperStep, source: PaperSource, texts: PaperTexts): Block[] {
  const { lane } = source.session;
  return [
    paragraph(texts.cards),
    list(CARD_KINDS.map((kind) => [{ text: `${texts.kinds[kind]}: `, strong: true }, { text: texts.kindsMean[kind] }])),
    ...map(step, source, texts),
    page(),
    number(texts),
    ...(lane === 'professional' ? [lines(texts.organisation, 1)] : []),
    ...Array.from({ length: CARDS }, (_, index) => card(index + 1, step, source, texts)).flat(),
  ];
}

/** What is judged, in rows of a ballot: known, or to be copied. */
function subjectsOf({ items }: PaperStep): string[] {
  if (items.length === 0) return Array.from({ length: EMPTY_ROWS }, () => '');
  return items.map((item) => (item.length > SUBJECT ? `${item.slice(0, SUBJECT)}…` : item));
}

function judged(
  asked: string,
  paper: PaperStep,
  texts: PaperTexts,
  marks: readonly { header: string; signs: readonly string[] }[],
): Block[] {
  return [
    paragraph(asked),
    ...(paper.items.length === 0 ? [paragraph(texts.copyItems)] : []),
    ballot(texts.subjects, [texts.number, texts.subject], subjectsOf(paper), marks, said('', texts).lang),
  ];
}

const ONE_TO_FIVE = ['1', '2', '3', '4', '5'];

const forms: Readonly<Record<Exercise, (paper: PaperStep, source: PaperSource, texts: PaperTexts) => Block[]>> = {
  check_in: ({ step }, _source, texts) => [
    step.scale === 'scale' ? scale(texts.feeling, texts.feelingEnds) : lines(texts.word, 1),
  ],
  silent_writing: cards,
  brainwriting: cards,
  clustering: (_paper, _source, { sheet }) => (sheet ? [list(sheet.clusteringRules)] : []),
  dots: (paper, _source, texts) => {
    const { budget, stacking } = paper.step;
    return judged(texts.dots(budget, stacking), paper, texts, [
      { header: texts.yourDots, signs: Array.from({ length: stacking ? budget : 1 }, () => '') },
    ]);
  },
  matrix: (paper, _source, texts) =>
    judged(texts.matrix, paper, texts, [
      { header: `${texts.effort} (${texts.littleMuch})`, signs: ONE_TO_FIVE },
      { header: `${texts.effect} (${texts.littleMuch})`, signs: ONE_TO_FIVE },
    ]),
  priorities: (paper, _source, texts) => [
    ...judged(texts.priorities(paper.step.top), paper, texts, []),
    ...Array.from({ length: paper.step.top }, (_, index) =>
      field({ kind: 'squares', label: texts.choice(index + 1), count: 2, orLine: null }),
    ),
  ],
  [FIST_TO_FIVE]: (_paper, _source, texts) => [
    field({
      kind: 'boxes',
      label: texts.fingers,
      options: texts.fingersMean.map((meaning, fingers) => `${fingers} ${meaning}`),
      columns: 1,
    }),
    lines(texts.need, 2),
  ],
  parking_lot: (_paper, _source, texts) => [1, 2, 3].map((number) => lines(texts.point(number), 2)),
  [PROMISES]: (_paper, _source, texts) => [lines(texts.what, 3), lines(texts.who, 1), lines(texts.when, 1)],
  evaluation: (_paper, _source, texts) => [
    scale(texts.useful, texts.evaluationEnds),
    scale(texts.heard, texts.evaluationEnds),
    lines(texts.sentence, 3),
  ],
};

/** Exercises whose answers are added up. */
const COUNTED: readonly Exercise[] = ['check_in', 'dots', 'matrix', 'priorities', FIST_TO_FIVE, 'evaluation'];
/** Exercises in which people write texts that others read. */
const READ: readonly Exercise[] = [
  'check_in',
  'silent_writing',
  'brainwriting',
  FIST_TO_FIVE,
  'parking_lot',
  PROMISES,
  'evaluation',
];

const isWriting = (exercise: Exercise): boolean => exercise === 'silent_writing' || exercise === 'brainwriting';

/** What is done with what somebody writes here. */
function head({ step }: PaperStep, source: PaperSource, texts: PaperTexts): Block[] {
  const { session, showOrganisations } = source;
  const isCards = isWriting(step.exercise);
  const told = [
    texts.privacy,
    READ.includes(step.exercise) ? texts.read[session.lane] : '',
    COUNTED.includes(step.exercise) ? texts.counted : '',
    isCards && session.lane === 'professional'
      ? showOrganisations
        ? texts.organisationShown
        : texts.organisationHidden
      : '',
    texts.people,
  ];
  return [paragraph(told.filter(Boolean).join(' ')), ...(isCards ? [] : [number(texts)])];
}

/** The form of one step: one paper is one person, without a name. */
export function formOf(paper: PaperStep, source: PaperSource, texts: PaperTexts, date: string): Block[] {
  const { step } = paper;
  const { session } = source;
  const ask = step.title || texts.ask[step.exercise];
  const question = step.question || (isWriting(step.exercise) ? (session.question ?? '') : '');
  return [
    heading(
      2,
      step.exercise === 'clustering' && texts.sheet ? texts.sheet.clustering : step.title ? [said(ask, texts)] : ask,
    ),
    paragraph([said(session.title, texts), { text: `, ${date}` }]),
    ...(question && question !== ask ? [paragraph([{ ...said(question, texts), strong: true }])] : []),
    ...(step.exercise === 'clustering' ? [] : head(paper, source, texts)),
    ...forms[step.exercise](paper, source, texts),
  ];
}
