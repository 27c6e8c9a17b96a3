import type { CommandType } from '../trajectory/trajectory.commands.ts';
import { withinFrame } from './role-frame.ts';
import type { CommandRule, Guard, MethodTemplate } from './method-template.ts';

/**
 * Commands about the trajectory as a case, which every template has without naming them. A template may name them to
 * set other roles, phases or conditions.
 */
const ENGINE_RULES: Partial<Record<CommandType, CommandRule>> = {
  Appoint: { roles: ['programme_manager'], guards: [] },
  Resume: { roles: ['facilitator', 'programme_manager'], guards: [] },
  CloseSession: { roles: ['facilitator'], guards: [] },
  Reassign: { roles: ['programme_manager'], guards: [] },
  InviteToSession: { roles: ['facilitator'], guards: [] },
  MoveTimer: { roles: ['facilitator', 'programme_manager'], guards: [] },
  CancelTimer: { roles: ['facilitator', 'programme_manager'], guards: [] },
  Reopen: { roles: ['programme_manager'], guards: [] },
  MoveToTemplate: { roles: ['facilitator', 'programme_manager'], guards: [] },
  CancelReport: { roles: ['facilitator', 'research_adviser', 'programme_manager'], guards: [] },
  RecordReport: { roles: ['system'], guards: [] },
  AgreePlan: { phases: ['plan', 'completed', 'review'], roles: ['facilitator'], guards: [] },
  PublishReport: { roles: ['facilitator'], guards: [] },
  ShareReport: { roles: ['facilitator'], guards: [] },
  WithdrawReportLink: { roles: ['facilitator'], guards: [] },
  FireTimer: { roles: ['system'], guards: [] },
  CountBehind: { roles: ['system'], guards: [] },
};

/** What the system itself sends: timers that are due, how documents ended, who still stands behind statements. No template has a say in it. */
export const OF_THE_SYSTEM: readonly CommandType[] = ['FireTimer', 'RecordReport', 'CountBehind'];

/**
 * The ways out: whoever may give them may give them in every phase and on no condition, or a session would stay open, a
 * link out and a trajectory paused for ever. A template says by whom.
 */
export const WAYS_OUT: readonly CommandType[] = [
  'Appoint',
  'Resume',
  'Reopen',
  'CloseSession',
  'CancelReport',
  'WithdrawReportLink',
  'MoveToTemplate',
];

/** Commands that a template which does not name them has as it has another: by whom and where figures are chosen, they are taken. */
const ALIKE: Partial<Record<CommandType, CommandType>> = { TakeFigures: 'ChooseIndicator' };

function ofApprovedPicture(id: string, template: MethodTemplate): Guard[] {
  return template.commands['ApproveSharedPicture'] ? [{ id, predicate: 'sharedPictureApproved', waivable: false }] : [];
}

/** Conditions that the engine sets beside those of a template. */
const ENGINE_GUARDS: Partial<Record<CommandType, (template: MethodTemplate) => readonly Guard[]>> = {
  // a round of dissent is about a picture that stands
  ConcludeDissent: (template) => ofApprovedPicture('conclusion-of-approved-picture', template),
  // figures are of an area
  TakeFigures: () => [{ id: 'figures-of-an-area', predicate: 'areaDrawn', waivable: false }],
  // who agrees to a plan knows what it rests on, who does what, and by when
  AgreePlan: () => [
    { id: 'agreement-on-approved-picture', predicate: 'sharedPictureApproved', waivable: false },
    { id: 'agreement-on-owned-actions', predicate: 'actionsOwnedAndDated', waivable: false },
  ],
  // and so is what residents read
  MakeResidentEdition: (template) => ofApprovedPicture('edition-of-standing-picture', template),
};

/** What a template says of a command, or the engine where the template is silent; undefined: nobody may give it. */
export function ruleOf(template: MethodTemplate, type: CommandType): CommandRule | undefined {
  if (OF_THE_SYSTEM.includes(type)) return ENGINE_RULES[type];
  const asNamed = template.commands[type] ?? template.commands[ALIKE[type] ?? type] ?? ENGINE_RULES[type];
  // who may move a trajectory on to another template is not for either of the two to say
  const named = type === 'MoveToTemplate' ? ENGINE_RULES[type] : asNamed;
  if (named === undefined) return undefined;
  const rule = { ...named, roles: withinFrame(type, named.roles) };
  if (WAYS_OUT.includes(type)) return { roles: rule.roles, guards: [] };
  // what the template asks already, and lets nobody waive, need not be asked twice
  const own = rule.guards.filter(({ waivable }) => !waivable).map(({ predicate }) => predicate);
  const guards = (ENGINE_GUARDS[type]?.(template) ?? []).filter(({ predicate }) => !own.includes(predicate));
  return guards.length === 0 ? rule : { ...rule, guards: [...rule.guards, ...guards] };
}
