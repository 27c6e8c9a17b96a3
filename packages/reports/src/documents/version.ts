import type { DocumentKind } from '@buurtbalans/domain';
import { type Block, heading, paragraph, type Run } from '../model.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';
import type { Texts } from '../texts/texts.ts';

/** What a document says of itself when nobody has approved or agreed to what it shows; undefined when somebody has. */
export function conceptOf(
  { plan, picture, lapsed }: ReportSnapshot,
  kind: DocumentKind,
  texts: Texts,
): string | undefined {
  if (kind === 'minutes' || kind === 'profile') return undefined;
  // beside one that was agreed, what differs from it is what was not
  if (kind === 'plan' && plan) return plan.isShown ? undefined : texts.plan.conceptBeside(plan.number);
  if (kind === 'plan') return texts.plan.concept;
  if (picture.approvedOn !== null) return undefined;
  return lapsed ? texts.conceptAfter(lapsed.number) : texts.concept;
}

/** Which version a document is, in one sentence; a profile has none, and neither has a concept. */
export function versionOf({ plan, picture }: ReportSnapshot, kind: DocumentKind, writing: Writing): string | undefined {
  const { texts, date, list } = writing;
  if (kind === 'minutes' || kind === 'profile') return undefined;
  if (kind === 'plan')
    return plan?.isShown ? texts.plan.agreedBy(plan.number, date(plan.agreedOn), list(plan.organisations)) : undefined;
  return picture.approvedOn === null ? undefined : texts.version(picture.number, date(picture.approvedOn));
}

/** Of a concept that a version was approved before: from when to when, and what took that back. */
export function lapsedSaid({ lapsed }: ReportSnapshot, { texts, date }: Writing): string | undefined {
  return lapsed ? texts.lapsed(lapsed.number, date(lapsed.approvedOn), date(lapsed.until), lapsed.by) : undefined;
}

/** As of which moment it says what may change without another approval. */
export function standingOf({ standing, asOf }: ReportSnapshot, kind: DocumentKind, { texts, moment }: Writing): string {
  if (kind === 'minutes') return '';
  return `${standing === null ? '' : texts.standingOf(standing)}${texts.standing[kind](moment(asOf.at))}`;
}

/** Which version it is, what it rests on, what changed since the last, and as of when it stands. */
export function versionBlocks(snapshot: ReportSnapshot, kind: DocumentKind, writing: Writing): Block[] {
  const { texts } = writing;
  if (kind === 'minutes') return [];
  const standing = paragraph(standingOf(snapshot, kind, writing));
  if (kind === 'profile') return [heading(2, texts.versionTitle), standing];
  if (kind === 'plan')
    return [heading(2, texts.versionTitle), ...planSaid(snapshot, writing).map((said) => paragraph(said)), standing];
  const version = versionOf(snapshot, kind, writing);
  const lapsed = lapsedSaid(snapshot, writing);
  if (lapsed !== undefined) return [heading(2, texts.versionTitle), paragraph(lapsed)];
  return version === undefined
    ? []
    : [heading(2, texts.versionTitle), paragraph(version), standing, paragraph(changed(snapshot, writing))];
}

/** Which version of the plan it is, who has an action and is not named, what it stands beside, and on what it rests. */
export function planSaid(snapshot: ReportSnapshot, writing: Writing): string[] {
  const { texts, date, list } = writing;
  const { plan, picture, actions } = snapshot;
  const version = versionOf(snapshot, 'plan', writing);
  const owners = actions.flatMap(({ owner }) => owner ?? []);
  const notNamed = plan?.isShown
    ? new Set(owners.filter((owner) => !plan.organisations.includes(owner)))
    : new Set<string>();
  return [
    version ?? texts.plan.isConcept,
    ...(notNamed.size > 0 ? [texts.plan.notNamed(list([...notNamed]))] : []),
    ...(plan && !plan.isShown ? [texts.plan.beside(plan.number, date(plan.agreedOn))] : []),
    picture.approvedOn === null
      ? (lapsedSaid(snapshot, writing) ?? texts.concept)
      : texts.plan.restsOnPicture(picture.number, date(picture.approvedOn)),
  ];
}

function changed({ picture }: ReportSnapshot, { texts, said }: Writing): Run[] {
  return picture.changes
    ? [{ text: `${texts.changed}: `, strong: true }, said(picture.changes)]
    : [{ text: picture.number > 1 ? texts.noChanges : texts.firstVersion }];
}
