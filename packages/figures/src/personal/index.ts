export type { PersonalSpan } from './found.ts';
export { personalSpans } from './personal-text.ts';
