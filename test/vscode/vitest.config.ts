import { defineConfig } from 'vitest/config';

// Vitest wants its configuration as the default export.
export default defineConfig({
  test: {
    include: ['test/vscode/*.e2e.ts'],
    // One VS Code at a time: each is several processes.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 180_000,
  },
});
