import type { PaperLanguage } from '@buurtbalans/domain';
import { type Block, heading, list, page, paragraph, type ReportDocument, table } from '../model.ts';
import { formOf } from './paper-forms.ts';
import type { PaperSource } from './paper-source.ts';
import { en } from './texts/en.ts';
import { nl } from './texts/nl.ts';
import type { PaperTexts } from './texts/paper-texts.ts';
import { pl } from './texts/pl.ts';
import { tr } from './texts/tr.ts';

const textsOf: Readonly<Record<PaperLanguage, PaperTexts>> = { nl, en, tr, pl };
const locales: Readonly<Record<PaperLanguage, string>> = { nl: 'nl-NL', en: 'en-GB', tr: 'tr-TR', pl: 'pl-PL' };

/** The sheet for whoever hands the forms out: what to do, and the steps in their order. */
function sheetOf({ steps, session }: PaperSource, sheet: NonNullable<PaperTexts['sheet']>, date: string): Block[] {
  const rows = steps.map(({ step }, index) => [
    String(index + 1),
    step.title || sheet.exercises[step.exercise],
    String(step.minutes),
    step.exercise === 'clustering' ? sheet.wall : sheet.form,
  ]);
  return [
    heading(2, sheet.title),
    paragraph(`${session.title}, ${date}`),
    list(sheet.rules),
    table(sheet.caption, [sheet.number, sheet.step, sheet.minutes, sheet.paper], rows, [2]),
  ];
}

/**
 * The paper forms of a session: one for each step, and before a booklet a sheet for whoever hands them out. Pure: the
 * same script, area and subjects give the same forms. What only facilitators read is Dutch where there is no other text.
 */
export function composePaper(source: PaperSource, wanted: PaperLanguage): ReportDocument {
  const language =
    textsOf[wanted].sheet === null && source.steps.every(({ step }) => step.exercise === 'clustering') ? 'nl' : wanted;
  const texts = textsOf[language];
  const { session, trajectoryName } = source;
  const date = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(
    new Date(session.plannedFor),
  );
  const forms = source.steps
    .filter(({ step }) => step.exercise !== 'clustering' || texts.sheet !== null)
    .map((paper) => formOf(paper, source, texts, date));
  const parts = [...(source.isBooklet && texts.sheet ? [sheetOf(source, texts.sheet, date)] : []), ...forms];
  return {
    title: source.isBooklet ? texts.booklet : texts.title,
    subtitle: session.title,
    language,
    isLarge: true,
    createdAt: session.plannedFor,
    marks: source.invented ? [texts.invented] : [],
    footer: `${trajectoryName} · ${session.title}`,
    blocks: parts.flatMap((blocks, index) => (index === 0 ? blocks : [page(), ...blocks])),
  };
}
