import type { Fill, Filling } from '../../semantics/fills.ts';
import type { Confidence } from '../model.ts';

export type Kind = 'unique-keys' | 'repeating-keys' | 'filtered';

/** What is said about a filling, and how surely. */
export interface Grade {
  readonly kind: Kind;
  readonly confidence: Confidence;
  /** The fills whose sizes add up to the hint. */
  readonly fills: readonly Fill[];
}

/**
 * Grades a filling. Sound are fills whose every iteration inserts, under keys that do not obviously repeat; if there are
 * others besides, their sum is no more than a bound.
 */
export function gradeOf({ fills, unboundedToo }: Filling, nilGuarded: boolean): Grade {
  const steady = fills.filter((fill) => fill.perIteration.least > 0 && !fill.perIteration.mayBreak);
  const repeating = (fill: Fill): boolean =>
    !fill.uniqueKeys && (fill.readsEntries || fill.trip.over === 'string');
  const sound = steady.filter((fill) => !repeating(fill));
  if (sound.length < fills.length || sound.length === 0) {
    return { kind: 'filtered', confidence: 'possible', fills: sound.length > 0 ? sound : fills };
  }
  const unique = sound.every((fill) => fill.uniqueKeys);
  const proven =
    unique && !nilGuarded && !sound.some((fill) => fill.trip.assumed || fill.trip.over === 'string');
  const confidence: Confidence = unboundedToo ? 'possible' : proven ? 'certain' : 'likely';
  return { kind: unique ? 'unique-keys' : 'repeating-keys', confidence, fills: sound };
}

/** The sum of the fills' sizes, as Go source and, where it is known, as a number. */
export function sizeOfFills(fills: readonly Fill[]): {
  readonly expression: string;
  readonly value: number | undefined;
} {
  const sizes = fills.map((fill) => {
    const { trip, perIteration } = fill;
    const even = perIteration.least === perIteration.most && perIteration.least > 1;
    const factor = even ? perIteration.least : 1;
    const atom = trip.compound && factor > 1 ? `(${trip.expression})` : trip.expression;
    return {
      expression: factor > 1 ? `${factor}*${atom}` : atom,
      value: trip.value === undefined ? undefined : trip.value * factor,
    };
  });
  const value = sizes.reduce<number | undefined>(
    (sum, size) => (sum === undefined || size.value === undefined ? undefined : sum + size.value),
    0,
  );
  return { expression: sizes.map((size) => size.expression).join('+'), value };
}

/** The hint a filling suggests when nothing else is known of the map. */
export function suggestedHint(filling: Filling): {
  readonly expression: string;
  readonly value: number | undefined;
} {
  return sizeOfFills(gradeOf(filling, false).fills);
}
