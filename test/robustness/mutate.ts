import type { RandomWords } from '../../src/simulator/hash.ts';
import { pick } from '../../src/simulator/workload-keys.ts';

/** Go words and brackets that change how what follows is read. */
const WORDS =
  'func return if else for range switch case default select go defer goto break continue fallthrough var const type struct interface map chan package import make delete len clear append copy _ := = == += ++ <- ... ( ) [ ] { } , ; : . * & ! ~'.split(
    ' ',
  );

/** What no editor stops people from pasting: unclosed quotes and comments, lone surrogates, NUL, odd line ends. */
const ODDITIES = [
  '"',
  "'",
  '`',
  '/*',
  '*/',
  '//',
  '\\',
  '\0',
  '\r',
  '\r\n',
  '\u2028',
  '\uFEFF',
  '\u200D',
  '\uD835',
  '\uDCB3',
  '𝒳',
  'é',
  'e\u0301',
  '世界',
  '//go:build go1.18 || (',
  '//bucketwise:ignore',
  '//bucketwise:size 99999999999999999999',
  '0x',
  '1e400',
  '9999999999999999999999999999999999',
  '-1',
  '1 << 62',
];

/** Deeper than anything that people write, so that no step may lean on the stack being deep enough. */
const DEPTH = 3_000;

const TOKEN = /[\p{L}_][\p{L}\p{N}_]*|\p{N}+|"[^"\n]*"|[^\s]/gu;

const NAME = /\b[\p{L}_][\p{L}\p{N}_]*/gu;

type Mutation = (text: string, random: RandomWords, others: readonly string[]) => string;

const MUTATIONS: readonly Mutation[] = [
  (text, random) => {
    const at = pick(random, text.length + 1);
    return text.slice(0, at) + text.slice(at + 1 + pick(random, 40));
  },
  (text, random) => {
    const at = pick(random, text.length + 1);
    const copied = text.slice(at, at + 1 + pick(random, 200));
    return insert(text, pick(random, text.length + 1), copied);
  },
  (text, random) => {
    const tokens = [...text.matchAll(TOKEN)];
    return exchange(text, pickFrom(tokens, random), pickFrom(tokens, random));
  },
  (text, random) => {
    const tokens = [...text.matchAll(TOKEN)];
    const [from, to] = [pickFrom(tokens, random), pickFrom(tokens, random)];
    if (from === undefined || to === undefined) return text;
    return text.slice(0, to.index) + from[0] + text.slice(to.index + to[0].length);
  },
  // Names for names leave the text well formed, and wrong in other ways.
  (text, random) => {
    const names = [...text.matchAll(NAME)];
    const [from, to] = [pickFrom(names, random), pickFrom(names, random)];
    if (from === undefined || to === undefined) return text;
    return text.slice(0, to.index) + from[0] + text.slice(to.index + to[0].length);
  },
  (text, random) => {
    const lines = text.split('\n');
    const [a, b] = [pick(random, lines.length), pick(random, lines.length)];
    return lines
      .with(a, lines[b] ?? '')
      .with(b, lines[a] ?? '')
      .join('\n');
  },
  (text, random) => {
    const lines = text.split('\n');
    return lines.toSpliced(pick(random, lines.length), 1 + pick(random, 3)).join('\n');
  },
  (text, random) => {
    const lines = text.split('\n');
    const from = pick(random, lines.length);
    return lines
      .toSpliced(pick(random, lines.length), 0, ...lines.slice(from, from + 1 + pick(random, 8)))
      .join('\n');
  },
  (text, random, others) => {
    const lines = text.split('\n');
    const foreign = (pickFrom(others, random) ?? '').split('\n');
    const from = pick(random, foreign.length);
    return lines
      .toSpliced(pick(random, lines.length), 0, ...foreign.slice(from, from + 1 + pick(random, 12)))
      .join('\n');
  },
  (text, random) => insert(text, pick(random, text.length + 1), ` ${pickFrom(WORDS, random) ?? ''} `),
  (text, random) => {
    const token = pickFrom([...text.matchAll(TOKEN)], random);
    if (token === undefined) return text;
    const word = pickFrom(WORDS, random) ?? '';
    return text.slice(0, token.index) + word + text.slice(token.index + token[0].length);
  },
  (text, random) => insert(text, pick(random, text.length + 1), pickFrom(ODDITIES, random) ?? ''),
  (text, random) => {
    const bytes = Buffer.from(text);
    const at = pick(random, bytes.length + 1);
    // One byte of a longer character, and half of one where that is what is cut.
    const cut = Buffer.concat([
      bytes.subarray(0, at),
      Buffer.from('é').subarray(0, 1),
      bytes.subarray(at + pick(random, 4)),
    ]);
    return cut.toString('utf8');
  },
  (text) => (text.includes('\r\n') ? text.replaceAll('\r\n', '\n') : text.replaceAll('\n', '\r\n')),
  (text, random) => {
    const nesting = pickFrom(['(', '[', '{', 'func() {', 'if x {', 'map[string]', '*', '-'], random) ?? '';
    // Once in a while only: such a text takes far longer than all others.
    return pick(random, 20) > 0 ? text : insert(text, pick(random, text.length + 1), nesting.repeat(DEPTH));
  },
];

/** The text after one to four random changes; the same for the same random words. */
export function mutate(text: string, random: RandomWords, others: readonly string[]): string {
  let mutated = text;
  for (let left = 1 + pick(random, 4); left > 0; left--) {
    mutated = pickFrom(MUTATIONS, random)?.(mutated, random, others) ?? mutated;
  }
  return mutated;
}

function insert(text: string, at: number, inserted: string): string {
  return text.slice(0, at) + inserted + text.slice(at);
}

function exchange(text: string, a: RegExpExecArray | undefined, b: RegExpExecArray | undefined): string {
  if (a === undefined || b === undefined || a.index === b.index) return text;
  const [first, second] = a.index < b.index ? [a, b] : [b, a];
  return (
    text.slice(0, first.index) +
    second[0] +
    text.slice(first.index + first[0].length, second.index) +
    first[0] +
    text.slice(second.index + second[0].length)
  );
}

function pickFrom<T>(items: readonly T[], random: RandomWords): T | undefined {
  return items[pick(random, items.length)];
}
