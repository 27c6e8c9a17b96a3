import { checkTables } from './check-tables.ts';
import type { Faults } from './fault.ts';
import type { PdfFile } from './read-pdf.ts';
import { attributeOf, type Element, STANDARD_TYPES } from './structure.ts';

/** Which elements may stand in which; types that are not listed hold anything. */
const KIDS: Readonly<Record<string, readonly string[]>> = {
  L: ['L', 'LI', 'Caption'],
  LI: ['Lbl', 'LBody'],
  Table: ['TR', 'THead', 'TBody', 'TFoot', 'Caption'],
  THead: ['TR'],
  TBody: ['TR'],
  TFoot: ['TR'],
  TR: ['TH', 'TD'],
  TOC: ['TOC', 'TOCI', 'Caption'],
};
/** Which elements stand in one of these only. */
const PARENTS: Readonly<Record<string, readonly string[]>> = {
  LI: ['L'],
  LBody: ['LI'],
  TR: ['Table', 'THead', 'TBody', 'TFoot'],
  TH: ['TR'],
  TD: ['TR'],
  THead: ['Table'],
  TBody: ['Table'],
  TFoot: ['Table'],
  TOCI: ['TOC'],
};
/** Cells may be empty: they hold their place. */
const MAY_BE_EMPTY = new Set(['TD', 'TH']);
/** Elements that hold others, never text of their own. */
const HOLDS_NO_CONTENT = new Set([
  'Document',
  'Part',
  'Sect',
  'L',
  'LI',
  'Table',
  'THead',
  'TBody',
  'TFoot',
  'TR',
  'TOC',
  'TOCI',
]);

const isBlank = (text: string | undefined): boolean => (text ?? '').trim() === '';

/** The structure tree: types, nesting, headings, descriptions, notes, and the way back from content to elements. */
export function checkStructure(file: PdfFile, elements: readonly Element[], faults: Faults): void {
  faults.add(
    elements.filter((element) => element.parent === null).length !== 1 || elements[0]?.type !== 'Document',
    'UA 7.1',
    'the tree does not begin with one document',
  );
  for (const element of elements) {
    const { type, kids, parent } = element;
    faults.add(!STANDARD_TYPES.has(type), 'UA 7.1', `type ${type} is unknown`);
    const allowed = KIDS[type];
    for (const kid of allowed ? kids : []) faults.add(!allowed!.includes(kid.type), 'UA 7.2', `${kid.type} in ${type}`);
    faults.add(
      PARENTS[type] !== undefined && !PARENTS[type].includes(parent?.type ?? ''),
      'UA 7.2',
      `${type} in ${parent?.type ?? 'nothing'}`,
    );
    const isEmpty = kids.length === 0 && element.content.length === 0 && element.annotations.length === 0;
    faults.add(isEmpty && !MAY_BE_EMPTY.has(type), 'UA 7.1', `an empty ${type}`);
    faults.add(HOLDS_NO_CONTENT.has(type) && element.content.length > 0, 'UA 7.2', `content directly in ${type}`);
    faults.add(
      file.dict(element.dict['/P']) !== (parent?.dict ?? file.dict(file.catalog['/StructTreeRoot'])),
      'UA 7.1',
      `${type} names another parent`,
    );
    checkTexts(file, element, faults);
  }
  checkHeadings(elements, faults);
  checkNotes(file, elements, faults);
  checkTables(file, elements, faults);
  checkParentTree(file, elements, faults);
}

function checkTexts(file: PdfFile, element: Element, faults: Faults): void {
  const { type, dict } = element;
  if (type === 'Figure' || type === 'Formula') {
    faults.add(
      isBlank(file.text(dict['/Alt'])) && isBlank(file.text(dict['/ActualText'])),
      'UA 7.3',
      'a figure without description',
    );
    const box = file.list(attributeOf(file, element, 'BBox'));
    faults.add(
      box.length !== 4 || Number(box[2]) <= Number(box[0]) || Number(box[3]) <= Number(box[1]),
      'A 6.7',
      'a figure without box',
    );
  }
  faults.add(
    dict['/Alt'] !== undefined && isBlank(file.text(dict['/Alt'])),
    'UA 7.3',
    `an empty description of ${type}`,
  );
  if (dict['/Lang'] !== undefined)
    faults.add(
      !/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/.test(file.text(dict['/Lang']) ?? ''),
      'UA 7.2',
      `language of ${type}`,
    );
  const captions = element.kids.filter((kid) => kid.type === 'Caption');
  faults.add(captions.length > 1, 'UA 7.2', `${type} with more than one caption`);
  const places = type === 'Table' ? [element.kids[0], element.kids.at(-1)] : [element.kids[0]];
  if (type === 'Table' || type === 'L' || type === 'TOC')
    faults.add(captions.length === 1 && !places.includes(captions[0]), 'UA 7.2', `a caption elsewhere in ${type}`);
}

function checkHeadings(elements: readonly Element[], faults: Faults): void {
  let level = 0;
  for (const { type } of elements) {
    faults.add(type === 'H', 'UA 7.4.4', 'a heading without level');
    const found = Number(/^H([1-6])$/.exec(type)?.[1] ?? 0);
    if (!found) continue;
    faults.add(found > level + 1, 'UA 7.4.2', `H${found} after H${level}`);
    level = found;
  }
  faults.add(
    elements.filter(({ type }) => type === 'H1').length !== 1,
    'WCAG 1.3.1',
    'not one heading of the first level',
  );
}

function checkNotes(file: PdfFile, elements: readonly Element[], faults: Faults): void {
  const ids = elements.filter(({ type }) => type === 'Note').map(({ dict }) => file.text(dict['/ID']));
  faults.add(
    ids.some((id) => !id),
    'UA 7.9',
    'a note without identifier',
  );
  faults.add(new Set(ids).size !== ids.length, 'UA 7.9', 'notes with one identifier');
  faults.add(
    ids.length > 0 && file.dict(file.catalog['/StructTreeRoot'])['/IDTree'] === undefined,
    'UA 7.9',
    'identifiers without a tree',
  );
}

/** From a page or annotation back to its elements: complete, and the same elements. */
function checkParentTree(file: PdfFile, elements: readonly Element[], faults: Faults): void {
  const numbers = file.list(file.dict(file.dict(file.catalog['/StructTreeRoot'])['/ParentTree'])['/Nums']);
  const parents = new Map<number, unknown[]>();
  for (let index = 0; index + 1 < numbers.length; index += 2)
    parents.set(Number(numbers[index]), file.list(numbers[index + 1]));
  for (const { type, content, annotations, reference } of elements) {
    for (const { page, mcid } of content)
      faults.add(
        parents.get(Number(file.dict(page)['/StructParents']))?.[mcid] !== reference,
        'UA 7.1',
        `content ${mcid} of ${type} has another parent`,
      );
    for (const annotation of annotations)
      faults.add(
        parents.get(Number(file.dict(annotation)['/StructParent']))?.[0] !== reference,
        'UA 7.18.1',
        `an annotation in ${type} has another parent`,
      );
  }
}
