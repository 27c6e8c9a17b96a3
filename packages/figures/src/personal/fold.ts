const OTHERS: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  đ: 'd',
  ة: 'ه',
  ى: 'ي',
  ـ: '',
  '’': "'",
  ʼ: "'",
};

/** A word as names are looked up: small letters without their marks, so that `Ayşe` and `Ayse` are one. */
export const fold = (word: string): string =>
  word
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[ıłøßæđةىـ’ʼ]/g, (letter) => OTHERS[letter]!);
