import type { GoDocument } from './document.ts';

/**
 * Bounds the wasm memory of many open documents: only the most recently used ones keep their tree. The documents
 * themselves stay usable; one whose tree was freed parses afresh when it changes.
 */
export class TreeCache {
  readonly #capacity: number;
  /** In order of use, the least recent first. */
  readonly #recent = new Set<GoDocument>();

  /** @param capacity trees kept at most, at least 1 */
  constructor(capacity: number) {
    this.#capacity = Math.max(1, capacity);
  }

  get size(): number {
    return this.#recent.size;
  }

  /** Says that the document is being used; may free the tree of another. */
  touch(document: GoDocument): void {
    this.#recent.delete(document);
    this.#recent.add(document);
    while (this.#recent.size > this.#capacity) {
      const [oldest] = this.#recent;
      if (oldest === undefined) return;
      this.#recent.delete(oldest);
      oldest.releaseTree();
    }
  }

  /** Forgets a closed document and frees its tree. */
  drop(document: GoDocument): void {
    this.#recent.delete(document);
    document.dispose();
  }
}
