import { LineIndex, type Span } from '../base/text.ts';
import type { GoSyntax } from '../syntax/node.ts';

/** What the comments of a file tell Bucketwise. Lines are zero-based. */
export interface Directives {
  /** Rules ignored by line: the rule ids, or `*` for all. */
  isIgnored(ruleId: string, span: Span): boolean;
  /** Entries promised by `//bucketwise:size N` for a map made on the line of `offset`. */
  sizeAt(offset: number): number | undefined;
}

interface Ignore {
  readonly rules: ReadonlySet<string>;
  readonly span: Span;
}

const IGNORE = /^\/\/bucketwise:ignore(?:\s+(\S+))?/;
const SIZE = /^\/\/bucketwise:size\s+([\d_]+)/;
const NOLINT = /^\/\/\s?nolint(?::([\w,\s-]*))?(?:\s|\/\/|$)/;
const ALL = new Set(['*']);

/**
 * Reads `//bucketwise:ignore <rule> <reason>`, `//bucketwise:size <entries>` and `//nolint[:bucketwise]`. A directive
 * behind code is about its own line; one on a line of its own is about the next line that is not a comment, and about
 * the whole declaration (or, above the package clause, the whole file) when one starts there.
 */
export function readDirectives(syntax: GoSyntax): Directives {
  const lines = new LineIndex(syntax.text);
  const commentLines = new Set<number>();
  const found: { text: string; line: number; ownLine: boolean }[] = [];
  for (const comment of syntax.comments) {
    const { line, character } = lines.positionAt(comment.start);
    const before = lines.lineText(line).slice(0, character);
    const ownLine = before.trim() === '';
    if (ownLine) commentLines.add(line);
    const text = syntax.text.slice(comment.start, comment.end).trimEnd();
    if (text.startsWith('//')) found.push({ text, line, ownLine });
  }

  const ignores: Ignore[] = [];
  const sizes = new Map<number, number>();
  for (const { text, line, ownLine } of found) {
    const rules = ignoredRules(text);
    const size = SIZE.exec(text)?.[1]?.replaceAll('_', '');
    if (rules === undefined && size === undefined) continue;
    const target = ownLine ? nextCodeLine(lines, commentLines, line) : line;
    if (rules !== undefined) ignores.push({ rules, span: targetSpan(syntax, lines, target, ownLine) });
    if (size !== undefined && size !== '') sizes.set(target, Number(size));
  }
  return {
    isIgnored: (ruleId, span) =>
      ignores.some(
        ({ rules, span: where }) =>
          (rules.has(ruleId) || rules.has('*')) && where.start <= span.start && span.start <= where.end,
      ),
    sizeAt: (offset) => sizes.get(lines.positionAt(offset).line),
  };
}

function ignoredRules(comment: string): ReadonlySet<string> | undefined {
  const ignore = IGNORE.exec(comment);
  if (ignore !== null) {
    const named = ignore[1];
    return named === undefined || named === 'all' ? ALL : new Set(named.split(','));
  }
  const nolint = NOLINT.exec(comment);
  if (nolint === null) return undefined;
  const linters = nolint[1];
  if (linters === undefined) return ALL;
  const names = linters.split(',').map((name) => name.trim().toLowerCase());
  return names.includes('bucketwise') || names.includes('all') ? ALL : undefined;
}

function nextCodeLine(lines: LineIndex, commentLines: ReadonlySet<number>, from: number): number {
  let line = from + 1;
  while (line < lines.lineCount && (commentLines.has(line) || lines.lineText(line).trim() === '')) line++;
  return line;
}

function targetSpan(syntax: GoSyntax, lines: LineIndex, line: number, ownLine: boolean): Span {
  const start = lines.offsetAt({ line, character: 0 });
  const end = start + lines.lineText(line).length;
  if (!ownLine) return { start, end };
  for (const declaration of syntax.root.children) {
    if (declaration.start < start || declaration.start > end) continue;
    if (declaration.kind === 'package_clause') return { start: 0, end: syntax.text.length };
    return { start, end: Math.max(end, declaration.end) };
  }
  return { start, end };
}
