import fc from 'fast-check';
import type { MethodTemplate } from '../template/method-template.ts';
import { FACILITATOR, Given, MANAGER } from './given.testing.ts';
import { COMMAND_TYPES, type CommandType } from './trajectory.commands.ts';
import { commandAt, senderOf, towards } from './walker.testing.ts';

/** Walks of each rule: 150 in `npm test`, as many as wanted with `npm run walks -- NUMBER`. */
export const WALKS = Number(process.env.WALKS ?? 150);

/** A step of a walk: a command of some type about something there, or the one that leads to the next phase. */
export type Step = { readonly type: CommandType; readonly number: number } | 'onwards';

const about = (types: readonly CommandType[]): fc.Arbitrary<Step> =>
  fc.record({ type: fc.constantFrom(...types), number: fc.nat(500) });

/** What is built upon something, and what takes that away again: the steps in which a rule of the state could break. */
const BUILDING: readonly CommandType[] = [
  'SetEvidence',
  'SetEvidence',
  'RecordCheck',
  'RecordCheck',
  'ChooseIndicator',
  'DropIndicator',
  'TakeFigures',
  'RecordFinding',
  'DropFinding',
  'ReleaseStatement',
  'RetractStatement',
  'ApproveSharedPicture',
  'ApproveSharedPicture',
  'ConcludeDissent',
  'ConcludeDissent',
  'MakeResidentEdition',
  'PlanAction',
  'AgreePlan',
  'AgreePlan',
  'DropAction',
  'RecordDissent',
  'OpenGap',
  'GoBack',
  'SetArea',
  'PlanSession',
  'OpenSession',
  'Waive',
];

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('onwards' as const) },
  { weight: 5, arbitrary: about(BUILDING) },
  { weight: 2, arbitrary: about(COMMAND_TYPES.filter((type) => type !== 'Stop')) },
);
/** Walks through a template: steps of all kinds, and many onwards. */
export const walks = fc.array(step, { minLength: 5, maxLength: 140, size: 'max' });

/** A trajectory with its facilitator. */
export function begun(template: MethodTemplate): Given {
  const given = new Given(template);
  given.do(
    {
      type: 'CreateTrajectory',
      name: 'Slotermeer',
      districtCode: 'SD0363F',
      templateId: template.id,
      templateVersion: template.version,
    },
    MANAGER,
  );
  given.do({ type: 'Appoint', accountId: FACILITATOR.accountId!, role: 'facilitator' }, MANAGER);
  return given;
}

/** Takes one step, as whoever would give the command. */
export function take(given: Given, taken: Step): void {
  if (taken !== 'onwards') {
    given.try(
      commandAt(taken.type, given.state!, given.template, taken.number),
      senderOf(taken.type, taken.number),
      given.template,
    );
    return;
  }
  const command = towards(given.state!, given.template, given.now);
  if (command) given.try(command, command.type === 'Appoint' ? MANAGER : FACILITATOR);
}
