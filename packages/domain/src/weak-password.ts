/** Fewest characters of a password. */
export const PASSWORD_LENGTH = 12;

/** Rows that are typed without a thought, with the product's own name; also backwards. */
const ROWS = ['01234567890123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiopasdfghjklzxcvbnm', 'azertyuiop'];
/** Words that guessers try first, with whatever stands around them. */
const WORDS = ['wachtwoord', 'password', 'welkom', 'welcome', 'buurtbalans', 'gemeente', 'geheim'];
/** What has to be left of a password when all of that is taken out. */
const LEFT = 6;
const DISTINCT = 5;

const reversed = (text: string): string => [...text].reverse().join('');

/** Takes runs of four and more of a row out of a text. */
function withoutRows(text: string): string {
  let left = text;
  for (const row of ROWS.flatMap((one) => [one, reversed(one)]))
    for (let length = Math.min(row.length, left.length); length >= 4; length -= 1)
      for (let at = 0; at + length <= row.length; at += 1) left = left.replaceAll(row.slice(at, at + length), '');
  return left;
}

/**
 * Whether a password is among those that a guesser tries first: too short, or hardly anything beside a name, an address, a
 * word as `wachtwoord`, a year or a row of keys. What it is made of is otherwise its owner's choice.
 */
export function isWeakPassword(password: string, of: { readonly name: string; readonly email: string }): boolean {
  const text = password.normalize('NFKC').toLowerCase();
  if ([...text].length < PASSWORD_LENGTH || new Set(text).size < DISTINCT) return true;
  const own = `${of.name} ${of.email}`
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2);
  let left = text;
  for (const word of [...own, ...WORDS].sort((one, other) => other.length - one.length))
    left = left.replaceAll(word, '');
  left = withoutRows(left)
    .replaceAll(/(19|20)\d\d/g, '')
    .replaceAll(/(.)\1{2,}/gu, '');
  return [...left.replaceAll(/[^\p{L}\p{N}]/gu, '')].length < LEFT;
}
