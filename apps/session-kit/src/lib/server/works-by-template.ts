import { mayCall } from '@buurtbalans/contracts';
import { COMMAND_TYPES, type CommandType, defaultTemplate, type Role, ruleOf } from '@buurtbalans/domain';

/** Whether somebody of this role gives a command, by the template that a new trajectory gets. */
export const gives = (type: CommandType, role: Role | undefined): boolean =>
  role !== undefined && (ruleOf(defaultTemplate, type)?.roles.includes(role) ?? false);

/** Whether templates are anything to somebody of this role: they give commands by one, or write them. */
export const worksByTemplate = (role: Role): boolean =>
  mayCall('createTemplate', role) || COMMAND_TYPES.some((type) => gives(type, role));
