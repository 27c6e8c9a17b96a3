import type { CommandType } from '@buurtbalans/domain';

/**
 * What a decision asks for that neither the command nor the state has: the `account` of somebody who is appointed, `boundaries`
 * of areas, the `catalogue` of indicators, a `code` of the session that mails lead to, who stands behind `contributions`, the
 * `figures` and borders as they are now, the hash of a new `link`, `newer` figures than those that the trajectory has, the
 * `template` to which a trajectory would move.
 */
export type Need =
  | 'account'
  | 'boundaries'
  | 'catalogue'
  | 'code'
  | 'contributions'
  | 'figures'
  | 'link'
  | 'newer'
  | 'template';

/** Commands that need something, and what. */
const NEEDS: { readonly [T in CommandType]?: Need } = {
  Appoint: 'account',
  Reassign: 'account',
  SetArea: 'boundaries',
  ChooseIndicator: 'catalogue',
  TakeFigures: 'newer',
  InviteToSession: 'code',
  ReleaseStatement: 'contributions',
  ApproveSharedPicture: 'figures',
  AgreePlan: 'figures',
  RequestReport: 'figures',
  PublishReport: 'link',
  MoveToTemplate: 'template',
};

/** What a command needs, whatever was sent as one; undefined when it needs nothing. */
export function needOf(command: unknown): Need | undefined {
  const type = (command as { type?: unknown } | null)?.type;
  return typeof type === 'string' && Object.hasOwn(NEEDS, type) ? NEEDS[type as CommandType] : undefined;
}

/** Commands that let out what was released, or rest on it: it is counted before them who still stands behind it. */
const RESTS_ON_WRITERS: readonly CommandType[] = [
  'ApproveSharedPicture',
  'ConcludeDissent',
  'MakeResidentEdition',
  'AgreePlan',
  'RequestReport',
  'PublishReport',
  'ShareReport',
  'AdvancePhase',
];

/** Whether a command rests on who stands behind released statements, whatever was sent as one. */
export const restsOnWriters = (command: unknown): boolean =>
  RESTS_ON_WRITERS.includes((command as { type?: CommandType } | null)?.type as CommandType);
