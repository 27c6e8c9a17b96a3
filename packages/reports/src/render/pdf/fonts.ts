import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The family that texts are set in. */
export const FAMILY = 'NotoSans';
/** Families that fill in what it lacks, in the order in which they are tried: arrows and signs, symbols, pictures. */
export const MORE_FAMILIES = ['NotoSansMath', 'NotoSansSymbols', 'NotoEmoji'] as const;

/** Files of a family. */
export type Styles = Readonly<Record<'normal' | 'bold' | 'italics' | 'bolditalics', string>>;

const require = createRequire(import.meta.url);
const file = (name: string, ...path: string[]): string =>
  join(dirname(require.resolve(`${name}/package.json`)), ...path);
const noto = (style: string): string => file('@expo-google-fonts/noto-sans', style, `NotoSans_${style}.ttf`);
const oneStyle = (path: string): Styles => ({ normal: path, bold: path, italics: path, bolditalics: path });

/** Every font that a document can be set in. */
export const FAMILIES: Readonly<Record<string, Styles>> = {
  [FAMILY]: {
    normal: noto('400Regular'),
    bold: noto('700Bold'),
    italics: noto('400Regular_Italic'),
    bolditalics: noto('700Bold_Italic'),
  },
  NotoSansMath: oneStyle(file('@fontsource/noto-sans-math', 'files', 'noto-sans-math-latin-400-normal.woff')),
  NotoSansSymbols: oneStyle(
    file('@fontsource/noto-sans-symbols-2', 'files', 'noto-sans-symbols-2-symbols-400-normal.woff'),
  ),
  NotoEmoji: oneStyle(file('@expo-google-fonts/noto-emoji', '400Regular', 'NotoEmoji_400Regular.ttf')),
};
