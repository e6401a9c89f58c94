import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { englishTexts, placeholdersOf, textsIn, translatableTexts } from '../../scripts/l10n/texts.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

type Texts = Readonly<Record<string, string>>;

const read = (path: string): Texts => JSON.parse(readFileSync(join(root, path), 'utf8')) as Texts;

describe('the English texts', () => {
  const asked = translatableTexts(root);

  it('are found wherever they are asked for', () => {
    expect(
      textsIn('a.ts', "vscode.l10n.t('a {0}', x); l10n.t(`b`); l10n.t(c, ...d); other.t('no');"),
    ).toEqual([
      { place: 'a.ts:1', text: 'a {0}', given: 1 },
      { place: 'a.ts:1', text: 'b', given: 0 },
      { place: 'a.ts:1', text: undefined, given: undefined },
    ]);
    expect(asked.some(({ place }) => place.startsWith('src/server/'))).toBe(true);
  });

  it('are written out where they are asked for, with an argument for each placeholder', () => {
    const wrong = asked.filter(
      ({ text, given }) =>
        text === undefined ||
        (given !== undefined &&
          placeholdersOf(text).join() !== Array.from({ length: given }, (_, at) => `{${at}}`).join()),
    );
    expect(wrong).toEqual([]);
  });

  it('are all in the bundle, and no others', () => {
    const bundle = Object.entries(read('l10n/bundle.l10n.json'));
    expect(bundle).toEqual(englishTexts(root).map((text) => [text, text]));
  });
});
