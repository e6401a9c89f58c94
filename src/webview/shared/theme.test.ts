import { describe, expect, it } from 'vitest';
import { readTheme } from './theme.ts';

const lookUp =
  (values: Readonly<Record<string, string>>) =>
  (name: string): string =>
    values[name] ?? '';

describe('readTheme', () => {
  it('takes the theme variables, trimmed', () => {
    const theme = readTheme(
      lookUp({
        '--vscode-charts-red': ' #f14c4c',
        '--vscode-font-size': '15px',
        '--vscode-font-family': 'Inter',
      }),
      false,
    );
    expect(theme.red).toBe('#f14c4c');
    expect(theme.fontSize).toBe(15);
    expect(theme.fontFamily).toBe('Inter');
  });

  it('falls back to the next variable, then to a system colour', () => {
    const theme = readTheme(lookUp({ '--vscode-foreground': '#ccc' }), false);
    expect(theme.muted).toBe('#ccc');
    expect(theme.background).toBe('Canvas');
    expect(theme.fontSize).toBe(13);
  });

  it('gives way to forced colours', () => {
    const theme = readTheme(lookUp({ '--vscode-charts-red': '#f14c4c' }), true);
    expect(theme.red).toBe('CanvasText');
    expect(theme.accent).toBe('Highlight');
  });
});

describe('the orange of a theme', () => {
  it.each([
    ['#d186167e', '#d18616'],
    ['rgba(209, 134, 22, 0.5)', 'rgb(209, 134, 22)'],
    ['#d18616', '#d18616'],
  ])('%s is drawn as %s', (given, drawn) => {
    const theme = readTheme((name) => (name === '--vscode-charts-orange' ? given : ''), false);
    expect(theme.orange).toBe(drawn);
  });
});
