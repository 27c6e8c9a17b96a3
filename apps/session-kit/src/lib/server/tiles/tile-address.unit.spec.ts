import { describe, expect, it } from 'vitest';
import { readTileAddress } from './tile-address.ts';

const at = (layer: string, z: string, x: string, y: string) => readTileAddress({ layer, z, x, y });

describe('the address of a square', () => {
  it('is one of a background of this country', () => {
    // the Dam in Amsterdam: 52.3731 N, 4.8932 E
    expect(at('grijs', '14', '8414', '5384')).toEqual({ background: 'grijs', zoom: 14, x: 8414, y: 5384 });
    expect(at('pastel', '6', '32', '21')).toMatchObject({ zoom: 6 });
  });

  it.each([
    ['another background', ['water', '14', '8414', '5384']],
    ['a way up', ['..', '14', '8414', '5384']],
    ['too far off', ['grijs', '5', '16', '10']],
    ['too near', ['grijs', '20', '538496', '344576']],
    ['New York', ['grijs', '14', '4825', '6157']],
    ['no number', ['grijs', '14', '8414.5', '5384']],
    ['another way to write it', ['grijs', '14', '08414', '5384']],
    ['below nothing', ['grijs', '14', '-1', '5384']],
    ['a number of thirty digits', ['grijs', '14', '9'.repeat(30), '5384']],
  ] as const)('is none for %s', (_, [layer, z, x, y]) => {
    expect(at(layer, z, x, y)).toBeNull();
  });
});
