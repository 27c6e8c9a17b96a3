import type { Figure } from './figure.ts';

/** Figures by indicator, area and year. */
export class FigureTable {
  readonly #figures = new Map<string, Figure>();
  readonly #years = new Map<string, Set<number>>();

  constructor(figures: Iterable<Figure>) {
    for (const figure of figures) {
      this.#figures.set(`${figure.indicatorId} ${figure.areaCode} ${figure.year}`, figure);
      const years = this.#years.get(figure.indicatorId) ?? new Set();
      this.#years.set(figure.indicatorId, years.add(figure.year));
    }
  }

  get(indicatorId: string, areaCode: string, year: number): Figure | undefined {
    return this.#figures.get(`${indicatorId} ${areaCode} ${year}`);
  }

  years(indicatorId: string): number[] {
    return [...(this.#years.get(indicatorId) ?? [])].sort((one, other) => other - one);
  }

  /** Of the nearest year at or before, else the first after, in which there is a value: weights and sizes barely change. */
  latest(indicatorId: string, areaCode: string, year: number): Figure | undefined {
    const years = this.years(indicatorId);
    const order = [
      ...years.filter((candidate) => candidate <= year),
      ...years.filter((candidate) => candidate > year).reverse(),
    ];
    return order.map((candidate) => this.get(indicatorId, areaCode, candidate)).find((figure) => figure?.value != null);
  }

  /** What is published of areas that are exactly what is asked for; undefined where nothing is. */
  publishedOf(indicatorId: string, whole: readonly string[], year: number): Figure | undefined {
    return whole.map((code) => this.get(indicatorId, code, year)).find((figure) => figure?.value != null);
  }
}
