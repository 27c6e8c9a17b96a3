import { z } from 'zod';
import type { Chance } from '../chance.ts';
import type { Known } from './known.ts';

/** The parts of JSON Schema that `z.toJSONSchema` makes. */
interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly format?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly prefixItems?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema | boolean;
}

const WORDS = ['Het plein is donker', 'Bankjes weg', 'Licht', 'Wie ruimt op?', 'Noord', 'x', '’s avonds druk 😀'];
const made = new WeakMap<z.ZodType, Schema>();

/** A value that a schema of zod nearly always takes: its shape is right, and what it names is often there. */
export function valueOf(schema: z.ZodType, chance: Chance, known: Known): unknown {
  let json = made.get(schema);
  if (!json) made.set(schema, (json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema));
  return new Filler(json, chance, known).fill(json, '', 0);
}

class Filler {
  readonly #root: Schema;
  readonly #chance: Chance;
  readonly #known: Known;

  constructor(root: Schema, chance: Chance, known: Known) {
    [this.#root, this.#chance, this.#known] = [root, chance, known];
  }

  fill(schema: Schema, key: string, depth: number): unknown {
    const named = this.#known.named(key);
    if (named.length > 0 && this.#chance.happens(0.7) && schema.type !== 'array') return this.#chance.pick(named);
    if (schema.$ref) return this.fill(this.#at(schema.$ref), key, depth + 1);
    if ('const' in schema) return schema.const;
    if (schema.enum) return this.#chance.pick(schema.enum);
    const ways = schema.anyOf ?? schema.oneOf;
    if (ways) return this.fill(this.#chance.pick(ways), key, depth + 1);
    if (schema.allOf)
      return Object.assign({}, ...schema.allOf.map((part) => this.fill(part, key, depth + 1) as object)) as unknown;
    switch (schema.type) {
      case 'string':
        return this.#text(schema);
      case 'integer':
      case 'number':
        return this.#number(schema);
      case 'boolean':
        return this.#chance.happens(0.5);
      case 'null':
        return null;
      case 'array':
        return this.#list(schema, key, depth);
      case 'object':
        return this.#object(schema, depth);
      default:
        return this.#chance.pick<unknown>(['x', 1, null, {}, []]);
    }
  }

  #at(reference: string): Schema {
    const name = reference.split('/').at(-1)!;
    return reference === '#' ? this.#root : this.#root.$defs![name]!;
  }

  #text({ format, minLength = 0, maxLength = 200 }: Schema): string {
    if (format === 'uuid') return this.#known.id(this.#chance);
    if (format === 'email') return `${this.#chance.uuid()}@example.nl`;
    if (format === 'date')
      return `20${10 + this.#chance.below(40)}-0${1 + this.#chance.below(9)}-1${this.#chance.below(9)}`;
    if (format === 'date-time') return new Date(this.#chance.below(2_000_000_000) * 1_000).toISOString();
    const text = this.#chance.pick(WORDS).slice(0, maxLength);
    return this.#chance.happens(0.03) ? 'a'.repeat(maxLength) : text.padEnd(minLength, 'a');
  }

  #number({ type, minimum, maximum }: Schema): number {
    const [from, to] = [Math.max(minimum ?? 0, -1e6), Math.min(maximum ?? 10, 1e6)];
    if (this.#chance.happens(0.1)) return this.#chance.pick([minimum ?? from, maximum ?? to]);
    const number = from + (to - from) * (this.#chance.below(1_001) / 1_000);
    return type === 'integer' ? Math.round(number) : number;
  }

  #list({ items = {}, prefixItems, minItems = 0, maxItems = 4 }: Schema, key: string, depth: number): unknown[] {
    if (prefixItems) return prefixItems.map((item) => this.fill(item, key, depth + 1));
    const count = minItems + this.#chance.below(depth > 6 ? 1 : Math.min(maxItems - minItems, 4) + 1);
    return Array.from({ length: count }, () => this.fill(items, key, depth + 1));
  }

  #object({ properties = {}, required = [], additionalProperties }: Schema, depth: number): Record<string, unknown> {
    const kept = Object.entries(properties).filter(([key]) => required.includes(key) || this.#chance.happens(0.5));
    const value = Object.fromEntries(kept.map(([key, inner]) => [key, this.fill(inner, key, depth + 1)]));
    if (typeof additionalProperties === 'object' && Object.keys(properties).length === 0)
      value[this.#chance.pick(['a', 'constructor', this.#known.id(this.#chance)])] = this.fill(
        additionalProperties,
        '',
        depth + 1,
      );
    return value;
  }
}
