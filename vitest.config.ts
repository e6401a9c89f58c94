import { defineConfig } from 'vitest/config';
import { bundleTextForTests } from './scripts/bundle-text.mjs';

export default defineConfig({
  plugins: [bundleTextForTests],
  test: {
    include: [
      'src/**/*.test.ts',
      'src/**/*.test.tsx',
      'test/{cli,corpus,lsp,oracle,package,robustness,syntax}/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    testTimeout: 30_000,
    // By default one processor is left to whoever else needs it; on two that would be half of them.
    maxWorkers: '100%',
  },
});
