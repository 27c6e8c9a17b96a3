import { dutchDay, type MethodTemplate, type Phase } from '@buurtbalans/domain';
import { demoId } from '../demo/demo-ids.ts';
import type { SeedArea } from './ground.ts';
import type { SeedOrganisation, SeedPerson } from './people.ts';
import type { Random } from './random.ts';
import type { Step } from './story.ts';
import type { ThemeWords } from './words.ts';

/** Who and what a trajectory is about. */
export interface Cast {
  readonly id: string;
  readonly random: Random;
  /** How far it is told, in milliseconds since 1970. */
  readonly until: number;
  readonly area: SeedArea & { readonly title: string };
  readonly template: MethodTemplate;
  readonly facilitator: Pick<SeedPerson, 'id'>;
  readonly adviser: Pick<SeedPerson, 'id'>;
  readonly organisations: readonly SeedOrganisation[];
  readonly themes: readonly ThemeWords[];
}

/** A part of the time that a phase takes: its beginning and its length in milliseconds. */
export class Span {
  readonly #from: number;
  readonly #length: number;

  constructor(from: number, length: number) {
    this.#from = from;
    this.#length = length;
  }

  /** The moment at a share of it, from 0 to 1. */
  at(share: number): number {
    return this.#from + share * this.#length;
  }
}

/** What happens in a phase. */
export type Chapter = (cast: Cast, span: Span) => Step[];

/** Whether the method of a trajectory has a phase. */
export const has = ({ template }: Cast, phase: Phase): boolean => template.phases.some(({ id }) => id === phase);
/** An id that follows from the trajectory's own and a name. */
export const idOf = ({ id }: Cast, name: string): string => demoId(`${id} ${name}`);
/** The Dutch day of a moment. */
export const dayAt = (moment: number): string => dutchDay(new Date(moment).toISOString());

/** The organisation whose work a theme is. */
export const ownerOf = ({ organisations }: Cast, { owner }: ThemeWords): string =>
  (organisations.find(({ type }) => type === owner) ?? organisations[0]!).id;
