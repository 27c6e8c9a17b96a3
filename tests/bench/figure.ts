/** One measured figure. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What it was measured against. */
  readonly against: string;
  /** Lowest and highest of what was measured repeatedly; `value` is the median. */
  readonly repeats?: readonly [number, number];
}

/** Repeats that differ by more than this share of the median say that a figure is not steady. */
const STEADY = 0.2;

/** A figure as it is printed: with a word of its own where its repeats differ by more than a fifth. */
export function printed(figure: Figure): object {
  const [lowest, highest] = figure.repeats ?? [0, 0];
  const round = (value: number): number => Number(value.toPrecision(4));
  return {
    ...figure,
    value: round(figure.value),
    ...(figure.repeats && { repeats: figure.repeats.map(round) }),
    ...(highest - lowest > STEADY * figure.value && { unsteady: true }),
  };
}
