import { sources, tableAddress } from '@buurtbalans/figures';
import { nl } from '../../../../packages/reports/src/texts/nl.ts';
import { dutchDate } from './dutch.testing.ts';
import type { FigureRow } from './figure-rows.testing.ts';
import type { Printed } from './printed.testing.ts';
import type { Finding, Statement } from './what-stands.testing.ts';

interface Source {
  readonly label: string;
  readonly figure: FigureRow | null;
  readonly statements: Statement[];
  readonly usedBy: string[];
}

const text = (said: string): Printed => ({ kind: 'text', text: said });
/** Its sources, each with its own table and licence. */
const partsOf = ({ sourceIds }: FigureRow) => sourceIds.map((id) => sources[id]!);
const joined = (texts: readonly (string | null)[], by: string): string => texts.filter(Boolean).join(by);
const withoutName = (credit: string): string => credit.replace(/^Bron: /u, '');
/** Who is credited in a sentence. */
export const creditOf = (figure: FigureRow): string =>
  [...new Set(partsOf(figure).map(({ credit }) => withoutName(credit)))].join('; ');
export const creditAndTable = (figure: FigureRow): string =>
  [...new Set(partsOf(figure).map(({ credit, table }) => joined([withoutName(credit), table], ', ')))].join('; ');
/** Its sources as the last chapter lists them. */
export const listed = (figure: FigureRow): string[] =>
  partsOf(figure).map(
    ({ title, credit, table, licence }) =>
      `${title}. ${credit}${table === null ? '' : ` (${table})`}${licence === '' ? '' : `, ${licence}`}.`,
  );

/** The numbered sources of one document, in the order in which it first names them. */
export class SourcesInPrint {
  readonly #figures: readonly FigureRow[];
  readonly #sources = new Map<string, Source>();

  constructor(figures: readonly FigureRow[]) {
    this.#figures = figures;
  }

  /** The marks of figures; of those that are no figures here there is none. */
  ofFigures(ids: readonly string[], claim: string): string {
    return this.#marks(this.#named(ids, claim));
  }

  /** A figure in a few words with its mark; empty where there is none. */
  watched(id: string, claim: string): string {
    return this.#named([id], claim)
      .map((source) => `${this.#told(source)}${this.#marks([source])}`)
      .join('');
  }

