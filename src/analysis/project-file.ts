import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';
import { LineIndex } from '../base/text.ts';
import {
  MAX_PROBLEMS,
  readConfiguration,
  shownKey,
  type Configuration,
  type ConfigurationProblem,
  type ReadConfiguration,
} from './configuration.ts';
import { ExcludePatterns } from './exclude-patterns.ts';

/** Bytes. Five hundred long patterns and every rule take a tenth of it. */
export const MAX_PROJECT_FILE = 1_000_000;

/** A project file as far as it could be read. */
export interface ProjectFile {
  /** Its path for messages. */
  readonly path: string;
  readonly configuration: Configuration;
  /** What of it cannot be used, in plain words, with its path and where possible line and column before them. */
  readonly problems: readonly string[];
  /** It could not be read, or is not one JSON object: nothing of it counts. */
  readonly isBroken: boolean;
  readonly exclude: ExcludePatterns;
}

/** Deeper than any project file; the parser calls itself for each level. */
const MAX_DEPTH = 50;

/** What is wrong with the syntax, by the parser's names. */
const SYNTAX_ERRORS: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is not JSON: text stands in double quotes',
  InvalidNumberFormat: 'this is not a number',
  PropertyNameExpected: 'a key in double quotes is expected here',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected before this',
  CloseBraceExpected: 'a } is missing',
  CloseBracketExpected: 'a ] is missing',
  EndOfFileExpected: 'nothing may follow the object',
  UnexpectedEndOfComment: 'the comment does not end',
  UnexpectedEndOfString: 'the text does not end on its line',
  UnexpectedEndOfNumber: 'the number is not complete',
  InvalidUnicode: 'this is no \\u escape',
  InvalidEscapeCharacter: 'there is no such escape',
  InvalidCharacter: 'this character may not stand here',
};

/** Reads a project file: JSON with comments and trailing commas. Never throws. */
export function parseProjectFile(written: string, path: string): ProjectFile {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  const lines = new LineIndex(text);
  const at = (offset: number, message: string): string => {
    const { line, character } = lines.positionAt(offset);
    return `${path}:${line + 1}:${character + 1}: ${message}`;
  };
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== undefined) return brokenFile(path, at(tooDeep, 'lists and objects are nested too deeply'));
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  if (root === undefined) return brokenFile(path, `${path}: the file must hold an object: { … }`);
  const [error] = errors;
  if (error !== undefined) {
    const what = SYNTAX_ERRORS[printParseErrorCode(error.error)] ?? 'this is not JSON';
    return brokenFile(path, at(error.offset, what));
  }
  if (root.type !== 'object') return brokenFile(path, at(root.offset, 'the file must hold an object: { … }'));

  const { configuration, problems } = readObject(root);
  const twice = twiceGiven(root).map(({ offset, value }) =>
    at(offset, `${shownKey(String(value))} is given twice; the last one counts`),
  );
  return {
    path,
    configuration,
    problems: [...problems.map((problem) => at(offsetOf(root, problem), problem.message)), ...twice].slice(
      0,
      MAX_PROBLEMS,
    ),
    isBroken: false,
    exclude: new ExcludePatterns(configuration.exclude ?? []),
  };
}

/** A project file that is there and cannot be read. @param reason in plain words */
export function unreadableProjectFile(path: string, reason: string): ProjectFile {
  return brokenFile(path, `${path}: cannot be read: ${reason}`);
}

function brokenFile(path: string, problem: string): ProjectFile {
  return { path, configuration: {}, problems: [problem], isBroken: true, exclude: new ExcludePatterns([]) };
}

/** Reads all keys but `$schema`, which is for editors. */
function readObject(root: Node): ReadConfiguration {
  const value = plainValue(root) as Record<string, unknown>;
  const { $schema, ...rest } = value;
  const read = readConfiguration(rest);
  if ($schema === undefined || typeof $schema === 'string') return read;
  const problem = { path: ['$schema'], atKey: false, message: '$schema must be text' };
  return { ...read, problems: [problem, ...read.problems] };
}

/** The value of a node. Objects have no prototype, so that `__proto__` is a key like any other. */
function plainValue(node: Node): unknown {
  if (node.type === 'array') return node.children?.map(plainValue) ?? [];
  if (node.type !== 'object') return node.value;
  const object = Object.create(null) as Record<string, unknown>;
  for (const property of node.children ?? []) {
    const [key, value] = property.children ?? [];
    if (key !== undefined && value !== undefined) object[String(key.value)] = plainValue(value);
  }
  return object;
}

/** Where in the text a problem is. */
function offsetOf(root: Node, { path, atKey }: ConfigurationProblem): number {
  let node = root;
  let key = root;
  for (const step of path) {
    if (typeof step === 'number') {
      node = node.children?.[step] ?? node;
      continue;
    }
    // Of a key that is given twice the last one was read.
    const property = node.children?.findLast(({ children }) => children?.[0]?.value === step);
    key = property?.children?.[0] ?? node;
    node = property?.children?.[1] ?? node;
  }
  return atKey ? key.offset : node.offset;
}

/** The second of keys that stand more than once in the file's object or the one of its rules; no more than are told of. */
function twiceGiven(root: Node): readonly Node[] {
  const rules = root.children?.findLast(({ children }) => children?.[0]?.value === 'rules')?.children?.[1];
  const repeated: Node[] = [];
  for (const object of [root, rules]) {
    const known = new Set<unknown>();
    const told = new Set<unknown>();
    for (const { children } of object?.type === 'object' ? (object.children ?? []) : []) {
      const key = children?.[0];
      if (key === undefined) continue;
      if (known.has(key.value) && !told.has(key.value)) {
        told.add(key.value);
        if (repeated.push(key) >= MAX_PROBLEMS) return repeated;
      }
      known.add(key.value);
    }
  }
  return repeated;
}

/** Offset of the first bracket that is nested too deeply for a parser that calls itself. */
function firstTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const offset = scanner.getTokenOffset();
    const first = text[offset];
    if (first === '{' || first === '[') depth++;
    else if (first === '}' || first === ']') depth--;
    if (depth > MAX_DEPTH) return offset;
  }
  return undefined;
}
