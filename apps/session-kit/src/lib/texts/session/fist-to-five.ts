import { m } from '#lib/paraglide/messages.js';

const meanings = [
  m.phone_fist_to_five_0,
  m.phone_fist_to_five_1,
  m.phone_fist_to_five_2,
  m.phone_fist_to_five_3,
  m.phone_fist_to_five_4,
  m.phone_fist_to_five_5,
];

/** What holding up this many fingers means, in words. */
export const fingersMeaning = (fingers: number): string => meanings[fingers]?.() ?? '';
