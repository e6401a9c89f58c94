import { RandomWords } from '../hash.ts';

/** Random words that can be told in advance, for the little a real map decides by chance and a recording shows by its result. */
export class PinnedWords extends RandomWords {
  #next: number[] = [];

  /** The words to come; after them they are drawn again. */
  pin(words: readonly number[]): void {
    this.#next = [...words];
  }

  override next(): number {
    return this.#next.shift() ?? super.next();
  }
}
