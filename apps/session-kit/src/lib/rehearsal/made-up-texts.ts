import type { CardKind, Theme } from '@buurtbalans/domain';
import { THEMES } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';
import type { MadeUpTexts } from './made-up.ts';

const SIGNS: Readonly<Record<string, CardKind>> = { '-': 'weak_spot', '+': 'promising_spot', '!': 'signal' };
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

/** Cards from lines such as `+ youth: text`. */
export function cardsOf(text: string): MadeUpTexts['cards'] {
  return lines(text).flatMap((line) => {
    const [, sign = '', theme = '', rest = ''] = /^([-+!]) (\w+): (.+)$/.exec(line) ?? [];
    const kind = SIGNS[sign];
    return kind && (THEMES as readonly string[]).includes(theme) ? [{ kind, theme: theme as Theme, text: rest }] : [];
  });
}

/** What made-up people say, in the language of the screen. */
export const madeUpTexts = (): MadeUpTexts => ({
  cards: cardsOf(m.rehearsal_cards()),
  words: lines(m.rehearsal_words()),
  needs: lines(m.rehearsal_needs()),
  sentences: lines(m.rehearsal_sentences()),
  notes: lines(m.rehearsal_notes()),
});
