/** Where reading a text as JSON came to a halt: line and character, each from 1. */
export interface JsonPlace {
  readonly line: number;
  readonly column: number;
}

/**
 * The place that a browser names in the error of `JSON.parse`. Chrome and Firefox tell line and column, older ones a
 * position; a text that ends too early, and a browser that tells nothing, lead to the end.
 */
export function jsonPlace(text: string, { message }: Error): JsonPlace {
  const told = /line (\d+) column (\d+)/.exec(message);
  if (told) return { line: Number(told[1]), column: Number(told[2]) };
  const position = /position (\d+)/.exec(message);
  const before = text.slice(0, position ? Number(position[1]) : text.length).split('\n');
  return { line: before.length, column: before.at(-1)!.length + 1 };
}
