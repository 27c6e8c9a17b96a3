/** Numbers below a hundred in words, in the five languages, folded; `one` and its like are articles too and count only within a run. */
const LISTS: readonly string[] = [
  'nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien',
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  'sifir bir iki uc dort bes alti yedi sekiz dokuz on',
  'zero jeden dwa trzy cztery piec szesc siedem osiem dziewiec dziesiec jedenascie dwanascie trzynascie czternascie pietnascie szesnascie siedemnascie osiemnascie dziewietnascie',
  'صفر واحد اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره',
];
const TENS: readonly string[] = [
  'twintig dertig veertig vijftig zestig zeventig tachtig negentig',
  'twenty thirty forty fifty sixty seventy eighty ninety',
  'yirmi otuz kirk elli altmis yetmis seksen doksan',
  'dwadziescia trzydziesci czterdziesci piecdziesiat szescdziesiat siedemdziesiat osiemdziesiat dziewiecdziesiat',
  'عشرون ثلاثون اربعون خمسون ستون سبعون ثمانون تسعون',
];

const VALUES = new Map<string, string>();
for (const list of LISTS) for (const [value, word] of list.split(' ').entries()) VALUES.set(word, String(value));
for (const list of TENS) for (const [index, word] of list.split(' ').entries()) VALUES.set(word, `${index + 2}0`);
const [units, tens] = [LISTS[0]!.split(' ').slice(1, 10), TENS[0]!.split(' ')];
for (const [unit, word] of units.entries())
  // een-en-twintig, twee-en-dertig; the two dots are folded away
  for (const [ten, its] of tens.entries()) VALUES.set(`${word}en${its}`, `${ten + 2}${unit + 1}`);
for (const [word, value] of [...VALUES].filter(([word]) => LISTS[1]!.includes(word)))
  for (const [ten, its] of TENS[1]!.split(' ').entries())
    if (/^[1-9]$/.test(value)) VALUES.set(`${its}-${word}`, `${ten + 2}${value}`);
VALUES.set('oh', '0');

/** The digits that a folded word says; undefined where it says no number below a hundred. */
export const digitsOf = (folded: string): string | undefined => VALUES.get(folded);

/** Words that say "one", and are articles too. */
export const isOne = (folded: string): boolean => VALUES.get(folded) === '1';
