import { defineConfig } from 'vitest/config';

// Vitest wants its configuration as the default export.
export default defineConfig({
  test: {
    include: ['test/sizes/*.sizes.ts'],
    // On two processors a table takes 40 seconds.
    testTimeout: 300_000,
    fileParallelism: false,
  },
});