  /** What stands below a finding: what it rests on, what goes against it, what stands beside it. */
  behind(finding: Finding): { readonly marks: string; readonly checked: string; readonly lists: Printed[] } {
    const claim = `bevinding ${finding.number}`;
    const told = [...new Set(finding.statements.map((one) => this.#statement(one, claim, 'in a finding')))];
    const figures = this.#named(finding.indicators, claim);
    const isBorneOut = finding.verdict === 'confirmed';
    const supports = isBorneOut ? [...told, ...figures] : told;
    const list = (title: string, of: readonly Source[]): Printed[] =>
      of.length === 0 ? [] : [text(title), ...of.map((one) => this.#line(one))];
    return {
      marks: this.#marks(supports),
      checked: this.#marks(figures),
      lists: [
        ...(supports.length === 0
          ? [text(`${nl.evidence.restsOn}: ${nl.evidence.noSources}`)]
          : list(nl.evidence.restsOn, supports)),
        ...(isBorneOut
          ? []
          : list(finding.verdict === 'contradicted' ? nl.evidence.against : nl.evidence.beside, figures)),
      ],
    };
  }

  /** Statements that no finding uses. */
  unused(statements: readonly Statement[]): Printed[] {
    if (statements.length === 0) return [];
    const { unused } = nl.evidence;
    const found = new Set(statements.map((one) => this.#statement(one, unused.toLowerCase(), 'in none')));
    const said =
      statements.length === 1
        ? 'Dit werd ook gezegd. Het is in geen bevinding gebruikt.'
        : `Ook deze ${statements.length} uitspraken zijn gedaan. Zij zijn in geen bevinding gebruikt.`;
    return [{ kind: 'heading', level: 2, text: unused }, text(said), ...[...found].map((one) => this.#line(one))];
  }

  /** The list of sources, and the evidence itself. */
  chapters(): Printed[] {
    const all = [...this.#sources.values()];
    const { evidence } = nl;
    return [
      { kind: 'heading', level: 2, text: evidence.numbered },
      text(evidence.numberedIntro),
      ...all.map((one) =>
        text(`[${this.#numberOf(one)}] ${one.label}: bekijk het bewijs. Hoort bij ${one.usedBy.join(', ')}.`),
      ),
      { kind: 'heading', level: 2, text: evidence.proof },
      ...all.flatMap((one) => {
        const number = this.#numberOf(one);
        return [
          text(`Bij bron ${number}. ${one.label}. Terug naar bron ${number}`),
          ...(one.figure ? proofOf(one.figure) : wordsOf(one.statements)).map(text),
        ];
      }),
    ];
  }

  #named(ids: readonly string[], claim: string): Source[] {
    return ids.flatMap((id) => {
      const figure = this.#figures.find((one) => one.id === id);
      if (!figure) return [];
      const label = `${figure.name}, ${figure.year} (${creditOf(figure)})`;
      return [this.#source(id, { label, figure }, claim)];
    });
  }

  /** One source for what a lane, or a kind of organisation, told on a day; apart where its words stay. */
  #statement(statement: Statement, claim: string, use: string): Source {
    const { lane, type, day, leaves } = statement;
    const who = leaves && type !== null ? `professionals (${nl.organisationTypes[type]})` : nl.lanes[lane];
    const few = lane === 'resident' ? `Wat minder dan 5 ${who} vertelden` : `Wat ${who} vertelden, zonder hun woorden`;
    const label = leaves ? `Wat ${who} vertelden op ${dutchDate(day)}` : few;
    const source = this.#source(`${use}: ${label}`, { label, figure: null }, claim);
    if (!source.statements.includes(statement)) source.statements.push(statement);
    return source;
  }

  #source(key: string, made: Pick<Source, 'label' | 'figure'>, claim: string): Source {
    const source = this.#sources.get(key) ?? { ...made, statements: [], usedBy: [] };
    this.#sources.set(key, source);
    if (!source.usedBy.includes(claim)) source.usedBy.push(claim);
    return source;
  }

  #numberOf(source: Source): number {
    return [...this.#sources.values()].indexOf(source) + 1;
  }

  #marks(of: readonly Source[]): string {
    return of.map((one) => ` [${this.#numberOf(one)}]`).join('');
  }

  #line(source: Source): Printed {
    return text(`[${this.#numberOf(source)}] ${this.#told(source)}`);
  }

  #told({ label, figure }: Source): string {
    return figure ? `${figure.name}: ${figure.area.text} (${figure.year}, ${creditOf(figure)})` : label;
  }
}

function proofOf(figure: FigureRow): string[] {
  const { plain, area, district, city, year, release } = figure;
  const told = partsOf(figure).map((source) => {
    const { title, credit, table, licence } = source;
    const online = tableAddress(source) === null ? '' : 'bekijk de tabel. ';
    return `Tabel: ${joined([title, table], ', ')}. ${joined([credit, licence], ', ')}. ${online}`;
  });
  return [
    `${plain} Gebied: ${area.text}; Stadsdeel of wijk: ${district.text}; Stad: ${city.text} (${year}).`,
    `${told.join('')}Uitgave: ${release ?? nl.evidence.noRelease}.`,
  ];
}

function wordsOf(statements: readonly Statement[]): string[] {
  if (statements.some(({ leaves }) => !leaves))
    return [
      statements[0]!.lane === 'resident'
        ? 'Minder dan 5 mensen vertelden dit. Daarom staan de woorden en de dag er niet bij.'
        : 'De organisaties spraken niet allemaal af dat dit naar buiten mag. Daarom staan de woorden en de dag er niet bij.',
    ];
  return statements.map(({ text: said, organisations, residents }) => {
    const [count, one, more] =
      organisations === null
        ? [residents, 'bewoner', 'bewoners']
        : [organisations.length, 'organisatie', 'organisaties'];
    return `“${said}” (${count} ${count === 1 ? one : more})`;
  });
}
