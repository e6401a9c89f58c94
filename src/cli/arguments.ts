import type { Configuration } from '../analysis/configuration.ts';
import { closest, didYouMean } from '../base/suggestion.ts';
import type { Confidence } from '../rules/model.ts';
import { COMMANDS, type HelpTopic, isHelpTopic } from './help.ts';
import { Mistake, parseGo } from './option-values.ts';
import { parseOptions } from './options.ts';
import { type SimulateOptions, parseSimulate } from './simulate-arguments.ts';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly format: 'text' | 'json';
  readonly fix: 'none' | 'preview' | 'write';
  /** What the options set; it wins over every project file. */
  readonly given: Configuration;
  /** `--rule`: only these, whatever level a project file gives them; undefined means all. */
  readonly only: ReadonlySet<string> | undefined;
  /** `--all`: every rule, every confidence, no thresholds. */
  readonly everything: boolean;
  /** The project file of each directory, one for everything, or none. */
  readonly projectFile: 'nearest' | 'none' | { readonly path: string };
}

/** What the user wants, or what is wrong with how it was said. */
export type Invocation =
  | { readonly kind: 'help'; readonly topic: HelpTopic }
  | { readonly kind: 'version' }
  | { readonly kind: 'check'; readonly options: CheckOptions }
  /** `check --verify-types` */
  | { readonly kind: 'verifyTypes'; readonly paths: readonly string[] }
  | { readonly kind: 'simulate'; readonly options: SimulateOptions }
  /** `rule` undefined: list them all. */
  | { readonly kind: 'explain'; readonly rule: string | undefined }
  /** `lsp --stdio` */
  | { readonly kind: 'serve' }
  | { readonly kind: 'mistake'; readonly message: string; readonly topic: HelpTopic };

/** Reads the arguments after the program's name. `knownRules` are the ids that `--rule` and `explain` may name. */
export function parseInvocation(args: readonly string[], knownRules: readonly string[]): Invocation {
  const [first, ...rest] = args;
  const topic: HelpTopic = isHelpTopic(first) ? first : 'general';
  try {
    switch (first) {
      case 'check':
        return parseCheck(rest, knownRules);
      case 'explain':
        return parseExplain(rest, knownRules);
      case 'simulate': {
        const options = parseSimulate(rest);
        return options === undefined ? { kind: 'help', topic: 'simulate' } : { kind: 'simulate', options };
      }
      case 'lsp':
        return parseServe(rest);
      case 'help':
      case '--help':
      case '-h':
        return { kind: 'help', topic: isHelpTopic(rest[0]) ? rest[0] : 'general' };
      case 'version':
      case '--version':
      case '-v':
        return { kind: 'version' };
      case undefined:
        throw new Mistake('no command given');
      default:
        throw unknownCommand(first);
    }
  } catch (error) {
    if (error instanceof Mistake) return { kind: 'mistake', message: error.message, topic };
    if (isParseArgsError(error)) return { kind: 'mistake', message: firstSentence(error.message), topic };
    throw error;
  }
}

function unknownCommand(first: string): Mistake {
  if (first.startsWith('-')) {
    return new Mistake(`unknown option ${first}; options go after the command: bucketwise check ${first}`);
  }
  const meant = closest(first, COMMANDS);
  const advice = meant === undefined ? `; to scan a folder: bucketwise check ${first}` : didYouMean(meant);
  return new Mistake(`unknown command "${first}"${advice}`);
}

