import type { Faults } from './fault.ts';
import type { PdfDict, PdfFile, PdfValue } from './read-pdf.ts';

const FORBIDDEN_ACTIONS = new Set([
  'Launch',
  'Sound',
  'Movie',
  'ResetForm',
  'ImportData',
  'JavaScript',
  'Hide',
  'SetOCGState',
  'Rendition',
  'Trans',
  'GoTo3DView',
]);
const LANGUAGE = /^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/;

/** The file as a whole: header, trailer, what the catalog promises, and what no object may hold. */
export function checkFile(file: PdfFile, faults: Faults): void {
  const { bytes, trailer, catalog } = file;
  const head = bytes.subarray(0, 20).toString('latin1');
  faults.add(!/^%PDF-1\.[2-7]\r?\n%[\x80-\xff]{4}/.test(head), 'A 6.1.2', 'header or binary comment');
  faults.add(!/%%EOF\r?\n?$/.test(bytes.subarray(-7).toString('latin1')), 'A 6.1.3', 'data after the end');
  faults.add(file.list(trailer['/ID']).length !== 2, 'A 6.1.3', 'no file identifier');
  faults.add(trailer['/Encrypt'] !== undefined, 'A 6.1.3', 'encrypted');
  faults.add(file.get(file.dict(catalog['/MarkInfo'])['/Marked']) !== true, 'UA 6.2', 'not marked as tagged');
  faults.add(file.get(file.dict(catalog['/MarkInfo'])['/Suspects']) === true, 'UA 7.1', 'suspect tags');
  faults.add(catalog['/StructTreeRoot'] === undefined, 'UA 7.1', 'no structure tree');
  faults.add(
    file.get(file.dict(catalog['/ViewerPreferences'])['/DisplayDocTitle']) !== true,
    'UA 7.1',
    'title is not displayed',
  );
  faults.add(!LANGUAGE.test(file.text(catalog['/Lang']) ?? ''), 'UA 7.2', 'no language');
  for (const key of ['/AA', '/OCProperties', '/Requirements', '/Perms', '/NeedsRendering'])
    faults.add(catalog[key] !== undefined, 'A 6', `catalog has ${key}`);
  const names = file.dict(catalog['/Names']);
  for (const key of ['/JavaScript', '/AlternatePresentations', '/EmbeddedFiles'])
    faults.add(names[key] !== undefined, 'A 6', `names have ${key}`);
  checkOutlines(file, faults);
  checkSpacing(bytes, faults);
  for (const [reference, value] of file.objects) checkObject(file, reference, file.dict(value), faults);
  for (const [, value] of file.objects) checkLimits(value, faults);
}

function checkOutlines(file: PdfFile, faults: Faults): void {
  const outlines = file.dict(file.catalog['/Outlines']);
  faults.add(outlines['/First'] === undefined, 'WCAG 2.4.5', 'no bookmarks');
  const walk = (value: PdfValue): void => {
    const item = file.dict(value);
    faults.add((file.text(item['/Title']) ?? '').trim() === '', 'WCAG 2.4.6', 'a bookmark without title');
    faults.add(item['/Dest'] === undefined && item['/A'] === undefined, 'WCAG 2.4.5', 'a bookmark that leads nowhere');
    if (item['/First'] !== undefined) walk(item['/First']);
    if (item['/Next'] !== undefined) walk(item['/Next']);
  };
  if (outlines['/First'] !== undefined) walk(outlines['/First']);
}

/** How objects and streams stand in the bytes. */
function checkSpacing(bytes: Buffer, faults: Faults): void {
  const text = bytes.toString('latin1');
  const offsets = [...text.slice(text.lastIndexOf('xref')).matchAll(/^(\d{10}) \d{5} n/gm)].map((match) =>
    Number(match[1]),
  );
  for (const offset of offsets)
    faults.add(
      !/^\d+ \d+ obj[\r\n]/.test(text.slice(offset, offset + 24)),
      'A 6.1.9',
      `object at ${offset} begins otherwise`,
    );
  const start = Number(/startxref\s+(\d+)\s+%%EOF/.exec(text.slice(-64))?.[1]);
  faults.add(!text.startsWith('xref', start), 'A 6.1.4', 'cross reference is elsewhere');
}

function checkObject(file: PdfFile, reference: string, dict: PdfDict, faults: Faults): void {
  const filters = file.list(dict['/Filter']).map((filter) => file.name(filter));
  faults.add(
    filters.some((filter) => filter === 'LZWDecode' || filter === 'Crypt'),
    'A 6.1.7.2',
    `${reference} is packed with ${filters.join(', ')}`,
  );
  faults.add(
    dict['/FFilter'] !== undefined || dict['/FDecodeParms'] !== undefined,
    'A 6.1.7.1',
    `${reference} lies outside the file`,
  );
  const action = file.name(dict['/S']);
  faults.add(FORBIDDEN_ACTIONS.has(action), 'A 6.5.1', `${reference} is an action ${action}`);
  faults.add(dict['/AA'] !== undefined, 'A 6.5.2', `${reference} acts by itself`);
  if (action === 'URI')
    faults.add(
      !/^(https:\/\/|mailto:)/.test(file.text(dict['/URI']) ?? ''),
      'safety',
      `${reference} leads to ${file.text(dict['/URI'])}`,
    );
  const type = file.name(dict['/Type']);
  if (type === 'ExtGState') {
    for (const key of ['/TR', '/HTP', '/HTO'])
      faults.add(dict[key] !== undefined, 'A 6.2.5', `${reference} has ${key}`);
    faults.add(
      file.get(dict['/SMask']) !== undefined && file.name(dict['/SMask']) !== 'None',
      'A 6.2.10',
      `${reference} has a soft mask`,
    );
  }
  if (file.name(dict['/Subtype']) === 'Image')
    faults.add(
      file.get(dict['/Interpolate']) === true || dict['/Alternates'] !== undefined || dict['/OPI'] !== undefined,
      'A 6.2.8',
      `${reference} is an image that may look otherwise`,
    );
  if (file.name(dict['/Subtype']) === 'PS' || dict['/Ref'] !== undefined)
    faults.add(true, 'A 6.2.9', `${reference} is PostScript or a reference`);
}

/** Limits of numbers, names and texts. */
function checkLimits(value: PdfValue, faults: Faults): void {
  if (typeof value === 'number')
    faults.add(
      Number.isInteger(value) ? Math.abs(value) > 2_147_483_647 : Math.abs(value) > 3.403e38,
      'A 6.1.13',
      `number ${value}`,
    );
  else if (typeof value === 'string') {
    faults.add(value.startsWith('/') && Buffer.byteLength(value) > 128, 'A 6.1.13', `name ${value.slice(0, 40)}`);
    // a text outside ASCII takes two bytes a character
    faults.add(
      value.startsWith('u:') && (value.length - 2) * 2 > 32_767,
      'A 6.1.13',
      `text of ${value.length} characters`,
    );
  } else if (Array.isArray(value)) for (const item of value) checkLimits(item, faults);
  else if (value) for (const item of Object.values(value)) checkLimits(item, faults);
}
