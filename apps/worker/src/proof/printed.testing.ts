import { execFileSync } from 'node:child_process';

/** What has to stand in print, in its order. A heading stands in the contents too; a table has its header on each page. */
export type Printed =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'table'; readonly caption: string; readonly header: string; readonly rows: readonly string[] };

const A4 = { width: 595, height: 842, top: 55, bottom: 50 };
/** Signs of a text without what only spaces them. */
const signsOf = (text: string): string => text.normalize('NFC').replace(/\s/gu, '');

/** Each page of a file between two heights, as poppler reads it, in the order in which it was written. */
function pagesOf(pdf: Buffer, from: number, to: number): string[] {
  const box = ['-x', '0', '-y', `${from}`, '-W', `${A4.width}`, '-H', `${to - from}`];
  const text = execFileSync('pdftotext', ['-raw', ...box, '-', '-'], {
    input: pdf,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return text.split('\f').slice(0, -1).map(signsOf);
}

/** What stands above and below each page. */
export const aroundPages = (pdf: Buffer): { readonly heads: string[]; readonly feet: string[] } => ({
  heads: pagesOf(pdf, 0, A4.top),
  feet: pagesOf(pdf, A4.height - A4.bottom, A4.height),
});

/** Reads a file from its first sign to its last along what has to stand there; whatever stands there else is a fault. */
export class Reading {
  readonly #pages: string[];
  #page = 0;
  #at = 0;
  /** The header of the table that is being read. */
  #repeated = '';

  constructor(pdf: Buffer) {
    this.#pages = pagesOf(pdf, A4.top, A4.height - A4.bottom);
  }

  /** Reads all of it. */
  along(title: string, printed: readonly Printed[], contents: string): void {
    const headings = printed.filter((one) => one.kind === 'heading');
    // many of them would fill pages: then the chapters alone
    const listed = headings.filter(({ level }) => level === 2 || headings.length <= 60);
    this.#take(title);
    const notes = printed.findIndex(({ kind }) => kind === 'heading');
    for (const one of printed.slice(0, notes)) this.#read(one);
    this.#take(contents);
    const promised = listed.map(({ text }) => {
      this.#take(text);
      return this.#number();
    });
    const found: number[] = [];
    for (const one of printed.slice(notes)) {
      this.#read(one);
      if (one.kind === 'heading' && listed.includes(one)) found.push(this.#page + 1);
    }
    if (promised.join() !== found.join()) throw new Error(`contents say ${promised.join()}, and it is ${found.join()}`);
    if (this.#rest() !== '' || this.#page < this.#pages.length - 1) throw this.#fault('nothing more');
  }

  #read(one: Printed): void {
    if (one.kind !== 'table') return this.#take(one.text);
    this.#take(one.caption);
    this.#take(one.header);
    this.#repeated = signsOf(one.header);
    for (const row of one.rows) this.#take(row);
    this.#repeated = '';
  }

  #rest(): string {
    return this.#pages[this.#page]?.slice(this.#at) ?? '';
  }

  #turn(): void {
    if (this.#rest() !== '' || this.#page >= this.#pages.length - 1) return;
    this.#page += 1;
    this.#at = this.#repeated !== '' && this.#rest0().startsWith(this.#repeated) ? this.#repeated.length : 0;
    this.#turn();
  }

  #rest0(): string {
    return this.#pages[this.#page]!;
  }

  #take(text: string): void {
    for (let left = signsOf(text); left !== '';) {
      this.#turn();
      const here = this.#rest().slice(0, left.length);
      if (here === '' || !left.startsWith(here)) throw this.#fault(text);
      this.#at += here.length;
      left = left.slice(here.length);
    }
  }

  #number(): number {
    this.#turn();
    const [digits = ''] = /^\d+/.exec(this.#rest()) ?? [];
    this.#at += digits.length;
    return Number(digits);
  }

  #fault(wanted: string): Error {
    const before = this.#rest0().slice(Math.max(0, this.#at - 60), this.#at);
    return new Error(
      `page ${this.#page + 1}, after “…${before}”: “${wanted}” has to follow, and “${this.#rest().slice(0, 160)}” does`,
    );
  }
}
