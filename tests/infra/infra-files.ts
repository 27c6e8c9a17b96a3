import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { parse } from 'yaml';

export const ROOT = join(import.meta.dirname, '..', '..');
export const CONTAINERS = ['engine', 'worker', 'session-kit', 'launcher'] as const;
/** Programs that listen or work for as long as the product runs. */
export const PROGRAMS = ['engine', 'worker', 'session-kit'] as const;
export type Program = (typeof PROGRAMS)[number];

/** One instruction of a container file; words as they stand there. */
export interface Line {
  readonly keyword: string;
  readonly words: readonly string[];
  /** Name of the stage that a COPY takes from; absent where it takes from the repository. */
  readonly from?: string | undefined;
}

/** One stage of a container file. */
export interface Stage {
  readonly base: string;
  readonly name: string | undefined;
  readonly lines: readonly Line[];
}

const lineOf = (instruction: Instruction): Line => ({
  keyword: instruction.getKeyword(),
  words: instruction.getArguments().map((argument) => argument.getValue()),
  from: /--from=(\S+)/.exec(instruction.getTextContent())?.[1],
});

/** Stages of a container file, the one that is shipped last. */
export function stagesOf(container: string): Stage[] {
  const text = readFileSync(join(ROOT, 'infra', 'containers', container, 'Dockerfile'), 'utf8');
  const stages: { base: string; name: string | undefined; lines: Line[] }[] = [];
  for (const instruction of DockerfileParser.parse(text).getInstructions()) {
    const line = lineOf(instruction);
    if (line.keyword === 'FROM') stages.push({ base: line.words[0]!, name: line.words[2], lines: [] });
    else stages.at(-1)!.lines.push(line);
  }
  return stages;
}

/** Words of CMD, ENTRYPOINT or HEALTHCHECK, which stand as JSON; undefined when the stage has none of it, or no JSON. */
export function wordsOf({ lines }: Stage, keyword: string): string[] | undefined {
  const said = lines.findLast((line) => line.keyword === keyword)?.words.join(' ');
  const json = said && /\[.*\]$/.exec(said)?.[0];
  return json ? (JSON.parse(json) as string[]) : undefined;
}

/** A service of the compose file, as far as the tests read it. */
export interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly profiles?: readonly string[];
  readonly volumes?: readonly string[];
  readonly healthcheck?: { readonly test: readonly string[] };
  readonly deploy?: { readonly replicas: number };
  readonly [key: string]: unknown;
}

const compose = (): string => readFileSync(join(ROOT, 'infra', 'compose.yaml'), 'utf8');

/** A value for each variable that has to be given. */
export const VALUES = {
  POSTGRES_PASSWORD: 'p',
  OWNER_PASSWORD: 'o',
  ENGINE_PASSWORD: 'e',
  WORKER_PASSWORD: 'w',
  BUURTBALANS_SECRET: 's'.repeat(40),
  PUBLIC_URL: 'https://example.nl',
};

/** The statements of the script that a new volume of the database runs, with the password of the owner put in. */
export const ownerStatements = (password: string): string =>
  /<<'SQL'\n(.*?)\nSQL/s
    .exec(readFileSync(join(ROOT, 'infra', 'database', 'owner.sh'), 'utf8'))![1]!
    .replace(":'password'", `'${password}'`);

/** Services with `${NAME}`, `${NAME:-otherwise}` and `${NAME:?}` put in. @throws for one that is asked for and not given */
export function servicesWith(values: Readonly<Record<string, string>>): Record<string, Service> {
  const filled = (text: string): string =>
    text.replaceAll(/\$\{(\w+)(?::(-|\?)([^}]*))?\}/g, (_all, name: string, kind?: string, other = '') => {
      if (values[name]) return values[name];
      if (kind !== '-') throw new Error(`${name} is not given`);
      return other as string;
    });
  return (
    parse(compose(), (_key, value: unknown) => (typeof value === 'string' ? filled(value) : value), {
      merge: true,
    }) as {
      services: Record<string, Service>;
    }
  ).services;
}

/** Names of the values that the compose file asks for. */
export const composeValues = (): string[] => [
  ...new Set([...compose().matchAll(/\$\{(\w+)/g)].map(([, name]) => name!)),
];
