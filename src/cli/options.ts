import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Mistake } from './option-values.ts';
import { closest, didYouMean } from '../base/suggestion.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<T extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; allowPositionals: true; options: T }>
>;

/** What looks like an option and is a value: no option begins with a digit. */
const NEGATIVE_NUMBER = /^-[\d.]/;

/**
 * Reads the options of a command as `util.parseArgs` does, and besides: names the option that a misspelt one was meant
 * for, refuses to choose where one is given twice that is not `multiple`, and takes `-5` for a value.
 * @throws Mistake
 * @throws the errors of `util.parseArgs`
 */
export function parseOptions<const T extends Options>(args: readonly string[], options: T): Parsed<T> {
  const config = { allowPositionals: true, options } as const;
  const { tokens } = parseArgs({ ...config, args: [...args], strict: false, tokens: true });
  const given = new Set<string>();
  const negative = new Set<number>();
  for (const token of tokens) {
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(options, token.name) ? options[token.name] : undefined;
    if (option === undefined) throw unknownOption(args[token.index] ?? token.rawName, Object.keys(options));
    if (given.has(token.name) && option.multiple !== true)
      throw new Mistake(`--${token.name} is given twice`);
    given.add(token.name);
    if (token.inlineValue === false && NEGATIVE_NUMBER.test(token.value)) negative.add(token.index);
  }
  return parseArgs({ ...config, args: withValuesJoined(args, negative) });
}

/** Options and their values as one word, where parseArgs would find two of them ambiguous. */
function withValuesJoined(args: readonly string[], options: ReadonlySet<number>): string[] {
  return args.flatMap((arg, at) => {
    if (options.has(at)) return [`${arg}=${args[at + 1] ?? ''}`];
    return options.has(at - 1) ? [] : [arg];
  });
}

/** Go's own flags have one dash, so that `-key` stands for `--key` is the likeliest slip. */
function unknownOption(argument: string, known: readonly string[]): Mistake {
  const [flag = argument] = argument.split('=', 1);
  const meant = closest(flag.replace(/^--?/, ''), known);
  return new Mistake(`unknown option '${flag}'${didYouMean(meant === undefined ? undefined : `--${meant}`)}`);
}
