import type { Sharing } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { showMoment } from '#lib/texts/moments.ts';
import { documentName } from '#lib/texts/names.ts';

/** A document that can be shared, as a choice. */
export function shareOption({
  document,
  language,
  pictureNumber,
  requestedAt,
}: Sharing['publishable'][number]): string {
  return m.share_option({
    document: documentName(document),
    language: language === 'nl' ? m.language_nl() : m.language_en(),
    number: pictureNumber,
    when: showMoment(requestedAt),
  });
}