function parseCheck(args: readonly string[], knownRules: readonly string[]): Invocation {
  const { values, positionals } = parseOptions(args, {
    format: { type: 'string', default: 'text' },
    fix: { type: 'boolean', default: false },
    diff: { type: 'boolean', default: false },
    rule: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    go: { type: 'string' },
    'min-bytes': { type: 'string' },
    'min-entries': { type: 'string' },
    'min-confidence': { type: 'string' },
    'hot-only': { type: 'boolean', default: false },
    tests: { type: 'boolean', default: false },
    'max-file-size': { type: 'string' },
    config: { type: 'string' },
    'no-config': { type: 'boolean', default: false },
    'verify-types': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) return { kind: 'help', topic: 'check' };
  const { format, fix, diff } = values;
  if (format !== 'text' && format !== 'json') throw new Mistake(`--format is text or json, not "${format}"`);
  if (fix && diff) throw new Mistake('--diff only shows what --fix would do: give one of them');
  if (diff && format === 'json') throw new Mistake('--diff writes a patch and goes with --format text only');
  const paths = positionals.length === 0 ? ['.'] : positionals;
  if (values['verify-types']) {
    const [other] =
      Object.entries(values).find(([name, value]) => name !== 'verify-types' && isSet(value)) ?? [];
    if (other !== undefined) throw new Mistake(`--verify-types reports no findings: leave out --${other}`);
    return { kind: 'verifyTypes', paths };
  }
  const { config } = values;
  if (config === '') throw new Mistake('--config takes the path of a project file, and got nothing');
  if (config !== undefined && values['no-config'])
    throw new Mistake('--config names a project file and --no-config wants none: give one of them');
  const only = values.rule?.map((id) => checkRule(id, knownRules));
  return {
    kind: 'check',
    options: {
      paths,
      format,
      fix: fix ? 'write' : diff ? 'preview' : 'none',
      given: {
        ...whereGiven('goVersion', '--go', values.go, parseGo),
        ...whereGiven('maxFileSize', '--max-file-size', values['max-file-size'], parseSize),
        ...whereGiven('minBytes', '--min-bytes', values['min-bytes'], parseSize),
        ...whereGiven('minEntries', '--min-entries', values['min-entries'], parseCount),
        ...whereGiven('minimumConfidence', '--min-confidence', values['min-confidence'], parseConfidence),
        ...(values['hot-only'] && { hotOnly: true }),
        ...(values.tests && { includeTests: true }),
      },
      only: only === undefined ? undefined : new Set(only),
      everything: values.all,
      projectFile: values['no-config'] ? 'none' : config === undefined ? 'nearest' : { path: config },
    },
  };
}

/** A key and its value, or nothing where the option is not there. */
function whereGiven<Key extends keyof Configuration>(
  key: Key,
  option: string,
  text: string | undefined,
  parse: (option: string, text: string) => NonNullable<Configuration[Key]>,
): Pick<Configuration, Key> | undefined {
  return text === undefined ? undefined : ({ [key]: parse(option, text) } as Pick<Configuration, Key>);
}

/** False for the defaults of the options of check. */
function isSet(value: string | boolean | readonly string[] | undefined): boolean {
  return value !== undefined && value !== false && value !== 'text';
}

function parseExplain(args: readonly string[], knownRules: readonly string[]): Invocation {
  const { values, positionals } = parseOptions(args, {
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) return { kind: 'help', topic: 'explain' };
  const [rule, ...more] = positionals;
  if (more.length > 0) throw new Mistake('explain takes one rule at a time');
  return { kind: 'explain', rule: rule === undefined ? undefined : checkRule(rule, knownRules) };
}

function parseServe(args: readonly string[]): Invocation {
  const { values, positionals } = parseOptions(args, {
    // Editors pass it by convention, and there is no other way.
    stdio: { type: 'boolean', default: true },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) return { kind: 'help', topic: 'lsp' };
  const [first] = positionals;
  if (first !== undefined)
    throw new Mistake(`lsp takes no paths: the editor says which folders are open, not "${first}"`);
  return { kind: 'serve' };
}

function checkRule(id: string, knownRules: readonly string[]): string {
  if (knownRules.includes(id)) return id;
  throw new Mistake(`no rule is called "${id}"; the rules are ${knownRules.join(', ')}`);
}

const UNIT_BYTES: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  kb: 1000,
  mb: 1_000_000,
  gb: 1_000_000_000,
  kib: 1024,
  mib: 1024 ** 2,
  gib: 1024 ** 3,
};

function parseSize(option: string, text: string): number {
  const match = /^(\d{1,15}(?:\.\d{1,6})?) ?([a-z]{0,3})$/i.exec(text.replaceAll('_', ''));
  const unit = UNIT_BYTES[match?.[2]?.toLowerCase() ?? ''];
  if (match === null || unit === undefined) {
    throw new Mistake(`${option} takes a size like 4096, 500kB or 2MB, not "${text}"`);
  }
  return Math.floor(Number(match[1]) * unit);
}

function parseCount(option: string, text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new Mistake(`${option} takes a whole number, not "${text}"`);
  return Number(text);
}

function parseConfidence(option: string, text: string): Confidence {
  if (text === 'certain' || text === 'likely' || text === 'possible') return text;
  throw new Mistake(`${option} is certain, likely or possible, not "${text}"`);
}

function isParseArgsError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    typeof error.code === 'string' &&
    error.code.startsWith('ERR_PARSE_ARGS_')
  );
}

/** Node adds advice for programmers after the first sentence. */
function firstSentence(message: string): string {
  const first = (message.split(/\.\s/, 1)[0] ?? message).replace(/\.$/, '').replaceAll('\n', ' ');
  return first.charAt(0).toLowerCase() + first.slice(1);
}
