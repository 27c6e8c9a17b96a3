/**
 * Names with their marks, in order: of each how many letters it shares with the one before (one sign, base 36), the other
 * letters, its marks in capitals. A text for each first letter, with `|` between names.
 */
export function packed(names: ReadonlyMap<string, string>): Record<string, string> {
  const texts: Record<string, string> = {};
  let before = '';
  for (const [name, marks] of [...names].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const letter = name[0]!;
    if (texts[letter] === undefined) before = '';
    let shared = 0;
    while (shared < 35 && shared < name.length && name[shared] === before[shared]) shared += 1;
    const entry = `${shared.toString(36)}${name.slice(shared)}${marks}`;
    texts[letter] = texts[letter] === undefined ? entry : `${texts[letter]}|${entry}`;
    before = name;
  }
  return texts;
}
