import type { OrganisationState } from '../intake/intake.state.ts';
import type { StatementState } from './findings.state.ts';

/** Why words and place of a statement leave, or do not. */
export const DISCLOSURE_REASONS = ['agreed', 'not_agreed', 'enough', 'too_few'] as const;

/** What of a statement leaves: is printed, drawn, exported, or counted anywhere outside its lane. */
export interface Disclosure {
  readonly words: boolean;
  /** Never without the words; false too where it has no place. */
  readonly place: boolean;
  readonly because: (typeof DISCLOSURE_REASONS)[number];
}

/** Whether an organisation agreed that its knowledge leaves in words; what a commitment from before 0.4 says of it is nothing. */
export function sharesWords({ commitment }: OrganisationState): boolean {
  return commitment.status === 'signed' && commitment.words === true;
}

/** Organisations among these that did not agree that their words leave. */
export function withoutAgreement(
  ids: readonly string[],
  organisations: Readonly<Record<string, OrganisationState>>,
): string[] {
  return ids.filter((one) => !Object.hasOwn(organisations, one) || !sharesWords(organisations[one]!));
}

/**
 * What of a statement leaves: the one rule, which every form asks. What a professional says is the organisation's
 * knowledge, and leaves when all organisations behind it agreed in their sharing commitments. What residents say leaves
 * when as many of them stand behind it as the template has it, and its place when as many of them named that. A statement
 * of before 0.4 has numbers of sources, and is held to those.
 */
export function disclosureOf(
  { behind, sources = 0, place }: Pick<StatementState, 'behind' | 'sources' | 'place'>,
  organisations: Readonly<Record<string, OrganisationState>>,
  threshold: number,
): Disclosure {
  const told = (words: boolean, because: Disclosure['because'], at = words): Disclosure => ({
    words,
    place: words && at && place !== null,
    because,
  });
  if (behind && 'organisationIds' in behind) {
    // all of them can have taken back what they wrote
    const { organisationIds } = behind;
    const agreed = organisationIds.length > 0 && withoutAgreement(organisationIds, organisations).length === 0;
    return told(agreed, agreed ? 'agreed' : 'not_agreed');
  }
  const { residents, atPlace } = behind ?? { residents: sources, atPlace: sources };
  return residents < threshold ? told(false, 'too_few') : told(true, 'enough', atPlace >= threshold);
}
