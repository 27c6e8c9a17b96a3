import { join } from 'node:path';
import { COMMAND_TYPES, type CommandType, defaultTemplate, type Role, ROLES, ruleOf } from '@buurtbalans/domain';
import { type Endpoint, endpointsByFeature, FACTS, SEES_TRAJECTORY } from '../src/index.ts';

/** Who may do what, for whoever has to answer for it. */
export const ACCESS_FILE = join(import.meta.dirname, '..', '..', '..', 'docs', 'who-may-do-what.md');

/** Roles as they are called, in English and as the screens call them in Dutch. */
const NAMES: Readonly<Record<Role, readonly [english: string, dutch: string]>> = {
  programme_manager: ['programme manager', 'programmamanager'],
  facilitator: ['facilitator', 'procesbegeleider'],
  research_adviser: ['research adviser', 'onderzoeksadviseur'],
  professional: ['professional', 'professional'],
  stakeholder: ['stakeholder', 'belanghebbende'],
  administrator: ['administrator', 'beheerder'],
};

const FEATURES: Readonly<Record<keyof typeof endpointsByFeature, string>> = {
  people: 'Signing in, and people',
  provider: 'Signing in by the organisation',
  accounts: 'Accounts',
  secondFactor: 'The second factor',
  organisations: 'Organisations',
  programme: 'The programme',
  trajectories: 'Trajectories',
  templates: 'Templates of the method',
  figures: 'Areas, figures and files with more of them',
  deliveries: 'Deliveries of figures and borders',
  sessions: 'Sessions',
  live: 'What happens in a session',
  harvest: 'What comes of sessions',
  findings: 'What lies in the lanes',
  reports: 'Documents',
  sharing: 'Documents that leave',
  queues: 'Background work',
  audit: 'Who read and changed what',
  retention: 'How long trajectories are kept',
  ownData: 'What is kept of somebody with an account',
};

const HEAD = `# Who may do what

Made from the endpoint table in \`packages/contracts/src/api/endpoints\` by \`npm run docs:access\`; the engine's guard, its
OpenAPI document, the screens and their tests take it from there too ([ADR 33](adr/0033-the-whole-endpoint-table.md)).

An account has one role. A participant of a session has none: a resident or professional who came in by its code, and acts in
that session alone. Where a line says *within the trajectory*, an account has to see that trajectory as well. To all
others it is not there:

`;

const nameOf = (role: Role): string => {
  const [english, dutch] = NAMES[role];
  return english === dutch ? english : `${english} (*${dutch}*)`;
};

/** Who may call one endpoint, and what decides besides. */
function callersOf({ access, roles = [], within, facts = [] }: Endpoint): string {
  const isOfAll =
    within !== undefined && roles.length === SEEING.length && SEEING.every((role) => roles.includes(role));
  const accounts = isOfAll
    ? ['whoever sees the trajectory']
    : roles.length === ROLES.length
      ? ['every account']
      : roles.map(nameOf);
  const participants = access === 'participant' || access === 'staff_or_participant' ? ['participant'] : [];
  // a link or a code is all that is asked then
  const anybody = access === 'public' && facts.length === 0 ? ['anybody'] : [];
  const places = [
    ...(within === 'session' && participants.length > 0 ? ['of that session'] : []),
    ...(within && accounts.length > 0 && !isOfAll ? ['within the trajectory'] : []),
  ];
  const who = [[...anybody, ...accounts, ...participants].join(', '), ...places]
    .filter((part) => part !== '')
    .join('; ');
  return [who, ...facts.map((fact) => FACTS[fact])].filter((line) => line !== '').join('<br>');
}

const SEEING = ROLES.filter((role) => SEES_TRAJECTORY[role] !== null);

/** What a file may be that is offered or answered. */
const filesOf = ({ upload, produces }: Endpoint): string =>
  [
    ...(upload ? [`Takes a file of at most ${upload.limit.told}.`] : []),
    ...(produces ? [`Gives ${produces.map((mime) => `\`${mime}\``).join(', ')}.`] : []),
  ].join(' ');

/** Who gives a command, by the template that comes along. */
function giversOf(type: CommandType): string {
  const roles = ruleOf(defaultTemplate, type)?.roles ?? [];
  return roles.map((role) => (role === 'system' ? 'the product itself' : nameOf(role))).join(', ') || 'nobody';
}

/** The commands to a trajectory by name, with who gives them. */
function commandTable(): string {
  const { id, version } = defaultTemplate;
  const lines = COMMAND_TYPES.toSorted().map((type) => `| \`${type}\` | ${giversOf(type)} |\n`);
  const head = `As \`${id}\`, version ${version}, has it; another template can say otherwise.`;
  return `\n## Commands to a trajectory\n\n${head}\n\n| command | given by |\n|---|---|\n${lines.join('')}`;
}

/** What stands in {@link ACCESS_FILE}: each role with the trajectories that it sees, each endpoint with who may call it. */
export function accessFile(): string {
  const roles = ROLES.map((role) => `| ${nameOf(role)} | \`${role}\` | ${SEES_TRAJECTORY[role] ?? 'none'} |\n`);
  const features = Object.entries(endpointsByFeature).map(([feature, endpoints]) => {
    const lines = Object.entries<Endpoint>(endpoints).map(([id, endpoint]) => {
      const what = `${endpoint.summary}. ${filesOf(endpoint)}`.trim();
      return `| ${what}<br>\`${id}\`: \`${endpoint.method} ${endpoint.path}\` | ${callersOf(endpoint)} |\n`;
    });
    return `\n## ${FEATURES[feature as keyof typeof FEATURES]}\n\n| what | who |\n|---|---|\n${lines.join('')}`;
  });
  return `${HEAD}| role | in the API | sees |\n|---|---|---|\n${roles.join('')}${features.join('')}${commandTable()}`;
}
