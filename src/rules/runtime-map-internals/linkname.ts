import type { Span } from '../../base/text.ts';
import { child, textOf } from '../../syntax/node.ts';
import type { RuleContext } from '../rule.ts';

/** A `//go:linkname` that pulls a map function out of the runtime. */
export interface Pull {
  /** The name of the function it is declared as here. */
  readonly span: Span;
  readonly directive: Span;
  /** `runtime.mapassign`. */
  readonly target: string;
  /** Minor version of the first Go release whose linker refuses it; undefined where it still links. */
  readonly refusedFrom: number | undefined;
}

const DIRECTIVE = /^\/\/go:linkname[ \t]+(\w+)[ \t]+(\S+)/;
const MAP_FUNCTION =
  /^(?:(?:runtime|reflect|internal\/reflectlite)\.(?:map(?:access|assign|clear|clone|delete|iter|Iter|len)\w*|makemap\w*|hashGrow|growWork\w*|evacuate\w*)|internal\/runtime\/maps\..+)$/;

/** What the linker refuses since when, tried with each release on amd64. */
const REFUSED: ReadonlyMap<string, number> = new Map([
  ...['hashGrow', 'evacuate', 'mapclone2'].map((name) => [`runtime.${name}`, 23] as const),
  ...['mapaccess1', 'mapaccess1_fast64', 'mapdelete_fast64', 'mapclear'].map(
    (name) => [`runtime.${name}`, 24] as const,
  ),
]);

/** The file's pulls: functions that it declares without a body, with a directive above. */
export function pulledMapFunctions<Kind extends string>(context: RuleContext<Kind>): Pull[] {
  const { file } = context;
  const bodiless = new Map(
    file.functions.flatMap((declaration) => {
      const name = child(declaration, 'name');
      const isPulled = name !== undefined && child(declaration, 'body') === undefined;
      return isPulled ? [[textOf(file.syntax, name), name] as const] : [];
    }),
  );
  if (bodiless.size === 0) return [];
  return context.commentsIn(file.syntax.root).flatMap((directive) => {
    const [, local = '', target = ''] = DIRECTIVE.exec(textOf(file.syntax, directive)) ?? [];
    const span = bodiless.get(local);
    if (span === undefined || !MAP_FUNCTION.test(target)) return [];
    return [{ span, directive, target, refusedFrom: REFUSED.get(target) }];
  });
}
