import { atLeast } from '../../base/go-version.ts';
import type { RangeLoop } from '../../semantics/map-sites.ts';
import { textOf } from '../../syntax/node.ts';
import { isNameTaken } from '../maps-import.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';

/** Ranges over a copy, where the package `maps` is at hand. A person has to agree: the copy costs, and stays as it was. */
export function snapshotFix<Kind extends string>(
  loop: RangeLoop,
  { file, go }: RuleContext<Kind>,
): Fix | undefined {
  if (!atLeast(go.language, 21)) return undefined;
  const imported = file.declarations.imports.find(
    ({ path, name }) => path === 'maps' && /^\w+$/.test(name) && name !== '_',
  );
  if (imported === undefined || isNameTaken(file, imported.name)) return undefined;
  const map = textOf(file.syntax, loop.operand);
  return {
    title: `Range over a copy: ${imported.name}.Clone(${map})`,
    applicability: 'review',
    review: 'the copy has to be paid, and entries deleted or changed by the loop are still seen as they were',
    edits: [{ span: loop.operand, newText: `${imported.name}.Clone(${map})` }],
  };
}
