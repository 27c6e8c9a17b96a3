import type { DocumentKind, Lane } from '@buurtbalans/domain';
import { consensusSaid, dissentOf, dissentSaid } from '../documents/dissent.ts';
import { decidingOf, unusedOf } from '../documents/evidence.ts';
import { shownIn } from '../documents/shown-in.ts';
import { type Block, heading, list, paragraph, type ReportDocument } from '../model.ts';
import type { ReportLanguage, ReportSnapshot } from '../snapshot.ts';
import { type Writing, writingOf } from '../texts/format.ts';
import { sharedTexts } from '../texts/shared-texts.ts';

/** A part of a document that can be new, changed or gone. */
interface Part {
  readonly id: string;
  readonly name: string;
  /** All that is shown of it; another text is a change. */
  readonly says: string;
}

/** One heading of what a document shows, and its parts. */
interface Section {
  readonly title: (writing: Writing) => string;
  readonly parts: (snapshot: ReportSnapshot, writing: Writing) => Part[];
  /** What of its kind stands elsewhere in the document, and where, by id: what came from there or went there was moved. */
  readonly elsewhere?: (snapshot: ReportSnapshot, writing: Writing) => ReadonlyMap<string, string>;
}

const part = (id: string, name: string, ...shown: readonly unknown[]): Part => ({
  id,
  name,
  says: JSON.stringify(shown),
});

const questionAndArea: Section = {
  title: ({ texts }) => texts.area,
  parts: ({ trajectory, area }, { texts }) => [
    part('question', texts.question, trajectory.question),
    ...(area ? [part('area', `${texts.map}: ${area.name}`, trajectory.districtName, area)] : []),
  ],
};

const countOf = (statements: ReportSnapshot['statements'], lane: Lane): number =>
  statements.filter((statement) => statement.lane === lane).length;

const howItCameAbout: Section = {
  title: ({ texts }) => texts.how,
  parts: ({ sessions, organisations, statements, setAside }, { texts, date }) => [
    ...sessions
      .filter(({ closed }) => closed)
      .map(({ id, lane, number, heldOn }) =>
        part(
          id,
          `${texts.columns.session} ${number} (${texts.lanes[lane]}${heldOn ? `, ${date(heldOn)}` : ''})`,
          heldOn,
        ),
      ),
    ...organisations.map(({ id, name, type, ring }) => part(id, name, name, type, ring)),
    ...setAside.map((one) => part(`set aside ${one.lane} ${one.which}`, texts.setAside(one), one)),
    part(
      'statements',
      texts.released(countOf(statements, 'professional'), countOf(statements, 'resident')),
      statements.map(({ lane }) => lane).sort(),
    ),
  ],
};

const figures: Section = {
  title: ({ texts }) => texts.profile,
  parts: ({ indicators }, { language }) =>
    indicators.map(({ indicatorId, name, year, area, district, city, source, comment }) =>
      part(indicatorId, name[language], year, area, district, city, source, comment),
    ),
};

/** Residents read no comment of a figure. */
const figuresForResidents: Section = {
  title: ({ texts }) => texts.resident.figures,
  parts: ({ indicators, ...snapshot }, writing) =>
    figures.parts({ ...snapshot, indicators: indicators.map((one) => ({ ...one, comment: null })) }, writing),
};

const findings: Section = {
  title: ({ texts }) => texts.findings,
  parts: ({ findings: all }, { texts }) =>
    all.map(({ id, number, title, ...shown }) => part(id, `${texts.findingTitle(number)}${title}`, title, shown)),
};

/** Without what residents do not read: notes of checks, dissent, and figures that decide nothing. */
const findingsForResidents: Section = {
  title: ({ texts }) => texts.findings,
  parts: (snapshot, { texts }) =>
    snapshot.findings.map((finding) => {
      const { id, number, title, text, theme, place, verdict, statements } = finding;
      const shown = [title, text, theme, place, verdict, statements];
      return part(id, `${texts.findingTitle(number)}${title}`, shown, decidingOf(finding, snapshot));
    }),
};

const unused: Section = {
  title: ({ texts }) => texts.evidence.unused,
  parts: (snapshot, { texts }) =>
    unusedOf(snapshot).map(({ id, lane, text, isFew, ...shown }) =>
      part(
        id,
        isFew ? texts.evidence.few(lane, texts.lanes[lane], snapshot.threshold) : `“${text}”`,
        lane,
        text,
        isFew,
        shown,
      ),
    ),
  elsewhere: ({ findings: all }, { texts }) =>
    new Map(
      all.flatMap(({ number, statements }) =>
        statements.map(({ id }) => [id, texts.evidence.finding(number)] as const),
      ),
    ),
};

const coincidence: Section = {
  title: ({ texts }) => texts.coincidence,
  parts: ({ coincidence: all }, { texts }) =>
    all.map(({ ring, label, ...shown }) => part(JSON.stringify(ring[0]), label ?? texts.unnamedPlace, label, shown)),
};

const actions: Section = {
  title: ({ language }) => sharedTexts[language].actions,
  parts: ({ actions: all }) =>
    all.map(({ number, what, ...shown }) => part(String(number), `${number}. ${what}`, what, shown)),
};

