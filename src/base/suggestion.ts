/** A slip in a short word makes another word of it, so those have to be closer. */
const SHORT_WORD = 4;

/** The known word that was probably meant by a misspelt one: one or two slips away, the closest first. */
export function closest(written: string, known: readonly string[]): string | undefined {
  let best: string | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const slips = editDistance(written, word);
    if (slips <= (word.length <= SHORT_WORD ? 1 : 2) && slips < fewest) {
      best = word;
      fewest = slips;
    }
  }
  return best;
}

/** The end of a message about an unknown word. */
export function didYouMean(word: string | undefined): string {
  return word === undefined ? '' : `; did you mean ${word}?`;
}

/**
 * Characters to insert, delete, replace or swap with their neighbour to get from one word to the other (optimal string
 * alignment distance). Three rows of the usual table are enough, as a swap looks back two.
 */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      let least = Math.min(replaced, (last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        least = Math.min(least, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(least);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}
