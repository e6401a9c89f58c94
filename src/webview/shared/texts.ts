/** The page's texts in the language of the editor, by the English ones. */
let texts: Readonly<Record<string, string>> = {};

/** From here on {@link t} gives these texts; without any, and for each that is missing, the English one it is asked with. */
export function speak(bundle: Readonly<Record<string, string>> | undefined): void {
  texts = bundle ?? {};
}

/** A text in the language of the reader, with values for `{0}`, `{1}` and so on. */
export function t(english: string, ...values: readonly (string | number)[]): string {
  const text = Object.hasOwn(texts, english) ? (texts[english] ?? english) : english;
  return text.replace(/\{(\d+)\}/g, (placeholder, at: string) => String(values[Number(at)] ?? placeholder));
}
