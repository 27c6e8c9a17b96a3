import { describe, expect, it } from 'vitest';
import { jsonPlace } from './json-place.ts';

const placeOf = (text: string) => {
  try {
    JSON.parse(text);
  } catch (cause) {
    return jsonPlace(text, cause as Error);
  }
  throw new Error('it was JSON');
};

describe('what is not JSON', () => {
  it('is found by line and character, where this engine tells them', () => {
    expect(placeOf('{\n  "id": "x",\n  oops: 1\n}')).toEqual({ line: 3, column: 3 });
    expect(placeOf('{"id": "x", ')).toEqual({ line: 1, column: 13 });
    expect(placeOf('')).toEqual({ line: 1, column: 1 });
  });

  it.each([
    ['a position', 'Unexpected token o in JSON at position 4', { line: 2, column: 3 }],
    ['nothing', 'JSON Parse error', { line: 3, column: 2 }],
  ])('is found where a browser tells %s', (_, message, place) => {
    expect(jsonPlace('{\n  oops\n}', new SyntaxError(message))).toEqual(place);
  });
});
