import { type Cast, type Chapter, dayAt, idOf, ownerOf, type Span } from './cast.ts';
import { DAY, type Step } from './story.ts';
import { DISSENT, type ThemeWords } from './words.ts';

/** Findings with their evidence, gaps, dissent, and the approval of the picture. */
export const analysis: Chapter = (cast, span) => {
  const { themes, random, organisations } = cast;
  return [
    ...themes.flatMap((words, index) => find(cast, span, words, index)),
    ...themes.slice(0, random.whole(1, 2)).flatMap((words, index) => wonder(cast, span, words, index)),
    ...(random.isOneIn(3)
      ? [
          {
            at: span.at(0.86),
            command: {
              type: 'RecordDissent',
              dissentId: idOf(cast, 'dissent'),
              organisationId: random.pick(organisations).id,
              text: random.pick(DISSENT),
              findingId: idOf(cast, `finding ${themes[0]!.theme}`),
            },
          } as const,
        ]
      : []),
    { at: span.at(0.95), command: { type: 'ApproveSharedPicture', changes: 'Eerste versie.' } },
  ];
};

function find(cast: Cast, span: Span, words: ThemeWords, index: number): Step[] {
  const { random, area } = cast;
  const findingId = idOf(cast, `finding ${words.theme}`);
  const indicatorIds = words.indicatorId ? [words.indicatorId] : [];
  const released = (['professional', 'resident'] as const).flatMap((lane) =>
    [0, 1].map((number) => idOf(cast, `${lane} ${number} ${words.theme}`)),
  );
  return [
    {
      at: span.at(0.1 + index / 12),
      command: {
        type: 'RecordFinding',
        findingId,
        title: words.title,
        text: words.text,
        theme: words.theme,
        place: random.pick([...area.places, null]),
        testable: words.indicatorId !== undefined,
      },
    },
    {
      at: span.at(0.12 + index / 12),
      command: ({ statements }) => ({
        type: 'SetEvidence',
        findingId,
        statementIds: released.filter((id) => statements[id]),
        indicatorIds,
      }),
    },
    ...(words.indicatorId
      ? [
          {
            at: span.at(0.6 + index / 30),
            command: {
              type: 'RecordCheck',
              findingId,
              verdict: random.pick(['confirmed', 'confirmed', 'contradicted', 'not_testable'] as const),
              note: 'Vergeleken met het stadsdeel en de stad.',
            },
            role: 'research_adviser',
          } as const,
        ]
      : []),
  ];
}

/** A gap in what is known: most are answered in time, before the picture is approved. */
function wonder(cast: Cast, span: Span, words: ThemeWords, index: number): Step[] {
  const { random } = cast;
  const gapId = idOf(cast, `gap ${index}`);
  const due = dayAt(span.at(0.3) + random.between(14, 150) * DAY);
  return [
    {
      at: span.at(0.3 + index / 20),
      command: { type: 'OpenGap', gapId, question: words.gap, ownerOrganisationId: ownerOf(cast, words), due },
    },
    ...(random.isOneIn(3)
      ? []
      : [{ at: span.at(0.8), command: { type: 'AnswerGap', gapId, answer: words.answer } } as const]),
  ];
}
