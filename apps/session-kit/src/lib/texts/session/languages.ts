import type { ParticipantLanguage } from '@buurtbalans/domain';

/** Languages of the participant's own screens, each by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<ParticipantLanguage, string>> = {
  nl: 'Nederlands',
  en: 'English',
  tr: 'Türkçe',
  ar: 'العربية',
  pl: 'Polski',
};
