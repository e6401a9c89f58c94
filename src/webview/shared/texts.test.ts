import { afterEach, describe, expect, it } from 'vitest';
import { speak, t } from './texts.ts';

afterEach(() => {
  speak(undefined);
});

describe('t', () => {
  it('is English without texts, and where one is missing', () => {
    expect(t('Copied')).toBe('Copied');
    speak({ Copied: '已复制' });
    expect(t('Copied')).toBe('已复制');
    expect(t('Saved')).toBe('Saved');
  });

  it('puts values where the text of a language has them', () => {
    speak({ '{0} of {1}': '{1} 中的 {0}' });
    expect(t('{0} of {1}', 3, 'eight')).toBe('eight 中的 3');
    expect(t('{0} and {1}', 'a{1}')).toBe('a{1} and {1}');
  });

  it('takes no text from what every object has', () => {
    speak({});
    expect(t('constructor')).toBe('constructor');
  });
});
