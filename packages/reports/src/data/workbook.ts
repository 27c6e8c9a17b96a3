import { zip } from './zip.ts';

/** One table: its name, headers, and rows of numbers, texts and empty cells. */
export interface Sheet {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** What a cell of a spreadsheet can hold, in UTF-16 units. */
const CELL_LIMIT = 32_767;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

/** Text as XML can hold it: without the signs that XML does not know. */
const escapeXml = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, (sign) =>
      '\t\n\r'.includes(sign) ? sign : '\v\f\u0085'.includes(sign) ? '\n' : '',
    )
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

const column = (index: number): string =>
  (index < 26 ? '' : String.fromCharCode(64 + Math.floor(index / 26))) + String.fromCharCode(65 + (index % 26));

/**
 * A text is written as text of the cell itself and never as a formula, so that what begins with `=` is shown and not
 * computed; style 2 keeps it text when somebody edits the cell.
 */
function cell(value: number | string | null, place: string, style: 1 | 2): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`;
  return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(value)}</t></is></c>`;
}

/** A text in pieces that a cell can hold, cut where a line or a word ends. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let rest = text.toWellFormed();
  while (rest.length > CELL_LIMIT) {
    const head = rest.slice(0, CELL_LIMIT);
    const end = Math.max(head.lastIndexOf('\n'), head.lastIndexOf(' ')) + 1;
    // one word that fills a cell is cut between two characters
    const at = end > CELL_LIMIT / 2 ? end : /[\uD800-\uDBFF]$/.test(head) ? CELL_LIMIT - 1 : CELL_LIMIT;
    found.push(rest.slice(0, at));
    rest = rest.slice(at);
  }
  return [...found, rest];
}

/** A row as one row, or as several when a cell cannot hold its text: those below begin with its first cell, and go on. */
function rowsOf(cells: Sheet['rows'][number]): Sheet['rows'] {
  if (!cells.some((value) => typeof value === 'string' && value.length > CELL_LIMIT)) return [cells];
  const split = cells.map((value) => (typeof value === 'string' ? pieces(value) : [value]));
  const count = Math.max(...split.map(({ length }) => length));
  return Array.from({ length: count }, (_, line) =>
    split.map((parts, at) => parts[line] ?? (at === 0 && parts.length === 1 ? parts[0]! : null)),
  );
}

function sheetXml({ headers, rows }: Sheet): string {
  const lines = [headers, ...rows.flatMap(rowsOf)].map((cells, index) => {
    const content = cells.map((value, at) => cell(value, `${column(at)}${index + 1}`, index === 0 ? 1 : 2)).join('');
    return `<row r="${index + 1}">${content}</row>`;
  });
  const widths = headers
    .map((_, at) => `<col min="${at + 1}" max="${at + 1}" width="${at === 0 ? 12 : 28}" customWidth="1"/>`)
    .join('');
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  return `${XML}<worksheet xmlns="${MAIN}">${view}<cols>${widths}</cols><sheetData>${lines.join('')}</sheetData></worksheet>`;
}

const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`;

/** A workbook (.xlsx) with a table on each sheet. The same tables give the same bytes. */
export function workbook(sheets: readonly Sheet[], title: string, createdAt: string): Buffer {
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const overrides = sheets
    .map((_, at) => `<Override PartName="/xl/worksheets/sheet${at + 1}.xml" ContentType="${type}.worksheet+xml"/>`)
    .join('');
  const listed = sheets
    .map(
      ({ name }, at) =>
        `<sheet name="${escapeXml(name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31))}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
    )
    .join('');
  const related = sheets
    .map(
      (_, at) => `<Relationship Id="rId${at + 1}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
    )
    .join('');
  const core = `<dc:title>${escapeXml(title)}</dc:title><dcterms:created xsi:type="dcterms:W3CDTF">${createdAt.slice(0, 19)}Z</dcterms:created>`;
  return zip([
    [
      '[Content_Types].xml',
      `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${type}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${type}.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${overrides}</Types>`,
    ],
    [
      '_rels/.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/><Relationship Id="rId2" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    ],
    [
      'docProps/core.xml',
      `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${core}</cp:coreProperties>`,
    ],
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${listed}</sheets></workbook>`],
    [
      'xl/_rels/workbook.xml.rels',
      `${XML}<Relationships xmlns="${PACKAGE}/relationships">${related}<Relationship Id="rId${sheets.length + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    ],
    ['xl/styles.xml', STYLES],
    ...sheets.map((sheet, at) => [`xl/worksheets/sheet${at + 1}.xml`, sheetXml(sheet)] as const),
  ]);
}
