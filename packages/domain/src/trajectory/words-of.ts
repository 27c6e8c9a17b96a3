import { z } from 'zod';
import { liveCommandSchemas } from '../live/live.commands.ts';
import { commandSchemas } from './trajectory.commands.ts';

/**
 * Whether a schema is of words that people write. These are trimmed, and nothing else is: ids, days, codes and keys are
 * taken as they come. `words-of.unit.spec.ts` lists all fields of all commands by it.
 */
const isOfWords = ({ def }: z.ZodString): boolean =>
  (def.checks ?? []).some((check) => check._zod.def.check === 'overwrite');

/** What lies below a schema at a value; a variant is the one that its discriminator names. */
function below(schema: z.ZodType, value: unknown): readonly (readonly [z.ZodType, unknown])[] {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodNullable || schema instanceof z.ZodOptional)
    return [[schema.def.innerType as z.ZodType, value]];
  if (schema instanceof z.ZodExactOptional) return [[schema.def.innerType as z.ZodType, value]];
  if (typeof value !== 'object' || value === null) return [];
  if (schema instanceof z.ZodArray)
    return Array.isArray(value) ? value.map((item) => [schema.def.element as z.ZodType, item] as const) : [];
  if (schema instanceof z.ZodRecord)
    return Object.values(value).map((item) => [schema.def.valueType as z.ZodType, item] as const);
  const held = value as Readonly<Record<string, unknown>>;
  if (schema instanceof z.ZodDiscriminatedUnion) {
    const name = schema.def.discriminator;
    const options = schema.def.options as readonly z.ZodObject[];
    const option = options.find((one) => one.shape[name]?.safeParse(held[name]).success);
    return option ? [[option, value]] : [];
  }
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([key, field]) =>
      Object.hasOwn(held, key) ? [[field as z.ZodType, held[key]] as const] : [],
    );
  return [];
}

/** Schemas that have words somewhere; the others, like those of borders, are not gone into. */
const known = new WeakMap<z.ZodType, boolean>();

function hasWords(schema: z.ZodType): boolean {
  const before = known.get(schema);
  if (before !== undefined) return before;
  const has = partsOf(schema).some(hasWords) || (schema instanceof z.ZodString && isOfWords(schema));
  known.set(schema, has);
  return has;
}

function partsOf(schema: z.ZodType): readonly z.ZodType[] {
  if (schema instanceof z.ZodObject) return Object.values(schema.shape) as z.ZodType[];
  if (schema instanceof z.ZodDiscriminatedUnion) return schema.def.options as readonly z.ZodType[];
  if (schema instanceof z.ZodArray) return [schema.def.element as z.ZodType];
  if (schema instanceof z.ZodRecord) return [schema.def.valueType as z.ZodType];
  const { innerType } = schema.def as { innerType?: z.ZodType };
  return innerType ? [innerType] : [];
}

/** All words in a value that is, or claims to be, of a schema, in their order. */
export function wordsIn(schema: z.ZodType, value: unknown): string[] {
  if (!hasWords(schema)) return [];
  if (schema instanceof z.ZodString) return typeof value === 'string' ? [value] : [];
  return below(schema, value).flatMap(([part, held]) => wordsIn(part, held));
}

/** The schema of a command of either kind; their names differ. */
const schemaOf = (type: string): z.ZodType | undefined =>
  [commandSchemas, liveCommandSchemas].find((schemas) => Object.hasOwn(schemas, type))?.[type as never];

/**
 * Everything that somebody wrote in a command, of a trajectory or of a live session, whatever was sent as one: texts,
 * names of places, areas and trajectories, reasons, titles, notes. A line for each; empty where there is nothing.
 */
export function wordsOfCommand(command: unknown): string {
  const type = (command as { readonly type?: unknown } | null | undefined)?.type;
  const schema = typeof type === 'string' ? schemaOf(type) : undefined;
  return schema ? wordsIn(schema, command).join('\n') : '';
}
