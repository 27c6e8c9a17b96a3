import data from '../../data/names/names.json' with { type: 'json' };
import { FREQUENT_ELSEWHERE, POLISH, STRONG, SURNAMES_ELSEWHERE } from './names-elsewhere.ts';
import { PARTICLES, withoutParticles } from './particles.ts';

/** How a name stands beside the words of the language: only a name, a word as well, or a word that is used all the time. */
export type Sense = 'name' | 'word' | 'common_word';

interface Known {
  readonly sense: Sense;
  readonly isFrequent: boolean;
}

/** What each set of marks says; the same for all names that have it. */
const KINDS = new Map<string, Known>();

function kindOf(marks: string): Known {
  const known = KINDS.get(marks);
  if (known) return known;
  const sense = marks.includes('C') ? 'common_word' : marks.includes('W') ? 'word' : 'name';
  const made: Known = { sense, isFrequent: marks.includes('F') };
  KINDS.set(marks, made);
  return made;
}

/** A list as `scripts/names/packed.ts` writes it; the names of a letter are unpacked when one of them is asked for. */
class Names {
  readonly #texts: Readonly<Record<string, string>>;
  readonly #read = new Map<string, ReadonlyMap<string, Known>>();

  constructor(texts: Readonly<Record<string, string>>) {
    this.#texts = texts;
  }

  get(name: string): Known | undefined {
    const letter = name[0] ?? '';
    let names = this.#read.get(letter);
    if (!names) {
      names = unpacked((Object.hasOwn(this.#texts, letter) && this.#texts[letter]) || '');
      this.#read.set(letter, names);
    }
    return names.get(name);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }
}

function unpacked(text: string): Map<string, Known> {
  const names = new Map<string, Known>();
  let before = '';
  for (const entry of text === '' ? [] : text.split('|')) {
    const marks = /[A-Z]*$/.exec(entry)![0];
    const name = before.slice(0, Number.parseInt(entry[0]!, 36)) + entry.slice(1, entry.length - marks.length);
    names.set(name, kindOf(marks));
    before = name;
  }
  return names;
}

const FIRST = new Names(data.first);
const LAST = new Names(data.last);
const COMMON = new Names(data.common);

/** What may stand behind a name without being of it: `'s`, an ending of Turkish, the s of a Dutch owner, a case of Polish. */
function* forms(folded: string): Iterable<string> {
  yield folded;
  const apostrophe = folded.indexOf("'", 2);
  if (apostrophe > 0) yield folded.slice(0, apostrophe);
  const hyphen = folded.indexOf('-', 2);
  if (hyphen > 0) yield folded.slice(0, hyphen);
  if (folded.length > 5 && folded.endsWith('s')) yield folded.slice(0, -1);
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
    const known = FIRST.get(form);
    if (known) return known;
  }
  return undefined;
}

/** What is known of a folded word as a surname, without its particles; undefined where it is none. */
export function surname(folded: string): Known | undefined {
  for (const form of forms(folded)) {
    const base = withoutParticles(form);
    if (SURNAMES_ELSEWHERE.has(base)) return NAME;
    const known = LAST.get(base);
    if (known) return known;
  }
  return undefined;
}

/** Whether a surname with its particles is so common that it says a person without a first name: `jansen`, `van den berg`. */
export function isCommonSurname(phrase: string): boolean {
  for (const form of forms(phrase)) {
    // what is a surname as it stands is no other one with an ending
    if (form !== phrase && LAST.has(withoutParticles(phrase))) return false;
    const base = withoutParticles(form);
    if (SURNAMES_ELSEWHERE.has(base) || POLISH_SURNAME.test(base)) return true;
    // the baker and the rose are no persons, whatever their capital; `van den Berg` is one
    const isWord = LAST.get(base)?.sense !== 'name';
    if (COMMON.has(form) && !(isWord && (base === form || /^(?:de|het|'t) /.test(form)))) return true;
  }
  return false;
}

/** `-owski`, `-ewska` and their cases are of surnames alone. */
const POLISH_SURNAME = /^.{2,}[oe]wsk(?:i|a|iego|iemu|im|iej)$/;

export const isParticle = (folded: string): boolean => PARTICLES.has(folded);
