import type { CommandType } from '../trajectory/trajectory.commands.ts';
import type { CommandRule, MethodTemplate } from './method-template.ts';

/**
 * Commands about the trajectory as a case, which every template has without naming them. A template may name them to
 * set other roles, phases or conditions.
 */
const ENGINE_RULES: Partial<Record<CommandType, CommandRule>> = {
  Reassign: { roles: ['programme_manager'], guards: [] },
  InviteToSession: { roles: ['facilitator'], guards: [] },
  MoveTimer: { roles: ['facilitator', 'programme_manager'], guards: [] },
  CancelTimer: { roles: ['facilitator', 'programme_manager'], guards: [] },
  Reopen: { roles: ['programme_manager'], guards: [] },
  MoveToTemplate: { roles: ['programme_manager'], guards: [] },
  CancelReport: { roles: ['facilitator', 'research_adviser', 'programme_manager'], guards: [] },
  RecordReport: { roles: ['system'], guards: [] },
  PublishReport: { roles: ['facilitator'], guards: [] },
  ShareReport: { roles: ['facilitator'], guards: [] },
  WithdrawReportLink: { roles: ['facilitator'], guards: [] },
  FireTimer: { roles: ['system'], guards: [] },
};

/** What a template says of a command, or the engine where the template is silent; undefined: nobody may give it. */
export function ruleOf(template: MethodTemplate, type: CommandType): CommandRule | undefined {
  return template.commands[type] ?? ENGINE_RULES[type];
}
