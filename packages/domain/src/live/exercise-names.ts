/*
 * Two exercises are stored under another name than theirs: in scripts, live events, the ids of steps, and approved
 * minutes. To change what is stored would take an upcast of each; so the stored names stand here, and nowhere else.
 * A file of its own, without a schema: phones load it.
 */

/** Fist to five (vuist tot vijf): how far each can go along, as zero to five fingers. */
export const FIST_TO_FIVE = 'agreement';

/** Promises (afspraken): who does what, and when. A sharing commitment (deelafspraak) is something else. */
export const PROMISES = 'commitments';
