import { expect, it } from 'vitest';
import { EXIT } from '../start-error.ts';
import { readSeedOptions } from './seed-options.ts';

it.each(['', '0', '-3', '1.5', 'veel', '1e3', '1000000', ' 5'])(
  '[E119] a number of trajectories has to be one: %j',
  (value) => {
    const args = value === '' ? [] : [`--trajectories=${value}`];
    expect(() => readSeedOptions(args)).toThrow(
      expect.objectContaining({ exitCode: EXIT.usage, message: expect.stringMatching(/heel getal.*whole number/) }),
    );
  },
);

it('[E119] takes the folder of the product unless told otherwise, and the first seed', () => {
  expect(readSeedOptions(['--trajectories', '500'])).toMatchObject({ trajectories: 500, seed: 1 });
  expect(() => readSeedOptions(['--trajectories', '5', '--seed', 'x'])).toThrow(/--seed x/);
  expect(() => readSeedOptions(['--trajectories', '5', '--dta', 'x'])).toThrow(/--dta/);
});
