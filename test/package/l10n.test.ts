import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  englishTexts,
  placeholdersOf,
  textsIn,
  translatableTexts,
  untranslatedOf,
} from '../../scripts/l10n/texts.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

type Texts = Readonly<Record<string, string>>;

const read = (path: string): Texts => JSON.parse(readFileSync(join(root, path), 'utf8')) as Texts;

/** The texts of the manifest and those of the code: the English file, and how a translation of it is called. */
const BOTH = [
  { english: 'package.nls.json', folder: '.', translated: /^package\.nls\.(.+)\.json$/ },
  { english: 'l10n/bundle.l10n.json', folder: 'l10n', translated: /^bundle\.l10n\.(.+)\.json$/ },
];

/** What is the same in every language. */
const NAMES = new Set(['Go', '**Map** {0}']);

const languagesOf = (folder: string, translated: RegExp): string[] =>
  readdirSync(join(root, folder))
    .flatMap((name) => translated.exec(name)?.[1] ?? [])
    .sort();

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

describe('translations', () => {
  it('are of the manifest and the code alike', () => {
    const [manifest, code] = BOTH.map(({ folder, translated }) => languagesOf(folder, translated));
    expect(manifest).toContain('zh-cn');
    expect(code).toEqual(manifest);
  });

  describe.each(BOTH)('of $english', ({ english, folder, translated }) => {
    const original = read(english);

    describe.each(languagesOf(folder, translated))('to %s', (language) => {
      const translation = read(english.replace(/\.json$/, `.${language}.json`));

      it('are of all texts, in their order', () => {
        expect(Object.keys(translation)).toEqual(Object.keys(original));
      });

      it.each(Object.entries(original))('keep what is no language in %s', (key, text) => {
        const said = translation[key] ?? '';
        expect(placeholdersOf(said)).toEqual(placeholdersOf(text));
        expect(untranslatedOf(said)).toEqual(untranslatedOf(text));
        expect(said.trim()).not.toBe('');
        if (!NAMES.has(text)) expect(said).not.toBe(text);
      });
    });
  });
});
