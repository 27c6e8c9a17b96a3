import { nl } from '../../../../packages/reports/src/texts/nl.ts';
import { dutchDate } from './dutch.testing.ts';
import type { FigureRow } from './figure-rows.testing.ts';
import { creditAndTable, listed, type SourcesInPrint } from './sources-in-print.testing.ts';
import type { Printed } from './printed.testing.ts';
import type { Stands } from './what-stands.testing.ts';

export const text = (said: string): Printed => ({ kind: 'text', text: said });
export const heading = (level: 2 | 3, said: string): Printed => ({ kind: 'heading', level, text: said });
export const table = (caption: string, header: readonly string[], rows: readonly (readonly string[])[]): Printed => ({
  kind: 'table',
  caption,
  header: header.join(''),
  rows: rows.map((row) => row.join('')),
});

const THEMES =
  'population housing liveability safety_nuisance care_wellbeing work_income public_space facilities youth cohesion'.split(
    ' ',
  ) as (keyof typeof nl.themes)[];
const COMPARED = ['percent', 'per_1000', 'thousand_euro', 'km', 'persons_per_household'];
const { columns } = nl;
const verdictOf = (verdict: Stands['findings'][number]['verdict']): string => nl.verdicts[verdict ?? 'unchecked'];
export const themeOf = (theme: keyof typeof nl.themes): string => nl.themes[theme];

export function question({ question: asked, area }: Stands, district: string, names: readonly string[]): Printed[] {
  return [
    heading(2, nl.area),
    text(`${nl.question}: ${asked}`),
    text(`${nl.neighbourhoods}: ${area.name} (${district}): ${names.join(', ')}`),
  ];
}

export function how({ sessions, statements, organisations }: Stands): Printed[] {
  const closed = sessions.filter(({ isClosed }) => isClosed);
  const of = (lane: string, all: readonly { readonly lane: string }[]): number =>
    all.filter((one) => one.lane === lane).length;
  const told = new Set(statements.flatMap((one) => (one.leaves && one.organisations) || []));
  return [
    heading(2, nl.how),
    text(
      `Sessies met professionals: ${of('professional', closed)}. Bijeenkomsten met bewoners: ${of('resident', closed)}. ` +
        `Organisaties in de alliantie: ${organisations.size}. Daarvan staan achter een uitspraak met woorden in dit beeld: ${told.size}.`,
    ),
    table(
      nl.sessionsCaption,
      [columns.session, columns.lanes, columns.date],
      closed.map(({ number, lane, day }) => [`${number}`, nl.lanes[lane], dutchDate(day)]),
    ),
    text(
      `Vrijgegeven zonder namen: uitspraken van professionals: ${of('professional', statements)}, ` +
        `uitspraken van bewoners: ${of('resident', statements)}.`,
    ),
    heading(3, nl.organisations),
    ...[...organisations.values()].map(({ name, type }) => text(`${name} (${nl.organisationTypes[type]})`)),
  ];
}

export function figures(rows: readonly FigureRow[], stands: Stands, sources: SourcesInPrint): Printed[] {
  return [
    heading(2, nl.profile),
    ...THEMES.flatMap((theme): Printed[] => {
      const here = rows.filter((row) => row.theme === theme);
      if (here.length === 0) return [];
      const subject = nl.themes[theme].toLowerCase();
      const comments = here.flatMap(({ id, name }) => {
        const comment = stands.comments.get(id);
        return comment ? [`${name}: ${comment}`] : [];
      });
      return [
        heading(3, nl.themes[theme]),
        ...COMPARED.flatMap((unit) =>
          chart(
            here.filter((row) => row.unit === unit),
            subject,
          ),
        ),
        table(
          `Cijfers over ${subject}`,
          [columns.indicator, columns.year, columns.area, columns.district, columns.city, columns.source],
          here.map((row) => [
            row.name,
            `${row.year}`,
            row.area.text,
            row.district.text,
            row.city.text,
            creditAndTable(row),
          ]),
        ),
        text(
          `Bronnen:${sources.ofFigures(
            here.map(({ id }) => id),
            `cijfers over ${subject}`,
          )}`,
        ),
        ...(comments.length > 0 ? [text(`${nl.comments}. ${comments.join(' ')}`)] : []),
      ];
    }),
  ];
}

