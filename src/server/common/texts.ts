import * as l10n from '@vscode/l10n';

/** Most texts that are taken from a client; ours has some two hundred. */
const MOST_TEXTS = 2_000;

/** Characters of all texts together, by the same measure. */
const MOST_CHARACTERS = 500_000;

/** A bundle as a client sends it; undefined where it is none that can be used: then all is said in English. */
export function readTexts(value: unknown): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const texts = Object.entries(value as Readonly<Record<string, unknown>>);
  if (texts.length > MOST_TEXTS) return undefined;
  let characters = 0;
  for (const [english, text] of texts) {
    if (typeof text !== 'string') return undefined;
    characters += english.length + text.length;
  }
  return characters > MOST_CHARACTERS ? undefined : (value as Readonly<Record<string, string>>);
}

/** From here on `l10n.t` gives these texts; without any, and for each that is missing, the English one it is asked with. */
export function speak(texts: Readonly<Record<string, string>> | undefined): void {
  l10n.config({ contents: texts ?? {} });
}