/** Residents read what was agreed, without what it should come to. */
const agreedActions: Section = {
  title: ({ texts }) => texts.resident.next,
  parts: ({ plan }, { date, list: names, texts }) =>
    plan
      ? [
          part('agreement', texts.resident.agreed(date(plan.agreedOn), names(plan.organisations)), plan.number),
          ...plan.actions.map(({ number, what, owner, due, findings: answered }) =>
            part(String(number), `${number}. ${what}`, what, owner, due, answered),
          ),
        ]
      : [],
};

const agreement: Section = {
  title: ({ texts }) => texts.plan.consensus,
  parts: (snapshot, { texts, date, list: names }) => {
    const { plan } = snapshot;
    const said = consensusSaid(snapshot, texts);
    return [
      ...(plan?.isShown
        ? [part('agreement', texts.plan.agreedBy(plan.number, date(plan.agreedOn), names(plan.organisations)), plan)]
        : []),
      part('consensus', said, said),
    ];
  },
};

const gapsForResidents: Section = {
  title: ({ texts }) => texts.gapsCaption,
  parts: ({ gaps: all }) => all.map(({ question, answer }) => part(question, question, answer)),
};

const gaps: Section = {
  title: ({ texts }) => texts.gapsCaption,
  parts: ({ gaps: all }) => all.map(({ question, ...shown }) => part(question, question, shown)),
};

const idOf = ({ organisation, text }: { organisation: string; text: string }): string => `${organisation} ${text}`;

const dissent: Section = {
  title: ({ texts }) => texts.dissent,
  parts: (snapshot, { texts }) => [
    ...snapshot.dissent.map((one) => part(idOf(one), `${one.organisation}: ${one.text}`)),
    ...dissentSaid(snapshot, texts).map(({ about, text }) => part(about, text, text)),
  ],
  elsewhere: (snapshot, { texts }) =>
    new Map(
      dissentOf(snapshot).flatMap((one) =>
        one.finding === null ? [] : [[idOf(one), texts.evidence.finding(one.finding)] as const],
      ),
    ),
};

/** What each document shows, in its order. */
const SECTIONS: Readonly<Partial<Record<DocumentKind, readonly Section[]>>> = {
  'shared-picture': [questionAndArea, howItCameAbout, figures, findings, unused, coincidence, gaps, dissent],
  plan: [questionAndArea, actions, agreement, figures, findings, gaps, dissent],
  'resident-edition': [questionAndArea, figuresForResidents, findingsForResidents, gapsForResidents, agreedActions],
  profile: [questionAndArea, figures],
};

function changed(
  { title, parts, elsewhere }: Section,
  before: ReportSnapshot,
  after: ReportSnapshot,
  writing: Writing,
): Block[] {
  const { added, changed, gone, moved, movedTo, same } = sharedTexts[writing.language].changes;
  const [were, are] = [parts(before, writing), parts(after, writing)];
  const earlier = new Map(were.map((one) => [one.id, one]));
  const later = new Set(are.map(({ id }) => id));
  const [from, to] = [elsewhere?.(before, writing), elsewhere?.(after, writing)];
  const here = title(writing);
  const isNew = ({ id }: Part): boolean => !earlier.has(id);
  const isGone = ({ id }: Part): boolean => !later.has(id);
  // the word stands before each, so that nothing hangs on a colour
  const lines = [
    ...are
      .filter(isNew)
      .map(({ id, name }) => (from?.has(id) ? `${moved}: ${movedTo(name, from.get(id)!, here)}` : `${added}: ${name}`)),
    ...are
      .filter(({ id, says }) => earlier.has(id) && earlier.get(id)!.says !== says)
      .map(({ name }) => `${changed}: ${name}`),
    ...were
      .filter(isGone)
      .map(({ id, name }) => (to?.has(id) ? `${moved}: ${movedTo(name, here, to.get(id)!)}` : `${gone}: ${name}`)),
  ];
  return [heading(2, here), lines.length > 0 ? list(lines) : paragraph(same)];
}

/** What changed between two versions of a document: which parts of all that it shows are new, changed or gone. Pure. */
export function composeChanges(
  before: ReportSnapshot,
  after: ReportSnapshot,
  kind: DocumentKind,
  language: ReportLanguage,
): ReportDocument {
  const writing = writingOf(language);
  const { texts } = writing;
  const words = sharedTexts[language];
  // what was written about a picture is not about the plan
  const isOfPlan = kind === 'plan' && after.plan !== null;
  const told = !isOfPlan && after.picture.changes ? [paragraph(after.picture.changes)] : [];
  const numberOf = ({ plan, picture }: ReportSnapshot): number => (isOfPlan ? (plan?.number ?? 0) : picture.number);
  return {
    title: words.changes.title(numberOf(before), numberOf(after)),
    subtitle: `${texts.documents[kind]}, ${after.trajectory.name}`,
    language,
    createdAt: after.asOf.at,
    marks: after.invented ? [texts.invented] : [],
    footer: texts.footer(after.trajectory.name, writing.moment(after.asOf.at)),
    blocks: [
      ...told,
      ...(SECTIONS[kind] ?? []).flatMap((section) =>
        changed(section, shownIn(before, kind), shownIn(after, kind), writing),
      ),
    ],
  };
}
