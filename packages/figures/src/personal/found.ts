/** A part of a text that may lead to a person. `start` and `end` count characters from 0. */
export interface PersonalSpan {
  readonly kind: 'person' | 'house_number' | 'phone' | 'email' | 'citizen_number' | 'postcode';
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Where something begins and ends, before its words are taken from the text. */
export type Found = Omit<PersonalSpan, 'text'>;
