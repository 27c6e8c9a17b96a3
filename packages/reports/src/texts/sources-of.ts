import { creditedTo, creditsWithTables } from '@buurtbalans/contracts';
import { creditIn, titleIn } from '@buurtbalans/figures';
import type { ReportLanguage, SnapshotFigure, SourcePart } from '../snapshot.ts';

/** The sources of a figure, each with its own table and licence, in the words of a language. */
export const sourcesOf = ({ source }: Pick<SnapshotFigure, 'source'>, language: ReportLanguage): SourcePart[] =>
  (source.parts ?? [source]).map(({ title, credit, table, licence, address }) => ({
    title: titleIn(title, language),
    credit: creditIn(credit, language),
    table,
    licence,
    address,
  }));

/** Whom a figure is credited to in one line, where a label says already that it is a source. */
export const creditLine = (figure: Pick<SnapshotFigure, 'source'>, language: ReportLanguage): string =>
  [...new Set(sourcesOf(figure, language).map(({ credit }) => creditedTo(credit)))].join('; ');

/** The same with the number of each table. */
export const creditWithTables = (figure: Pick<SnapshotFigure, 'source'>, language: ReportLanguage): string =>
  creditsWithTables(sourcesOf(figure, language));
