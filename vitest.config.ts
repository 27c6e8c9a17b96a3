import { defineConfig } from 'vitest/config';

/** A machine that does something else beside it is slow, and nothing is wrong then: a test looks again until the answer is there. */
const patience = { poll: { timeout: 30_000, interval: 50 } };
const ignored = ['**/node_modules/**', '**/dist/**', '**/build/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{packages,apps}/**/*.unit.spec.ts', 'tests/**/*.unit.spec.ts'],
          exclude: ignored,
          testTimeout: 60_000,
          expect: patience,
        },
      },
      {
        test: {
          name: 'int',
          include: ['{packages,apps}/**/*.int.spec.ts', 'tests/**/*.int.spec.ts'],
          exclude: ignored,
          globalSetup: ['packages/testing/src/postgres.setup.ts'],
          testTimeout: 60_000,
          expect: patience,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['tests/e2e/**/*.journey.spec.ts'],
          exclude: ignored,
          testTimeout: 240_000,
          expect: patience,
          hookTimeout: 240_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
