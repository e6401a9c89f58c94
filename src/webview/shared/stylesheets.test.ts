import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** Words a colour, border, background or outline may hold besides the theme's variables. */
const NEUTRAL = new Set([
  'var',
  'currentColor',
  'inherit',
  'none',
  'transparent',
  'solid',
  'dotted',
  'dark',
  'collapse',
  // A mixture of two colours of the theme.
  'color-mix',
  'in',
  'srgb',
]);
const SYSTEM_COLOURS = new Set(['Highlight', 'HighlightText', 'LinkText', 'CanvasText']);

// The page that stands alone has no theme to take colours from; colours.test.ts looks at what it brings.
it.each([
  ['page.css', 10],
  ['../simulator/simulator.css', 40],
  ['../report/report.css', 40],
])('%s names no colour of its own: all come from the theme or the system', (file, atLeast) => {
  const css = readFileSync(new URL(file, import.meta.url), 'utf8').replace(/\/\*.*?\*\//gs, '');
  const values = [...css.matchAll(/[\s-](?:color|background|border[a-z-]*|outline):([^;]+);/g)].map(
    // A theme's colour without its alpha is still the theme's.
    ([, value]) => (value ?? '').replace(/rgb\(from (var\(.+?\)) r g b \/ 1\)/g, '$1'),
  );
  expect(values.length).toBeGreaterThan(atLeast);
  expect(css).not.toMatch(/#[0-9a-f]{3,8}\b/i);
  const words = values.flatMap((value) => value.match(/(?<![\w-])[a-z][\w-]*/gi) ?? []);
  expect(words.filter((word) => !NEUTRAL.has(word) && !SYSTEM_COLOURS.has(word))).toEqual([]);
});
