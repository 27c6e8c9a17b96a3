import type { Faults } from './fault.ts';
import type { PdfFile } from './read-pdf.ts';
import type { Element } from './structure.ts';

const ALLOWED = new Set([
  'Link',
  'Widget',
  'Text',
  'FreeText',
  'Line',
  'Square',
  'Circle',
  'Highlight',
  'Underline',
  'StrikeOut',
  'Stamp',
  'Popup',
  'PrinterMark',
]);

/** Annotations: each in the tree, with a text, printable, and reached in the order of the tree. */
export function checkAnnotations(file: PdfFile, elements: readonly Element[], faults: Faults): void {
  const owners = new Map(
    elements.flatMap((element) => element.annotations.map((annotation) => [annotation, element] as const)),
  );
  file.pages.forEach(({ page }, index) => {
    const annotations = file.list(page['/Annots']);
    const place = `page ${index + 1}`;
    faults.add(
      annotations.length > 0 && file.name(page['/Tabs']) !== 'S',
      'UA 7.18.3',
      `${place}: no order of the keyboard`,
    );
    for (const reference of annotations) {
      const annotation = file.dict(reference);
      const kind = file.name(annotation['/Subtype']);
      const owner = owners.get(String(reference));
      faults.add(!ALLOWED.has(kind), 'A 6.3.1', `${place}: annotation ${kind}`);
      faults.add(
        annotation['/StructParent'] === undefined || !owner,
        'UA 7.18.1',
        `${place}: ${kind} outside the tree`,
      );
      const flags = Number(file.get(annotation['/F']) ?? 0);
      // printed; not hidden, invisible, or shown on some devices only
      faults.add((flags & 4) === 0 || (flags & (1 | 2 | 32 | 256)) !== 0, 'A 6.3.2', `${place}: flags of ${kind}`);
      const contents = (file.text(annotation['/Contents']) ?? '').trim();
      if (kind === 'Link') {
        faults.add(owner !== undefined && owner.type !== 'Link', 'UA 7.18.5', `${place}: a link in ${owner?.type}`);
        faults.add(contents === '', 'UA 7.18.5', `${place}: a link without text`);
      } else if (kind === 'Widget') {
        faults.add(owner !== undefined && owner.type !== 'Form', 'UA 7.18.4', `${place}: a field in ${owner?.type}`);
        faults.add(
          (file.text(annotation['/TU']) ?? file.text(file.dict(annotation['/Parent'])['/TU']) ?? '').trim() === '',
          'UA 7.18.1',
          `${place}: a field without name`,
        );
      } else faults.add(contents === '' && kind !== 'Popup', 'UA 7.18.1', `${place}: ${kind} without text`);
      if (kind !== 'Link' && kind !== 'Popup')
        faults.add(
          file.dict(annotation['/AP'])['/N'] === undefined,
          'A 6.3.3',
          `${place}: ${kind} has no look of its own`,
        );
    }
  });
  const form = file.dict(file.catalog['/AcroForm']);
  faults.add(file.get(form['/NeedAppearances']) === true, 'A 6.4.1', 'fields are drawn by the reader');
  faults.add(form['/XFA'] !== undefined, 'A 6.4.2', 'a form in XFA');
}
