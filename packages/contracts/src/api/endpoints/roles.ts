import { type Role, ROLES } from '@buurtbalans/domain';

/** Every account. */
export const EVERY_ROLE = ROLES;

/** Which trajectories somebody sees; nobody else is told that they are there. Null: none at all. */
export const SEES_TRAJECTORY: Readonly<Record<Role, string | null>> = {
  programme_manager: 'every trajectory',
  facilitator: 'those that they facilitate',
  research_adviser: 'those that they advise',
  professional: 'those of which their organisation is in the alliance',
  stakeholder: 'those with an approved shared picture',
  administrator: null,
};

/** Whoever may be of a trajectory; {@link SEES_TRAJECTORY} says of which. */
export const OF_THE_TRAJECTORY = [
  'programme_manager',
  'facilitator',
  'research_adviser',
  'professional',
  'stakeholder',
] as const satisfies readonly Role[];

/** The facilitator; within a trajectory its own. */
export const FACILITATOR = ['facilitator'] as const satisfies readonly Role[];

/** Those who read what was written about a trajectory; all others see progress. */
export const READERS_OF_CONTENT = ['facilitator', 'research_adviser'] as const satisfies readonly Role[];

/** Those who look after the programme. */
export const PROGRAMME_MANAGER = ['programme_manager'] as const satisfies readonly Role[];

/** Those who look after the product. */
export const ADMINISTRATOR = ['administrator'] as const satisfies readonly Role[];

/** Those who bring files of figures and borders. */
export const IMPORTERS = ['facilitator', 'research_adviser', 'administrator'] as const satisfies readonly Role[];

/** Those who answer for what is official of figures and borders. */
export const RESPONSIBLE_FOR_FIGURES = ['research_adviser'] as const satisfies readonly Role[];

/** Those who see on a trajectory's page until when it is kept. */
export const ANSWERS_FOR_KEEPING = ['programme_manager', 'facilitator'] as const satisfies readonly Role[];

/** Those who invite people: the programme manager for trajectories, the administrator for all. */
export const INVITERS = ['programme_manager', 'administrator'] as const satisfies readonly Role[];
