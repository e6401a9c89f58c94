import type { Tree } from 'web-tree-sitter';
import { CancelledError, NEVER, type Cancellation } from '../base/cancellation.ts';
import type { GoGrammar } from './grammar.ts';

/**
 * Parses Go source. `previous` must have been told of every edit (`Tree.edit`) that led from its text to this one;
 * it stays the caller's to delete.
 * @throws CancelledError when the token was cancelled while parsing.
 */
export function parseGo(
  grammar: GoGrammar,
  text: string,
  previous?: Tree,
  cancellation: Cancellation = NEVER,
): Tree {
  const { parser } = grammar;
  // The callback's declared result is void, yet a truthy answer is what stops the parse.
  const progressCallback = (): boolean => cancellation.isCancellationRequested;
  const tree = parser.parse(text, previous ?? null, { progressCallback });
  if (tree === null) {
    parser.reset();
    throw new CancelledError();
  }
  return tree;
}
