import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import { readTexts, speak } from './texts.ts';

afterEach(() => speak(undefined));

describe('the texts of a client', () => {
  it('are taken where they are a bundle of reasonable size', () => {
    expect(readTexts({ Simulate: '模拟' })).toEqual({ Simulate: '模拟' });
    expect(readTexts({})).toEqual({});
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'Simulate'],
    ['a list', ['Simulate']],
    ['something that is no text', { Simulate: { message: '模拟' } }],
    ['too many', Object.fromEntries(Array.from({ length: 2_001 }, (_, at) => [String(at), '']))],
    ['too long', { Simulate: '模'.repeat(500_001) }],
  ])('are left where they are %s', (_, value) => {
    expect(readTexts(value)).toBeUndefined();
  });
});

describe('the server', () => {
  it('speaks as it is told, and English where it is not', () => {
    speak({ 'saves {0}': '可节省 {0}' });
    expect(l10n.t('saves {0}', '3 kB')).toBe('可节省 3 kB');
    expect(l10n.t('Simulate')).toBe('Simulate');
    speak(undefined);
    expect(l10n.t('saves {0}', '3 kB')).toBe('saves 3 kB');
  });
});
