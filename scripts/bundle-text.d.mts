import type { Plugin } from 'esbuild';
import type { Plugin as VitePlugin } from 'vitest/config';

export function bundleText(
  path: string,
  minify: boolean,
): Promise<{ readonly text: string; readonly files: readonly string[] }>;
export const bundleTextPlugin: Plugin;
export const bundleTextForTests: VitePlugin;
