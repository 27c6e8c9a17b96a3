import { HouseStyleError } from './house-style.ts';

type Group = Readonly<Record<string, unknown>>;
/** Longest chain of tokens that point to one another. */
const LONGEST_CHAIN = 20;

const isGroup = (value: unknown): value is Group =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Design tokens by their name, in the format of the Design Tokens Community Group (`$value`) or the older one that many
 * themes of NL Design System have (`value`). A token may point to another: `{voorbeeldstad.color.moss}`.
 */
export class Tokens {
  readonly #root: Group;

  /** @throws HouseStyleError on a file that holds no tokens */
  constructor(json: string) {
    let root: unknown;
    try {
      root = JSON.parse(json);
    } catch {
      // said below
    }
    if (!isGroup(root)) throw new HouseStyleError('het tokenbestand is geen JSON', 'the token file is not JSON');
    this.#root = root;
  }

  /** A text; undefined when the file does not have it. */
  text(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.trim() === '' || value.length > 200)
      throw new HouseStyleError(`token ${name} is geen korte tekst`, `token ${name} is not a short text`);
    return value.trim();
  }

  /** A colour as `#rrggbb`; undefined when the file does not have it. */
  color(name: string): string | undefined {
    const value = this.#value(name);
    if (value === undefined) return undefined;
    const hex = isGroup(value) && value['colorSpace'] === 'srgb' ? (value['hex'] ?? hexOf(value['components'])) : value;
    const short = typeof hex === 'string' && /^#[0-9a-f]{3}$/i.test(hex) ? hex.replace(/[0-9a-f]/gi, '$&$&') : hex;
    if (typeof short !== 'string' || !/^#[0-9a-f]{6}$/i.test(short))
      throw new HouseStyleError(
        `token ${name} is geen kleur zoals #1a3d7c`,
        `token ${name} is not a colour such as #1a3d7c`,
      );
    return short.toLowerCase();
  }

  #value(name: string, chain = 0): unknown {
    let found: unknown = this.#root;
    for (const part of name.split('.')) found = isGroup(found) && Object.hasOwn(found, part) ? found[part] : undefined;
    if (!isGroup(found)) return undefined;
    const value = found['$value'] ?? found['value'];
    const target = typeof value === 'string' ? /^\{([^{}]+)\}$/.exec(value.trim())?.[1] : undefined;
    if (target === undefined) return value;
    const pointed = chain < LONGEST_CHAIN ? this.#value(target.replace(/\.\$?value$/, ''), chain + 1) : undefined;
    if (pointed === undefined)
      throw new HouseStyleError(
        `token ${name} verwijst naar ${target}, dat er niet is`,
        `token ${name} points to ${target}, which is not there`,
      );
    return pointed;
  }
}

function hexOf(components: unknown): string | undefined {
  if (
    !Array.isArray(components) ||
    components.length !== 3 ||
    !components.every((part): part is number => typeof part === 'number' && part >= 0 && part <= 1)
  )
    return undefined;
  return `#${components
    .map((part) =>
      Math.round(part * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
