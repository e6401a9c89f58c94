import { defineConfig } from 'vitest/config';

// Vitest wants its configuration as the default export.
export default defineConfig({
  test: {
    include: ['test/go/*.go-suite.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
  },
});
