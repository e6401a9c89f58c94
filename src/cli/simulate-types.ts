import { slotTypes } from '../analysis/pricing.ts';
import { formatCount, plural } from '../base/format.ts';
import { type IncomparablePart, incomparablePart } from '../semantics/comparable.ts';
import { type GoType, UNKNOWN } from '../semantics/go-type.ts';
import { keyCount } from '../semantics/key-count.ts';
import { PackageIndex } from '../semantics/package-index.ts';
import { standardPackages } from '../semantics/standard-library.ts';
import { type WordBytes, sizeOf } from '../semantics/sizes.ts';
import { TYPE_KINDS, typeFromNode } from '../semantics/type-syntax.ts';
import type { SlotTypes } from '../simulator/model.ts';
import { GoDocument } from '../syntax/document.ts';
import type { GoGrammar } from '../syntax/grammar.ts';
import { type GoSyntax, child, textOf, walk } from '../syntax/node.ts';
import { Mistake } from './option-values.ts';

/** Larger types would take the byte counts of long runs beyond what a JavaScript number holds exactly. */
const MAX_TYPE_BYTES = 2 ** 30;

/**
 * Reads the Go types of a map's key and element and lays them out for words of so many bytes.
 * @param entries so many different keys are wanted
 * @throws Mistake naming the option whose type is none, cannot be laid out, cannot be a key or has too few values
 */
export function readSlotTypes(
  grammar: GoGrammar,
  { key, elem }: { readonly key: string; readonly elem: string },
  entries: number,
  word: WordBytes,
): SlotTypes {
  // No declarations are in view but the standard library's: a type has to say all of itself.
  const index = new PackageIndex([], standardPackages(grammar));
  const keyType = readType(grammar, '--key', key);
  const elemType = readType(grammar, '--elem', elem);
  const incomparable = incomparablePart(keyType, index);
  if (incomparable !== undefined) throw new Mistake(`--key ${quoted(key)}: ${whyNoKey(incomparable)}`);
  checkLayout('--key', key, keyType, index, word);
  checkLayout('--elem', elem, elemType, index, word);
  const keys = keyCount(keyType, index);
  if (keys < entries) {
    throw new Mistake(`--fill ${formatCount(entries)}: ${quoted(key)} has only ${plural(keys, 'value')}`);
  }
  return slotTypes(keyType, elemType, index, word).types;
}

/** A type as it was written, on one line. */
export function oneLine(type: string): string {
  return type.trim().replace(/\s+/g, ' ');
}

/** Characters of a type that a message repeats. */
const MAX_QUOTED = 100;

function quoted(type: string): string {
  const text = oneLine(type);
  return text.length <= MAX_QUOTED ? text : `${text.slice(0, MAX_QUOTED)}…`;
}

const BEFORE_TYPE = 'package p\n\nvar _ ';

function readType(grammar: GoGrammar, option: string, written: string): GoType {
  const text = `${BEFORE_TYPE}${written.trim()}`;
  const document = GoDocument.open(grammar, `${text}\n`);
  const syntax = document.syntax();
  document.dispose();
  let type: GoType | undefined;
  walk(syntax.root, (node) => {
    if (type !== undefined || !TYPE_KINDS.has(node.kind)) return undefined;
    if (node.start === BEFORE_TYPE.length && node.end === text.length) {
      type = typeFromNode(node, syntax, onlyAConstraint);
    }
    return undefined;
  });
  if (type === undefined || syntax.errors > 0) {
    throw new Mistake(`${option} takes a Go type, not "${quoted(written)}"`);
  }
  if (hasNegativeLength(syntax)) {
    throw new Mistake(`${option} ${quoted(written)}: the length of an array cannot be negative`);
  }
  return type;
}

/** True for `[-1]int` anywhere in the type. */
function hasNegativeLength(syntax: GoSyntax): boolean {
  let found = false;
  walk(syntax.root, (node) => {
    const length = node.kind === 'array_type' ? child(node, 'length') : undefined;
    if (length !== undefined && /^-\s*[1-9]/.test(textOf(syntax, length))) found = true;
    return undefined;
  });
  return found;
}

/** `comparable` reads like a type and is none that a variable could have. */
function onlyAConstraint(name: string): GoType | undefined {
  return name === 'comparable' ? UNKNOWN : undefined;
}

function checkLayout(
  option: string,
  written: string,
  type: GoType,
  index: PackageIndex,
  word: WordBytes,
): void {
  const { size, assumed } = sizeOf(type, index, word);
  const [unknown] = assumed;
  const shown = `${option} ${quoted(written)}`;
  if (unknown !== undefined) {
    throw new Mistake(
      /^[\p{L}_][\p{L}\p{N}_.]*$/u.test(unknown)
        ? `${shown}: ${unknown} is not known here; write what it is made of, for example 'struct{a int32; b string}'`
        : `${shown} cannot be laid out: it has ${unknown}`,
    );
  }
  if (size > MAX_TYPE_BYTES) {
    throw new Mistake(
      `${shown}: takes ${formatCount(size)} bytes; at most ${formatCount(MAX_TYPE_BYTES)} are simulated`,
    );
  }
}

const NAME_OF = { slice: 'a slice', map: 'a map', function: 'a function' } as const;

function whyNoKey({ kind, fields }: IncomparablePart): string {
  if (fields.length === 0) return `${NAME_OF[kind]} cannot be compared and so cannot be a map key`;
  return `the field ${fields.join('.')} is ${NAME_OF[kind]}, which cannot be compared, so this cannot be a map key`;
}
