import type { CommandType } from '../trajectory/trajectory.commands.ts';
import type { CommandRule } from './method-template.ts';

type Roles = CommandRule['roles'];

/** Who may ever give a command, whatever a template says. A facilitator or adviser only where appointed. */
const LEADS: Roles = ['programme_manager'];
const STEERS: Roles = ['facilitator', 'programme_manager'];
const RESEARCHES: Roles = ['facilitator', 'research_adviser'];
const FACILITATES: Roles = ['facilitator'];

/** What is not named here is for facilitators alone: sessions, what is released, found, planned, published. */
const FRAME: Partial<Record<CommandType, Roles>> = {
  CreateTrajectory: LEADS,
  Appoint: LEADS,
  Dismiss: LEADS,
  Reassign: LEADS,
  Reopen: LEADS,
  Pause: STEERS,
  Resume: STEERS,
  Stop: STEERS,
  MoveTimer: STEERS,
  CancelTimer: STEERS,
  MoveToTemplate: STEERS,
  SetArea: RESEARCHES,
  WriteQuestion: RESEARCHES,
  ChooseIndicator: RESEARCHES,
  TakeFigures: RESEARCHES,
  DropIndicator: RESEARCHES,
  CommentOnIndicator: RESEARCHES,
  SignOffIntake: RESEARCHES,
  SetEvidence: RESEARCHES,
  RecordCheck: RESEARCHES,
  OpenGap: RESEARCHES,
  AssignGap: RESEARCHES,
  AnswerGap: RESEARCHES,
  RequestReport: RESEARCHES,
  CancelReport: [...RESEARCHES, 'programme_manager'],
  FireTimer: ['system'],
  RecordReport: ['system'],
  CountBehind: ['system'],
};

/** The widest that a template can open a command. */
export const frameOf = (type: CommandType): Roles => FRAME[type] ?? FACILITATES;

/**
 * The roles of a rule as far as they are within the frame: templates of earlier versions could name any. Where none is
 * left, those of the frame, so that no way out is closed.
 */
export function withinFrame(type: CommandType, roles: Roles): Roles {
  const frame = frameOf(type);
  const within = roles.filter((role) => frame.includes(role));
  return within.length > 0 ? within : frame;
}