/** Bars with their values, and what is said of them below. */
function chart(rows: readonly FigureRow[], subject: string): Printed[] {
  const shown = rows.filter(({ area, city }) => area.value !== null && city.value !== null).slice(0, 8);
  if (shown.length === 0) return [];
  const values = ({ area, district, city }: FigureRow): string[] => [area.text, district.text, city.text];
  return [
    text(
      [columns.area, columns.district, columns.city, ...shown.flatMap((row) => [row.name, ...values(row)])].join(''),
    ),
    text(
      `Staafdiagram over ${subject}. Staven voor gebied, stadsdeel of wijk, stad, in die volgorde. ${shown
        .map((row) => `${row.name}: ${values(row).join(', ')}.`)
        .join(' ')}`,
    ),
  ];
}

export function findings({ findings: all, dissent }: Stands, sources: SourcesInPrint): Printed[] {
  return [
    heading(2, nl.findings),
    ...all.flatMap((finding): Printed[] => {
      const { number, title, verdict, theme, place, note, statements } = finding;
      const { marks, checked, lists } = sources.behind(finding);
      const lanes = [...new Set(statements.map(({ lane }) => lane))].sort().map((lane) => {
        const isTold = statements.some((one) => one.lane === lane && one.leaves);
        return `${nl.lanes[lane]}${isTold ? '' : ' (zonder hun woorden)'}`;
      });
      const facts = [
        `${nl.theme}: ${themeOf(theme)}`,
        ...(place ? [`${nl.place}: ${place.label}`] : []),
        ...(lanes.length > 0 ? [`${nl.lanesLabel}: ${lanes.join(', ')}`] : []),
      ];
      const isRefuted = verdict === 'contradicted';
      return [
        heading(3, `Bevinding ${number}: ${title}${isRefuted ? ` (${nl.verdicts.contradicted})` : ''}`),
        text(`${finding.text}${marks}`),
        text(facts.join(' · ')),
        text(
          `${nl.check}: ${verdictOf(verdict)}.${note ? ` ${note}` : ''}${note || verdict === 'confirmed' || isRefuted ? checked : ''}`,
        ),
        ...(isRefuted ? [text(statements.length > 0 ? nl.contradictedNote : nl.contradictedUntold)] : []),
        ...lists,
        ...dissent
          .filter(({ findingId }) => findingId === finding.id)
          .map(({ who, text: said }) => text(`${nl.dissent}, ${who}: ${said}`)),
      ];
    }),
  ];
}

export function gaps({ gaps: all }: Stands): Printed[] {
  return [
    heading(2, nl.gaps),
    table(
      nl.gapsCaption,
      [columns.question, columns.owner, columns.due, columns.answer],
      all.map(({ question: asked, owner, due, answer }) => [asked, owner, dutchDate(due), answer || nl.open]),
    ),
  ];
}

export function dissent({ dissent: all, findings: found, isConcluded }: Stands): Printed[] {
  const numbers = found.flatMap(({ id, number }) => (all.some(({ findingId }) => findingId === id) ? [number] : []));
  const where = numbers.length === 1 ? 'bevinding' : 'de bevindingen';
  return [
    heading(2, nl.dissent),
    ...all.filter(({ findingId }) => findingId === null).map(({ who, text: said }) => text(`${who}: ${said}`)),
    ...(numbers.length > 0
      ? [text(`Iemand ziet het anders bij ${where} ${numbers.join(', ')}. De woorden staan daar.`)]
      : []),
    ...(isConcluded ? [] : [text(nl.dissentOpen)]),
    ...(isConcluded && all.length === 0 ? [text(nl.noDissent)] : []),
  ];
}

export function sourcesAndMethod(rows: readonly FigureRow[], credits: string): Printed[] {
  const estimated = rows
    .flatMap(({ area, district, city }) => [area, district, city])
    .flatMap(({ coverage }) => coverage ?? []);
  return [
    heading(2, nl.sources),
    text(
      'Dit traject volgt de methode Buurtbalans Amsterdam, versie 1. Verklaringen van professionals en bewoners zijn ' +
        'apart verzameld en pas na beoordeling, zonder namen, opgenomen.',
    ),
    text(nl.smallNumbers),
    ...(estimated.length > 0
      ? [
          text(
            'Waar ‘schatting’ staat, is het cijfer voor dit gebied niet gepubliceerd. Het is dan het gemiddelde van de ' +
              'buurten, waarin een buurt zwaarder telt als er meer mensen of huishoudens wonen. Van ten minste ' +
              `${Math.floor(100 * Math.min(...estimated))} % van de buurten is het cijfer bekend.`,
          ),
        ]
      : []),
    ...[...new Set(rows.flatMap(listed))].map(text),
    ...(credits === '' ? [] : [text(credits)]),
  ];
}
