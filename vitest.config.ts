import { defineConfig } from 'vitest/config';

const ignored = ['**/node_modules/**', '**/dist/**', '**/build/**'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['{packages,apps}/**/*.unit.spec.ts', 'tests/**/*.unit.spec.ts'], exclude: ignored } },
      {
        test: {
          name: 'int',
          include: ['{packages,apps}/**/*.int.spec.ts', 'tests/**/*.int.spec.ts'],
          exclude: ignored,
          globalSetup: ['packages/testing/src/postgres.setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journey',
          include: ['tests/e2e/**/*.journey.spec.ts'],
          exclude: ignored,
          testTimeout: 240_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
