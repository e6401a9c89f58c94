import { lineAt, type Span } from '../../base/text.ts';
import { child, type GoNode } from '../../syntax/node.ts';
import type { RuleContext } from '../rule.ts';

/** What gofmt sets below each other in columns, or sorts as imports, by what holds it. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  import_spec_list: ['import_spec'],
  field_declaration_list: ['field_declaration'],
  const_declaration: ['const_spec'],
  var_declaration: ['var_spec'],
  var_spec_list: ['var_spec'],
  type_declaration: ['type_spec', 'type_alias'],
  literal_value: ['keyed_element'],
};

/**
 * True where a comment with a line of its own stands between two rows: it keeps their columns apart, and without it gofmt
 * would join them.
 */
export function dividesColumns<Kind extends string>(comment: Span, context: RuleContext<Kind>): boolean {
  const { before, after } = rowsBeside(comment, context);
  return before !== undefined && after !== undefined;
}

/** True where a comment behind a row is what keeps a column of other rows in one piece. */
export function holdsColumn<Kind extends string>(comment: Span, context: RuleContext<Kind>): boolean {
  const { own, before, after } = rowsBeside(comment, context);
  const others = [before, after].filter((row) => row !== undefined);
  if (own === undefined || others.length === 0) return false;
  switch (own.kind) {
    case 'field_declaration':
      // Whoever has a comment has a cell in each column, empty or not.
      return (
        child(own, 'name') === undefined ||
        (child(own, 'tag') === undefined && others.some((row) => child(row, 'tag') !== undefined))
      );
    case 'const_spec':
    case 'var_spec':
      return child(own, 'value') === undefined;
    default:
      return false;
  }
}

interface Beside {
  /** What ends on the comment's line. */
  readonly own: GoNode | undefined;
  /** What ends right above, and what begins right below. */
  readonly before: GoNode | undefined;
  readonly after: GoNode | undefined;
}

function rowsBeside<Kind extends string>(comment: Span, { file }: RuleContext<Kind>): Beside {
  const { text, root } = file.syntax;
  const holder = holderOf(root, comment.start);
  const kinds = ROWS[holder.kind] ?? [];
  const rows = holder.children.filter(({ kind }) => kinds.includes(kind));
  const line = lineAt(text, comment.start);
  const isOn = ({ start, end }: Span, offset: number): boolean => start <= offset && offset <= end;
  const own = rows.findLast(({ end }) => isOn(line, end) && end <= comment.start);
  const first = own === undefined ? line : lineAt(text, own.start);
  const above = first.start === 0 ? undefined : lineAt(text, first.start - 1);
  const below = line.end >= text.length ? undefined : lineAt(text, line.end + 1);
  return {
    own,
    before: above && rows.findLast(({ end }) => isOn(above, end)),
    after: below && rows.find(({ start }) => isOn(below, start)),
  };
}

/** The innermost node around an offset. */
function holderOf(root: GoNode, offset: number): GoNode {
  let holder = root;
  for (;;) {
    const inner = holder.children.find(({ start, end }) => start < offset && offset < end);
    if (inner === undefined) return holder;
    holder = inner;
  }
}
