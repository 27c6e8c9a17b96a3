import type { z } from 'zod';
import { caseCommands } from '../case/case.commands.ts';
import { documentCommands } from '../documents/documents.commands.ts';
import { findingCommands } from '../findings/findings.commands.ts';
import { intakeCommands } from '../intake/intake.commands.ts';
import { planCommands } from '../plan/plan.commands.ts';
import { sessionCommands } from '../sessions/sessions.commands.ts';
import { sharingCommands } from '../sharing/sharing.commands.ts';

/** Schema of each command of a trajectory, by its type. Ids of new things are made by the sender. */
export const commandSchemas = {
  ...caseCommands,
  ...intakeCommands,
  ...sessionCommands,
  ...findingCommands,
  ...planCommands,
  ...documentCommands,
  ...sharingCommands,
} as const;

/** Name of a command. */
export type CommandType = keyof typeof commandSchemas;

/** A validated command of the given type. */
export type CommandOf<T extends CommandType> = z.infer<(typeof commandSchemas)[T]>;

/** Any validated command. */
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** What a sender may write: fields with a default may be left out. */
export type CommandInput = { [T in CommandType]: z.input<(typeof commandSchemas)[T]> }[CommandType];

/** Names of all commands. */
export const COMMAND_TYPES = Object.keys(commandSchemas) as readonly CommandType[];
