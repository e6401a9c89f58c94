import type { LocalMap } from '../../semantics/map-sites.ts';
import { child, textOf } from '../../syntax/node.ts';
import type { Fix } from '../model.ts';
import type { RuleContext } from '../rule.ts';
import type { LoopIndex } from './loop-index.ts';

/** Makes a slice of the map; its uses stay as they are. Undefined where one of them would not compile, or the length may not. */
export function sliceFix<Kind extends string>(
  map: LocalMap,
  { bound, isLength }: LoopIndex,
  context: RuleContext<Kind>,
): Fix | undefined {
  const { file } = context;
  const elem = map.typeNode.kind === 'map_type' ? child(map.typeNode, 'value') : undefined;
  const isInt = map.key.kind === 'basic' && map.key.name === 'int';
  if (elem === undefined || !isInt || !isLength || context.commentsIn(map.creation).length > 0)
    return undefined;
  const spec = map.place?.root.declaration?.parent;
  if (spec?.kind === 'var_spec' && child(spec, 'type') !== undefined) return undefined;
  if (!file.isPredeclaredAt('make', map.creation.start)) return undefined;
  return {
    title: `Make it a slice of ${bound} elements`,
    applicability: 'review',
    review: 'an index outside of the slice panics where the map gave zero, and a range goes in order',
    edits: [{ span: map.creation, newText: `make([]${textOf(file.syntax, elem)}, ${bound})` }],
  };
}
