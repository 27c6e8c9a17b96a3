import { describe, expect, it } from 'vitest';
import { creditIn } from '../catalogue/own-credit.ts';
import { ownFigures } from '../catalogue/sources.ts';
import { readStatLineRows } from './read-statline.ts';

async function sourceOf(text: string, options: { file?: string; year?: number } = {}) {
  const { recognised } = await readStatLineRows(
    (async function* () {
      yield Buffer.from(text);
    })(),
    { file: options.file ?? 'cijfers.csv', year: options.year, latestYear: 2027, onRows: () => undefined },
  );
  return recognised && { by: recognised.by, ...recognised.source };
}

const OFFICE =
  'ID;WijkenEnBuurten;Gemeentenaam_1;SoortRegio_2;Codering_3;AantalInwoners_5\n1;BU0363FA01;A;Buurt;BU0363FA01;5\n';
const PLAIN = 'Codering_3;AantalInwoners_5\nBU0363FA01;5\n';

describe('[P10] a file is credited to what it is shown to be', () => {
  it.each([
    ['a title', `"Kerncijfers wijken en buurten 2024"\n${PLAIN}`, {}, 'title', '85984NED'],
    [
      'a title of a year that the catalogue does not have',
      `Kerncijfers wijken en buurten 2021\n${PLAIN}`,
      {},
      'title',
      null,
    ],
    ['the number of the table', `Tabel 85618NED\n${PLAIN}`, {}, 'table', '85618NED'],
    ['a line below the rows', `${PLAIN}Bron: CBS, 85984NED\n`, { year: 2024 }, 'table', '85984NED'],
    ['the layout of the office', OFFICE, { year: 2022 }, 'columns', null],
    [
      'that layout in a file that bears the number',
      OFFICE,
      { year: 2024, file: '85984NED_UntypedDataSet.csv' },
      'table',
      '85984NED',
    ],
    [
      'the layout of its site',
      'Perioden;Wijken en buurten;Regiocode (gemeente, wijk, buurt) (code);SES-WOA/Totaalscore/Gemiddelde score (Getal)\n2019;A;BU0363FA01;0,123\n',
      {},
      'columns',
      '85163NED',
    ],
  ] as const)('by %s', async (_, text, options, by, table) => {
    expect(await sourceOf(text, options)).toMatchObject({ by, table, publisher: 'CBS' });
  });

  it.each([
    ['a year', PLAIN, { year: 2024 }],
    ['a year in the file', 'Codering_3;Perioden;AantalInwoners_5\nBU0363FA01;2024JJ00;5\n', {}],
    ['the name of the file', PLAIN, { year: 2024, file: 'kwb-85984NED-2024.csv' }],
    ['headings of an intermediary', 'Area_Code;Population_Total\nBU0363FA01;5\n', { year: 2024 }],
    [
      'a title over figures that the table does not have',
      `Kerncijfers wijken en buurten 2024\nCodering_3;GeregistreerdeMisdrijven_1\nBU0363FA01;5\n`,
      {},
    ],
    [
      'the layout over a column of another',
      OFFICE.replace('AantalInwoners_5', 'ervaren_gezondheid_goed_pct'),
      { year: 2024 },
    ],
  ] as const)('and %s alone shows nothing', async (_, text, options) => {
    expect(await sourceOf(text, options)).toBeUndefined();
  });

  it('a year shows the table of no other year', async () => {
    expect(
      await sourceOf(
        `85984NED\n${PLAIN.replace('AantalInwoners_5', 'Perioden;AantalInwoners_5').replace(';5', ';2021;5')}`,
      ),
    ).toMatchObject({
      table: '85984NED',
      title: expect.not.stringContaining('2024'),
    });
  });

  it('what nothing shows is the municipality’s own, with who brought it and when', () => {
    const own = {
      what: 'cijfers',
      title: null,
      role: 'research_adviser',
      organisation: null,
      day: '2026-11-30',
    } as const;
    expect(ownFigures(own)).toMatchObject({
      title: 'Eigen cijfers van de gemeente',
      table: null,
      credit: 'Bron: eigen cijfers van de gemeente, aangeleverd door de onderzoeksadviseur op 30 november 2026',
    });
  });

  it.each(['cijfers', 'grenzen'] as const)(
    '[R167] what a source is said to be by whoever brought %s is told as theirs, in both languages',
    (what) => {
      const { credit } = ownFigures({
        what,
        title: 'CBS StatLine, kerncijfers 2024',
        role: 'research_adviser',
        organisation: 'Gemeente',
        day: '2026-11-30',
      });
      expect(credit).toBe(
        `Bron: CBS StatLine, kerncijfers 2024, volgens wie deze ${what} aanleverde en niet nagegaan, aangeleverd door de onderzoeksadviseur van Gemeente op 30 november 2026`,
      );
      const english = creditIn(credit, 'en');
      expect(english).toMatch(
        /^Source: CBS StatLine, kerncijfers 2024, according to whoever brought these (figures|borders) and not verified, brought by the research adviser of Gemeente on 30 November 2026$/,
      );
      for (const said of [credit, english]) expect(said).not.toMatch(/eigen|own/);
      // of before
      expect(
        creditIn(
          'Bron: eigen cijfers van de gemeente (CBS StatLine), aangeleverd door de beheerder op 1 mei 2026',
          'en',
        ),
      ).toBe('Source: the municipality’s own figures (CBS StatLine), brought by the administrator on 1 May 2026');
    },
  );
});
