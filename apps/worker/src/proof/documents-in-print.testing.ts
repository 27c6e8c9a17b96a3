import { nl } from '../../../../packages/reports/src/texts/nl.ts';
import * as chapter from './chapters-in-print.testing.ts';
import { dutchDate, dutchList, dutchMoment } from './dutch.testing.ts';
import type { FigureRow } from './figure-rows.testing.ts';
import type { Told } from './journal-rows.testing.ts';
import { coincidence, map } from './map-in-print.testing.ts';
import type { Printed } from './printed.testing.ts';
import { SourcesInPrint } from './sources-in-print.testing.ts';
import type { Stands } from './what-stands.testing.ts';

const { heading, table, text } = chapter;

/** Everything that a document rests on, as the database has it. */
export interface Ground {
  readonly told: Told;
  readonly stands: Stands;
  readonly figures: readonly FigureRow[];
  readonly district: string;
  readonly neighbourhoods: readonly string[];
  /** Whom maps credit. */
  readonly credits: string;
}

const marks = ({ stands }: Ground): Printed[] => (stands.invented ? [text(nl.invented)] : []);
const pictureOf = ({ stands: { picture } }: Ground): string => `vastgesteld op ${dutchDate(picture.day)}`;

/** The shared picture, from after its title to its end. */
export function sharedPicture(ground: Ground): Printed[] {
  const { told, stands, figures, district, neighbourhoods, credits } = ground;
  const { number, changes } = stands.picture;
  const sources = new SourcesInPrint(figures);
  const used = new Set(stands.findings.flatMap(({ statements }) => statements));
  const { standing, shownAt } = told.document;
  return [
    ...marks(ground),
    heading(2, nl.versionTitle),
    text(`Versie ${number}, ${pictureOf(ground)}.`),
    text(`Dit is stand ${standing} van deze versie. Wie het anders ziet: zoals het stond op ${dutchMoment(shownAt)}.`),
    text(changes ? `Wat er is veranderd: ${changes}` : number > 1 ? nl.noChanges : nl.firstVersion),
    ...chapter.question(stands, district, neighbourhoods),
    ...chapter.how(stands),
    ...map(stands, credits),
    ...chapter.figures(figures, stands, sources),
    ...chapter.findings(stands, sources),
    ...sources.unused(stands.statements.filter((statement) => !used.has(statement))),
    ...coincidence(stands, figures, credits),
    ...chapter.gaps(stands),
    ...chapter.dissent(stands),
    ...sources.chapters(),
    ...chapter.sourcesAndMethod(figures, credits),
  ];
}

/** The plan that was agreed, from after its title to its end. */
export function plan(ground: Ground): Printed[] {
  const { told, stands, figures, district, neighbourhoods, credits } = ground;
  const { number, agreedOn, who } = stands.plan!;
  const sources = new SourcesInPrint(figures);
  const others = [...new Set(stands.actions.map(({ owner }) => owner))].filter((owner) => !who.includes(owner));
  const named = new Set([
    ...stands.findings.flatMap(({ indicators }) => indicators),
    ...stands.actions.flatMap(({ indicator }) => indicator ?? []),
  ]);
  return [
    ...marks(ground),
    heading(2, nl.versionTitle),
    text(`Versie ${number}, afgesproken op ${dutchDate(agreedOn)} door ${dutchList(who)}.`),
    ...(others.length > 0 ? [text(`Ook een actie, maar niet genoemd bij de afspraak: ${dutchList(others)}.`)] : []),
    text(`Dit plan rust op versie ${stands.picture.number} van het gedeeld beeld, die is ${pictureOf(ground)}.`),
    text(`Acties en wie het anders ziet: zoals het stond op ${dutchMoment(told.document.shownAt)}.`),
    ...chapter.question(stands, district, neighbourhoods),
    ...actions(stands, sources),
    ...chapter.findings(stands, sources),
    ...chapter.gaps(stands),
    heading(2, nl.plan.consensus),
    text(agreement(stands)),
    ...chapter.dissent(stands),
    ...sources.chapters(),
    ...chapter.sourcesAndMethod(
      figures.filter(({ id }) => named.has(id)),
      credits,
    ),
  ];
}

function actions({ actions: all }: Stands, sources: SourcesInPrint): Printed[] {
  const { columns } = nl;
  return [
    heading(2, nl.plan.actions),
    text(nl.plan.introAgreed),
    table(
      nl.plan.caption,
      [columns.number, columns.action, columns.result, columns.owner, columns.due, nl.plan.answers],
      all.map(({ number, what, result, owner, due, findings }) => [
        `${number}`,
        what,
        result,
        owner,
        dutchDate(due),
        findings.join(', ') || '–',
      ]),
    ),
    heading(3, nl.plan.restsOn),
    ...all.map(({ number, what, findings, indicator }) => {
      const watched = indicator === null ? '' : sources.watched(indicator, `actie ${number}`);
      const answered = findings.map((one) => `bevinding ${one}`).join(', ') || '–';
      return text(
        `${number}. ${what}. ${nl.plan.answers}: ${answered}. ${nl.plan.watch}: ${watched || nl.plan.notWatched}.`,
      );
    }),
  ];
}

function agreement({ dissent }: Stands): string {
  const differing = new Set(dissent.map(({ who }) => who)).size;
  const over = 'De ronde over wie het anders ziet, is afgerond.';
  if (differing === 0) return `${over} Niemand meldde dat.`;
  const told = differing === 1 ? '1 organisatie ziet' : `${differing} organisaties zien`;
  return `${over} ${told} het anders. De woorden staan hieronder of bij de bevindingen.`;
}
