import type { Fill, Filling } from '../semantics/fills.ts';
import type { LocalMap } from '../semantics/map-sites.ts';
import type { Confidence } from './model.ts';

export type GradeKind = 'unique-keys' | 'repeating-keys' | 'at-least' | 'filtered';

/** What is said about a filling, and how surely. */
export interface Grade {
  readonly kind: GradeKind;
  readonly confidence: Confidence;
  /** The fills whose sizes add up to the hint. */
  readonly fills: readonly Fill[];
  readonly hint: Hint;
}

/** Inserts outside loops that a hint counts; more of them would be odd to write. */
const MAX_SINGLES = 16;

/** A hint as Go source and, where it is known, as a number. */
export interface Hint {
  readonly expression: string;
  readonly value: number | undefined;
}

/**
 * Grades a filling. Sound are fills whose every iteration inserts, under keys that do not obviously repeat. Where there
 * are others besides, the sound ones are the least that goes in; without any, a bound is the most.
 */
export function gradeOf(filling: Filling, map: LocalMap): Grade {
  const { fills, unboundedToo, single } = filling;
  const sound = distinctSizes(fills.filter((fill, at) => isSteady(fill) && !repeats(fill, at > 0)));
  const [largest] = fills;
  if (sound.length === 0) {
    const bound = largest === undefined ? [] : [largest];
    return { kind: 'filtered', confidence: 'possible', fills: bound, hint: sizeOf(bound, 0) };
  }
  const others = unboundedToo || !fills.every((fill) => sound.some((other) => sameSize(fill, other)));
  const unique = fills.length === 1 && !unboundedToo && sound.every((fill) => fill.uniqueKeys);
  const kind: GradeKind = others ? 'at-least' : unique ? 'unique-keys' : 'repeating-keys';
  // Where more is put in anyway, a few entries more or less are not worth a longer expression.
  const hint = sizeOf(sound, others || single > MAX_SINGLES ? 0 : single);
  // A set that is only counted or ranged over is there to find out how many keys differ: usually few.
  const deduplicates = filling.onlyCounted && !sound.every((fill) => fill.uniqueKeys) && isSetElement(map);
  // Others whose number is known, though not each of them need insert: the hint would be too small by a guess.
  const isGuess = others && !unboundedToo && fills.some((fill) => !isSteady(fill));
  if (deduplicates || addsToOld(map) || isGuess) return { kind, confidence: 'possible', fills: sound, hint };
  const open = sound.some((fill) => fill.trip.assumed || fill.trip.over === 'string');
  const proven = kind === 'unique-keys' && map.guard === 'none' && !open;
  return { kind, confidence: proven ? 'certain' : 'likely', fills: sound, hint };
}

function isSteady({ perIteration, endsWhenFound }: Fill): boolean {
  return perIteration.least > 0 && !perIteration.mayBreak && !endsWhenFound;
}

/** True when keys repeat by all appearances: entries are grouped or counted, or were put in by an earlier fill. */
function repeats(fill: Fill, isLater: boolean): boolean {
  if (fill.readsEntries && (isLater || !fill.uniqueKeys)) return true;
  // Runes of a text repeat, and there are fewer of them than bytes.
  return !fill.uniqueKeys && fill.trip.over === 'string';
}

/** Two loops over the same operand mostly meet the same keys, so it counts once. */
function distinctSizes(fills: readonly Fill[]): Fill[] {
  return fills.filter((fill, at) => !fills.slice(0, at).some((other) => sameSize(fill, other)));
}

function sameSize(a: Fill, b: Fill): boolean {
  return a.trip.expression === b.trip.expression;
}

function isSetElement({ elem }: LocalMap): boolean {
  return (
    (elem.kind === 'basic' && elem.name === 'bool') || (elem.kind === 'struct' && elem.fields.length === 0)
  );
}

/**
 * True for `if m == nil { m = make(…) }` where the map outlives this run of the code: a field, a package variable, or a
 * variable declared outside the loop around it. What one run adds then says little about how big the map gets.
 */
function addsToOld({ guard, place, creation }: LocalMap): boolean {
  if (guard !== 'nil' || place === undefined) return false;
  const { root, path } = place;
  if (root.declaration === undefined || root.kind !== 'variable') return true;
  // A struct of the function's own, such as a copy that is filled and returned, begins with this run of the code.
  const isOwnStruct = path.length === 1 && root.type.kind !== 'pointer' && root.type.kind !== 'unknown';
  if (path.length > 0 && !isOwnStruct) return true;
  const { start } = root.declaration;
  for (let at = creation.parent; at !== undefined && at.start > start; at = at.parent) {
    if (at.kind === 'for_statement') return true;
  }
  return false;
}

/** The sum of the fills' sizes and of the inserts that run once. */
function sizeOf(fills: readonly Fill[], single: number): Hint {
  const sizes = fills.map(({ trip, perIteration }) => {
    const even = perIteration.least === perIteration.most && perIteration.least > 1;
    const factor = even ? perIteration.least : 1;
    const calculates = fills.length > 1 || single > 0 || factor > 1;
    // Integers of different types do not add up, and small ones overflow.
    const term = calculates && !trip.isInt ? `int(${trip.expression})` : trip.expression;
    const atom = trip.compound && factor > 1 && term === trip.expression ? `(${term})` : term;
    return {
      expression: factor > 1 ? `${factor}*${atom}` : atom,
      value: trip.value === undefined ? undefined : trip.value * factor,
    };
  });
  const value = sizes.reduce<number | undefined>(
    (sum, size) => (sum === undefined || size.value === undefined ? undefined : sum + size.value),
    single,
  );
  // Numbers written as such add up to one.
  const numbers = sizes.filter((size) => size.value !== undefined && /^[\d_]+$/.test(size.expression));
  const constant = numbers.reduce((sum, size) => sum + (size.value ?? 0), single);
  const terms = sizes.filter((size) => !numbers.includes(size)).map((size) => size.expression);
  const [written] = numbers;
  const literal = numbers.length === 1 && single === 0 ? (written?.expression ?? '') : String(constant);
  return { expression: asArgument([...terms, ...(constant > 0 ? [literal] : [])].join('+')), value };
}

const SPACED_OPERATOR = /(?<=[\w)\]])[ \t]+(<<|>>|&\^|[-+*/%&|^])[ \t]+(?=[\w(])/g;

/** An expression without the blanks that gofmt takes out where it is one of several arguments. */
function asArgument(expression: string): string {
  return /["'`\n]/.test(expression) ? expression : expression.replaceAll(SPACED_OPERATOR, '$1');
}
