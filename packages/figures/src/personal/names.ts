import data from '../../data/names/names.json' with { type: 'json' };
import { FREQUENT_ELSEWHERE, POLISH, STRONG, SURNAMES_ELSEWHERE } from './names-elsewhere.ts';
import { PARTICLES, withoutParticles } from './particles.ts';

/** How a name stands beside the words of the language: only a name, a word as well, or a word that is used all the time. */
export type Sense = 'name' | 'word' | 'common_word';

interface Known {
  readonly sense: Sense;
  readonly isFrequent: boolean;
}

interface Book {
  readonly first: ReadonlyMap<string, Known>;
  readonly last: ReadonlyMap<string, Known>;
  readonly common: ReadonlyMap<string, Known>;
}

/** Reads names as `scripts/names/packed.ts` writes them. */
function unpacked(texts: Readonly<Record<string, string>>): Map<string, Known> {
  const kinds = new Map<string, Known>();
  const names = new Map<string, Known>();
  for (const text of Object.values(texts)) {
    let before = '';
    for (const entry of text.split('|')) {
      const marks = /[A-Z]*$/.exec(entry)![0];
      const name = before.slice(0, Number.parseInt(entry[0]!, 36)) + entry.slice(1, entry.length - marks.length);
      let known = kinds.get(marks);
      if (!known) {
        const sense = marks.includes('C') ? 'common_word' : marks.includes('W') ? 'word' : 'name';
        kinds.set(marks, (known = { sense, isFrequent: marks.includes('F') }));
      }
      names.set((before = name), known);
    }
  }
  return names;
}

let read: Book | undefined;

/** The lists, unpacked when a text is looked at for the first time: some 110,000 names. */
function book(): Book {
  read ??= { first: unpacked(data.first), last: unpacked(data.last), common: unpacked(data.common) };
  return read;
}

/** What may stand behind a name without being of it: `'s`, an ending of Turkish, the s of a Dutch owner, a case of Polish. */
function* forms(folded: string): Iterable<string> {
  yield folded;
  const apostrophe = folded.indexOf("'", 2);
  if (apostrophe > 0) yield folded.slice(0, apostrophe);
  const hyphen = folded.indexOf('-', 2);
  if (hyphen > 0) yield folded.slice(0, hyphen);
  if (folded.length > 4 && folded.endsWith('s')) yield folded.slice(0, -1);
  for (const ending of ['iego', 'iemu', 'iej', 'ego', 'emu', 'owi', 'iem', 'em', 'im', 'ie', 'a', 'u', 'y', 'i', 'e']) {
    if (!folded.endsWith(ending)) continue;
    const stem = folded.slice(0, -ending.length);
    for (const polish of [stem, `${stem}a`, `${stem}i`]) if (POLISH.has(polish)) yield polish;
  }
}

const NAME: Known = { sense: 'name', isFrequent: true };

/** What is known of a folded word as a first name; undefined where it is none. */
export function firstName(folded: string): Known | undefined {
  for (const form of forms(folded)) {
    if (STRONG.has(form) || FREQUENT_ELSEWHERE.has(form) || POLISH.has(form)) return NAME;
    const known = book().first.get(form);
    if (known) return known;
  }
  return undefined;
}

/** What is known of a folded word as a surname, without its particles; undefined where it is none. */
export function surname(folded: string): Known | undefined {
  for (const form of forms(folded)) {
    const base = withoutParticles(form);
    if (SURNAMES_ELSEWHERE.has(base)) return NAME;
    const known = book().last.get(base);
    if (known) return known;
  }
  return undefined;
}

/** Whether a surname with its particles is so common that it says a person without a first name: `jansen`, `van den berg`. */
export function isCommonSurname(phrase: string): boolean {
  for (const form of forms(phrase)) {
    // what is a surname as it stands is no other one with an ending
    if (form !== phrase && book().last.has(withoutParticles(phrase))) return false;
    const base = withoutParticles(form);
    if (SURNAMES_ELSEWHERE.has(base) || POLISH_SURNAME.test(base)) return true;
    // the baker and the rose are no persons, whatever their capital; `van den Berg` is one
    const isWord = book().last.get(base)?.sense !== 'name';
    if (book().common.has(form) && !(isWord && (base === form || /^(?:de|het|'t) /.test(form)))) return true;
  }
  return false;
}

/** `-owski`, `-ewska` and their cases are of surnames alone. */
const POLISH_SURNAME = /^.{2,}[oe]wsk(?:i|a|iego|iemu|im|iej)$/;

export const isParticle = (folded: string): boolean => PARTICLES.has(folded);
