import { ProductError } from '@buurtbalans/contracts';
import { personalSpans } from '@buurtbalans/figures/personal';

/**
 * Whether something in these words seems to be about a person, of which their author was warned and says that it is not.
 *
 * @throws ProductError that names the words, where the author was not asked yet
 */
export function isSuspect(words: string, isConfirmed: boolean): boolean {
  const spans = words === '' ? [] : personalSpans(words);
  if (spans.length > 0 && !isConfirmed)
    throw new ProductError('CONTRIBUTION.PERSONAL', { spans: spans.map(({ text }) => text), found: spans });
  return spans.length > 0;
}
