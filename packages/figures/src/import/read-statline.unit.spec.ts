import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FiguresError } from './figures-error.ts';
import { readStatLine } from './read-statline.ts';

const HEAD = '"District_Type";"Area_Code";"Population_Total";"Avg_Household_Size"';

async function* inChunks(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const read = (text: string | Buffer, options: { year?: number; size?: number } = { year: 2024 }) =>
  readStatLine(inChunks(Buffer.from(text as string), options.size ?? 7), {
    file: 'kwb.csv',
    sourceId: 'kwb',
    year: options.year,
    latestYear: 2027,
  });

async function problemsOf(text: string | Buffer, options?: { year?: number }) {
  const error = await read(text, options).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FiguresError);
  return (error as FiguresError).problems;
}

describe('reading CBS StatLine', () => {
  it('takes byte order mark, padding, mixed levels, decimal comma, quotes, and any size of chunk', async () => {
    const text = `\uFEFF${HEAD}\r\n"Amsterdam";"GM0363    ";931298;1,8\r\n"Kolenkit; Zuid";"BU0363EA01";"  345";\r\n`;
    for (const size of [1, 3, 64, 10_000]) {
      const { rows, figures } = await read(text, { year: 2024, size });
      expect(rows).toBe(2);
      expect(figures.map((entry) => [entry.areaCode, entry.indicatorId, entry.value, entry.status])).toEqual([
        ['GM0363', 'population.total', 931_298, 'present'],
        ['GM0363', 'population.household_size', 1.8, 'present'],
        ['BU0363EA01', 'population.total', 345, 'present'],
        ['BU0363EA01', 'population.household_size', null, 'missing'],
      ]);
    }
  });

  it('takes original headings with numbered suffixes, commas between fields, a decimal point and a year column', async () => {
    const { figures } = await read(
      'ID,WijkenEnBuurten,Perioden,AantalInwoners_5,GemiddeldeHuishoudensgrootte_32\n1,WK0363FA  ,2023JJ00,     120,  2.1\n',
      {},
    );
    expect(figures).toMatchObject([{ areaCode: 'WK0363FA', year: 2023, value: 120 }, { value: 2.1 }]);
  });

  it('[P37] takes the headings that a municipality gives its own columns, which make a file nobody else’s', async () => {
    const { figures, dropped, recognised } = await read(
      'buurtcode;buurtnaam;jaar;inwoners;wozWaarde;WOZ per m2;Huurwoningen (%)\nBU0363EA01;Kolenkit;2024;345;365;4;61,5\n',
      {},
    );
    expect(figures.map(({ indicatorId, value }) => [indicatorId, value])).toEqual([
      ['population.total', 345],
      ['housing.property_value', 365],
      ['housing.rental', 61.5],
    ]);
    expect([dropped, recognised]).toEqual([['WOZ per m2'], undefined]);
    for (const heading of ['Aantal inwoners', 'aantal_inwoners', 'Inwoners', 'AANTAL-INWONERS'])
      expect((await read(`Area_Code;${heading}\nBU0363EA01;345\n`)).figures).toMatchObject([{ value: 345 }]);
    expect((await read('wijkcode;code;inwoners\nWK0363EA;BU0363EA01;345\n')).figures).toMatchObject([
      { areaCode: 'BU0363EA01' },
    ]);
    // a number of people or homes and a share of them have the same name: the heading has to say which
    const unsaid = ['0 tot 15 jaar', '65plus', 'Leegstand', 'Huurwoningen', 'Eengezinswoningen', 'Inwoners 65plus (%)'];
    for (const heading of unsaid)
      expect(await read(`Area_Code;inwoners;${heading}\nBU0363EA01;345;17\n`)).toMatchObject({ dropped: [heading] });
    for (const heading of ['Leegstand %', '% huurwoningen', 'Eengezinswoningen (%)', 'Koopwoningen (%)'])
      expect((await read(`Area_Code;${heading}\nBU0363EA01;17\n`)).figures).toMatchObject([{ value: 17 }]);
  });

  it('names file, row and column of each thing that is wrong, and keeps nothing', async () => {
    expect(
      await problemsOf(
        `${HEAD}\n"A";"GM0363";12x;1,8\n"B";"BU0363";5;1,8\n"C";"BU0363EA01";5;1.8\n"C";"BU0363EA01";5;1,8\n`,
      ),
    ).toEqual([
      {
        code: 'FIGURES.CELL_UNREADABLE',
        details: { file: 'kwb.csv', row: 2, column: 'Population_Total', value: '12x' },
      },
      { code: 'FIGURES.AREA_CODE', details: { file: 'kwb.csv', row: 3, value: 'BU0363' } },
      {
        code: 'FIGURES.AMBIGUOUS_DECIMAL',
        details: { file: 'kwb.csv', row: 4, column: 'Avg_Household_Size', value: '1.8' },
      },
      { code: 'FIGURES.DUPLICATE_ROW', details: { file: 'kwb.csv', row: 5, value: 'BU0363EA01' } },
    ]);
  });

  it.each([
    ['FIGURES.UNKNOWN_FILE', 'naam;adres\nJan;Straat 1\n'],
    ['FIGURES.UNKNOWN_FILE', ''],
    ['FIGURES.TRUNCATED', `${HEAD}\n"A";"GM0363";12;1,8\n"B";"BU03`],
    ['FIGURES.TRUNCATED', `${HEAD}\n"A";"GM0363";12;1,8\n"B";"BU0363EA01"`],
    ['FIGURES.TRUNCATED', HEAD],
    ['FIGURES.WRONG_ENCODING', Buffer.from(`${HEAD}\n"Caf\u00e9";"GM0363";12;1,8\n`, 'latin1')],
    ['FIGURES.WRONG_ENCODING', Buffer.from(`\uFEFF${HEAD}\n`, 'utf16le')],
  ])('refuses with %s', async (code, text) => {
    const problems = await problemsOf(text);
    expect(problems.at(-1)).toMatchObject({ code, details: { file: 'kwb.csv' } });
  });

  it.each([
    ['THOUSANDS', 'a thousand mark', 'Population_Total', '1.234'],
    ['THOUSANDS', 'a thousand mark where no counts are', 'Avg_Property_Value_1000EUR', '1.021'],
    ['THOUSANDS', 'an English one', 'Bevolkingsdichtheid_33', '"1,021"'],
    ['THOUSANDS', 'several of them', 'Population_Total', '1.234.567'],
    ['IMPLAUSIBLE', 'a count below zero', 'Population_Total', '-5'],
    ['IMPLAUSIBLE', 'a percentage above 100', 'Pct_Rental', '130'],
    ['IMPLAUSIBLE', 'euros where thousands are meant', 'Avg_Property_Value_1000EUR', '321000'],
    ['IMPLAUSIBLE', 'an income in euros', 'Avg_Income_Per_Inhabitant_1000EUR', '24100'],
    ['IMPLAUSIBLE', 'a class that is none', 'Urbanization_Level', '6'],
    ['NOT_WHOLE', 'half a person', 'Population_Total', '5,5'],
    ['CELL_UNREADABLE', 'a word', 'Population_Total', 'veel'],
  ])('[P12] refuses with FIGURES.%s: %s', async (code, _, column, value) => {
    const [problem, ...more] = await problemsOf(`Area_Code;${column}\nGM0363;${value}\n`);
    expect(more).toEqual([]);
    expect(problem).toMatchObject({
      code: `FIGURES.${code}`,
      details: { file: 'kwb.csv', row: 2, column, value: value.replaceAll('"', '') },
    });
  });

  it('[P12] a number with three decimals is one where scores are, and below one', async () => {
    const { figures } = await read(
      'Area_Code;Spreiding/Spreiding totaal/Waarde (Getal);AfstandTotSchool_9\nGM0363;1.010;0.123\n',
    );
    expect(figures.map(({ value }) => value)).toEqual([1.01, 0.123]);
  });

  it('[P12] names the columns that are not read', async () => {
    const { dropped, indicators } = await read(
      'code;type;naam;inwoners;AantalInwoners_5;HuishoudensTotaal;Opmerking\nGM0363;gemeente;A;1;2;3;x\n',
    );
    expect(dropped).toEqual(['inwoners', 'Opmerking']);
    expect(indicators).toEqual(['population.total', 'population.households']);
  });

  it.each([
    [2028, 'the year after next'],
    [3000, 'the year 3000'],
    [1899, 'a year before all'],
  ])('[P11] refuses %i, %s, in the form and in the file', async (year) => {
    const expected = [
      { code: 'FIGURES.YEAR_OUT_OF_RANGE', details: expect.objectContaining({ value: year, low: 1990, high: 2027 }) },
    ];
    expect(await problemsOf('Area_Code;Population_Total\nGM0363;1\n', { year })).toEqual(expected);
    expect(await problemsOf(`Area_Code;Perioden;Population_Total\nGM0363;${year}JJ00;1\n`, {})).toEqual(expected);
  });

  it('[P11] takes next year, and the year that a title shows; another one than that is refused', async () => {
    const text = 'Area_Code;Population_Total\nGM0363;1\n';
    expect((await read(text, { year: 2027 })).years).toEqual([2027]);
    const titled = 'Kerncijfers wijken en buurten 2023\nCodering_3;AantalInwoners_5\nGM0363;1\n';
    expect((await read(titled, {})).years).toEqual([2023]);
    expect(await problemsOf(titled, { year: 2024 })).toMatchObject([
      { code: 'FIGURES.YEAR_DIFFERS', details: { value: 2024, shown: 2023 } },
    ]);
  });

  it('[P12] tells a row of another width from the end of a file that was cut off', async () => {
    expect(await problemsOf('Area_Code;Population_Total\nx;y;z\nGM0363;1\n')).toMatchObject([
      { code: 'FIGURES.ROW_WIDTH', details: { row: 2, found: 3, expected: 2 } },
    ]);
  });

  it('[E183] refuses what has no end of a line, without holding it', async () => {
    const endless = async function* (start: string, part: string, parts: number) {
      yield Buffer.from(start);
      for (let at = 0; at < parts; at += 1) yield Buffer.from(part);
    };
    const options = { file: 'kwb.csv', sourceId: 'kwb', year: 2024 };
    await expect(readStatLine(endless('', 'x'.repeat(65_536), 50), options)).rejects.toThrow('FIGURES.UNKNOWN_FILE');
  });

  it('tells which headings it found and which it expected', async () => {
    const [problem] = await problemsOf('straat;meldingen\nA;1\n');
    expect(problem).toMatchObject({
      code: 'FIGURES.UNKNOWN_FILE',
      details: { found: ['straat', 'meldingen'], expected: { areaCode: expect.arrayContaining(['codering']) } },
    });
  });

  it('[P7] stops at a column about persons, and names it', async () => {
    expect(await problemsOf('Area_Code;naam;BSN;Population_Total\nGM0363;Amsterdam;1;2\n')).toEqual([
      { code: 'FIGURES.PERSONAL_COLUMN', details: { file: 'kwb.csv', row: 1, column: 'BSN' } },
    ]);
  });

  it('refuses two columns for one indicator', async () => {
    expect(await problemsOf('Codering_3;AantalInwoners_5;Population_Total\nGM0363;1;2\n')).toMatchObject([
      { code: 'FIGURES.DUPLICATE_ROW', details: { row: 1, column: 'Population_Total' } },
    ]);
  });

  it('notes which borders are not comparable with the year before', async () => {
    const { boundaryBreaks } = await read(
      'Codering_3;IndelingswijzigingWijkenEnBuurten_4;AantalInwoners_5\nGM0363;.;1\nBU0363FA01;1;1\nBU0363FA02;3;1\n',
    );
    expect(boundaryBreaks).toEqual([{ areaCode: 'BU0363FA02', year: 2024 }]);
  });

  it('stops counting problems at fifty', async () => {
    expect(await problemsOf(`${HEAD}\n${'"A";"X";1;1\n'.repeat(200)}`)).toHaveLength(50);
  });

  it('tells the row of a wrong byte and of the end', async () => {
    expect(
      (await problemsOf(Buffer.from(`${HEAD}\n"A";"GM0363";1;1\n"\u00e9";"BU0363EA01";1;1\n`, 'latin1')))[0]!.details
        .row,
    ).toBe(3);
    expect((await problemsOf(`${HEAD}\n"A";"GM0363";12;1,8\n"B";"BU0363EA01"`))[0]!.details.row).toBe(3);
  });

  it('asks for the year when the file does not say it', async () => {
    expect(await problemsOf(`${HEAD}\n"A";"GM0363";12;1,8\n`, {})).toMatchObject([{ code: 'FIGURES.YEAR_UNKNOWN' }]);
  });

  const real = join(process.env.BUURTBALANS_SOURCE_DATA ?? '', 'cbs/kwb-2024-amsterdam-statline.csv');
  it.skipIf(!existsSync(real))(
    'reads the real table of 2024 (skipped where the source files are not at hand)',
    async () => {
      const { rows, figures } = await readStatLine(inChunks(readFileSync(real), 65_536), {
        file: 'kwb',
        sourceId: 'kwb-2024',
        year: 2024,
      });
      expect(rows).toBe(628);
      expect(
        figures.filter((entry) => entry.indicatorId === 'population.total' && entry.areaCode.startsWith('BU')),
      ).toHaveLength(517);
    },
  );
});
