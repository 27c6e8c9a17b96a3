import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A value of the file as qpdf writes it: names begin with `/`, texts with `u:` or `b:`, references look like `12 0 R`. */
export type PdfValue = string | number | boolean | null | undefined | PdfValue[] | PdfDict;
/** A dictionary of the file. */
export interface PdfDict {
  readonly [key: string]: PdfValue;
}

interface RawObject {
  readonly value?: PdfValue;
  readonly stream?: { readonly dict: PdfDict; readonly data?: string };
}

const REFERENCE = /^\d+ \d+ R$/;

/** A PDF file taken apart by qpdf. */
export class PdfFile {
  readonly bytes: Buffer;
  readonly #objects: Readonly<Record<string, RawObject>>;

  constructor(bytes: Buffer) {
    this.bytes = bytes;
    const folder = mkdtempSync(join(tmpdir(), 'buurtbalans-pdf-'));
    try {
      const path = join(folder, 'file.pdf');
      writeFileSync(path, bytes);
      const json = execFileSync(
        'qpdf',
        ['--json=2', '--json-key=qpdf', '--json-stream-data=inline', '--decode-level=generalized', path],
        { maxBuffer: 1 << 30, encoding: 'utf8' },
      );
      this.#objects = (JSON.parse(json) as { qpdf: [unknown, Record<string, RawObject>] }).qpdf[1];
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Every object with its reference. */
  get objects(): [reference: string, value: PdfValue][] {
    return Object.entries(this.#objects).flatMap(([key, raw]) =>
      key.startsWith('obj:') ? [[key.slice(4), raw.value ?? raw.stream?.dict]] : [],
    );
  }

  get trailer(): PdfDict {
    return this.dict(this.#objects['trailer']?.value);
  }

  get catalog(): PdfDict {
    return this.dict(this.trailer['/Root']);
  }

  /** The pages in order, with their references. */
  get pages(): { reference: string; page: PdfDict }[] {
    const below = (node: PdfValue): { reference: string; page: PdfDict }[] => {
      const dict = this.dict(node);
      return dict['/Type'] === '/Pages'
        ? this.list(dict['/Kids']).flatMap(below)
        : [{ reference: String(node), page: dict }];
    };
    return below(this.catalog['/Pages']);
  }

  /** What a reference leads to; other values as they are. */
  get(value: PdfValue): PdfValue {
    let found = value;
    while (typeof found === 'string' && REFERENCE.test(found)) {
      const raw: RawObject | undefined = this.#objects[`obj:${found}`];
      found = raw?.value ?? raw?.stream?.dict ?? null;
    }
    return found;
  }

  /** A dictionary; an empty one for anything else. */
  dict(value: PdfValue): PdfDict {
    const found = this.get(value);
    return found && typeof found === 'object' && !Array.isArray(found) ? found : {};
  }

  /** A list; a single value as a list of one, and nothing as an empty one. */
  list(value: PdfValue): PdfValue[] {
    const found = this.get(value);
    if (found === null || found === undefined) return [];
    return Array.isArray(found) ? found : [value];
  }

  /** A text; undefined for anything else. */
  text(value: PdfValue): string | undefined {
    const found = this.get(value);
    return typeof found === 'string' && /^[ub]:/.test(found) ? found.slice(2) : undefined;
  }

  /** A name without its slash. */
  name(value: PdfValue): string {
    const found = this.get(value);
    return typeof found === 'string' && found.startsWith('/') ? found.slice(1) : '';
  }

  /** The unpacked content of a stream. */
  stream(reference: PdfValue): Buffer {
    const raw = typeof reference === 'string' ? this.#objects[`obj:${reference}`] : undefined;
    return Buffer.from(raw?.stream?.data ?? '', 'base64');
  }
}
