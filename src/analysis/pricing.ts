import { formatGoVersion } from '../base/go-version.ts';
import type { Estimate, PricedFill } from '../rules/model.ts';
import type { CostQuestion, GoFacts, Hint } from '../rules/rule.ts';
import type { GoType } from '../semantics/go-type.ts';
import type { PackageIndex } from '../semantics/package-index.ts';
import { comparisonOf } from '../semantics/key-comparison.ts';
import { needKeyUpdate } from '../semantics/key-update.ts';
import { type WordBytes, sizeOf } from '../semantics/sizes.ts';
import { estimateFill } from '../simulator/index.ts';
import type { MapRuntime, SlotTypes } from '../simulator/model.ts';

/** Entries priced where the code does not say how many there are: big enough to show the shape of the cost. */
export const ROUND_ENTRIES = 1_000;

/** Prices a site now and after its fix. */
export function priceOf(
  question: CostQuestion,
  go: GoFacts,
  runtime: MapRuntime,
  index: PackageIndex,
): Estimate {
  const entries = question.entries ?? ROUND_ENTRIES;
  const before = slotTypes(question.key, question.elem, index);
  const now: PricedFill = { types: before.types, hint: hintValue(question.hint, entries) };
  const fixed = question.fixed && fixedFill(question, question.fixed, entries, index);
  return {
    layout: runtime.layout,
    goVersion: formatGoVersion(go.runtime),
    entries,
    entriesKnown: question.entries !== undefined,
    assumedTypes: before.assumed,
    now: estimateFill({ runtime, ...now, entries }),
    fixed: fixed && estimateFill({ runtime, ...fixed, entries }),
    refill: { now, fixed },
  };
}

function fixedFill(
  { key, elem }: CostQuestion,
  fixed: NonNullable<CostQuestion['fixed']>,
  entries: number,
  index: PackageIndex,
): PricedFill {
  const { types } = slotTypes(key, fixed.elem ?? elem, index);
  return { types, hint: hintValue(fixed.hint, entries) };
}

function hintValue(hint: Hint | undefined, entries: number): number | undefined {
  if (hint === 'entries') return entries;
  return typeof hint === 'object' ? Math.round(entries * hint.share) : hint;
}

/**
 * Key and element as the simulator wants them on a target with words of so many bytes, with the names of those whose size
 * had to be assumed.
 */
export function slotTypes(
  key: GoType,
  elem: GoType,
  index: PackageIndex,
  word: WordBytes = 8,
): { readonly types: SlotTypes; readonly assumed: readonly string[] } {
  const { assumed: assumedKey, ...keySize } = sizeOf(key, index, word);
  const { assumed: assumedElem, ...elemSize } = sizeOf(elem, index, word);
  const comparison = comparisonOf(key, index, word);
  return {
    types: {
      key: { ...keySize, comparison, needKeyUpdate: needKeyUpdate(key, index) },
      elem: elemSize,
    },
    assumed: [...new Set([...assumedKey, ...assumedElem])],
  };
}
