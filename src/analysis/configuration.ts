import { parseGoVersion, type GoVersion } from '../base/go-version.ts';
import { RULES } from '../rules/index.ts';
import type { Confidence } from '../rules/model.ts';
import { closest, didYouMean } from '../base/suggestion.ts';
import { MAX_PATTERNS, whyNoPattern } from './exclude-patterns.ts';
import { DEFAULT_OPTIONS, type AnalysisOptions, type RuleLevel } from './model.ts';

/**
 * What one place sets: a project file, the settings of an editor, the command line. A key that it leaves open is not
 * there, so that a weaker place can fill it in.
 */
export interface Configuration {
  readonly rules?: Readonly<Record<string, RuleLevel>>;
  readonly minimumConfidence?: Confidence;
  readonly minBytes?: number;
  readonly minEntries?: number;
  readonly hotOnly?: boolean;
  readonly includeTests?: boolean;
  /** Bytes; larger files are left alone. */
  readonly maxFileSize?: number;
  /** There and undefined where it was set to "": to find the version out. */
  readonly goVersion?: GoVersion | undefined;
  /** Patterns as in .gitignore. What they are relative to, the place they were written at knows. */
  readonly exclude?: readonly string[];
}

/** Something in a configuration that cannot be used and keeps its default. */
export interface ConfigurationProblem {
  /** The way to it from the top: keys and indices. */
  readonly path: readonly (string | number)[];
  /** It is the key at the end of the way that is wrong, not its value. */
  readonly atKey: boolean;
  /** Plain words that begin with the key: `minBytes must be …`. */
  readonly message: string;
}

/** What could be used of a configuration, and what could not. */
export interface ReadConfiguration {
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

/** All that configurations decide together. Which files are excluded is decided by each place for itself. */
export interface CombinedConfiguration {
  readonly analysis: AnalysisOptions;
  readonly maxFileSize: number;
}

/** Bytes. The largest hand-written file in Go's own tree is below half of it. */
export const DEFAULT_MAX_FILE_SIZE = 2_000_000;

/** Bytes. Who means megabytes and writes 2 would be told that every file is too large. */
const LEAST_MAX_FILE_SIZE = 1000;

const LEVELS: readonly RuleLevel[] = ['off', 'hint', 'information', 'warning', 'error'];
const CONFIDENCES: readonly Confidence[] = ['certain', 'likely', 'possible'];

/** More are not worth reading, and a hostile file could hold a hundred thousand. */
export const MAX_PROBLEMS = 20;

/** Longer keys are nothing that a known one was misspelt as. */
const MAX_KEY = 40;

/** Takes note of a problem below the key that is read. The message is only made where it is shown. */
type Report = (path: ConfigurationProblem['path'], message: () => string, atKey?: boolean) => void;

/** Stands for a value that cannot be used. */
const UNUSABLE = Symbol('unusable');

type Read<T> = (value: unknown, key: string, report: Report) => T | typeof UNUSABLE;

const READERS: { readonly [Key in keyof Configuration]-?: Read<Configuration[Key]> } = {
  rules: readLevels,
  minimumConfidence: oneOf(CONFIDENCES),
  minBytes: wholeNumber(0),
  minEntries: wholeNumber(0),
  hotOnly: trueOrFalse,
  includeTests: trueOrFalse,
  maxFileSize: wholeNumber(LEAST_MAX_FILE_SIZE),
  goVersion: readGoVersion,
  exclude: readPatterns,
};

/** The keys that a configuration may have. */
export const CONFIGURATION_KEYS: readonly string[] = Object.keys(READERS);

/** Reads what somebody wrote. Whatever makes no sense is left out and becomes a problem; nothing is ever thrown. */
export function readConfiguration(value: Readonly<Record<string, unknown>>): ReadConfiguration {
  const problems: ConfigurationProblem[] = [];
  const report: Report = (path, message, atKey = false) => {
    if (problems.length < MAX_PROBLEMS) problems.push({ path, atKey, message: message() });
  };
  const found: [string, unknown][] = [];
  for (const [key, given] of Object.entries(value)) {
    if (isKnown(key)) {
      const read = READERS[key](given, key, report);
      if (read !== UNUSABLE) found.push([key, read]);
    } else {
      report([key], () => `${shownKey(key)} is not known${meant(key, CONFIGURATION_KEYS)}`, true);
    }
  }
  return { configuration: Object.fromEntries(found), problems };
}

/** True where an unknown key was probably meant for a known one. */
export function isMisspelt(key: string): boolean {
  return !isKnown(key) && key.length <= MAX_KEY && closest(key, CONFIGURATION_KEYS) !== undefined;
}

/** Puts together what several places set, the weakest first. `rules` is put together rule by rule. */
export function combine(...places: readonly Configuration[]): CombinedConfiguration {
  const set = places.reduce<Configuration>(
    (weaker, stronger) => ({
      ...weaker,
      ...stronger,
      rules: { ...weaker.rules, ...stronger.rules },
    }),
    {},
  );
  return {
    analysis: {
      ...DEFAULT_OPTIONS,
      levels: set.rules ?? {},
      minBytes: set.minBytes ?? DEFAULT_OPTIONS.minBytes,
      minEntries: set.minEntries ?? DEFAULT_OPTIONS.minEntries,
      minConfidence: set.minimumConfidence ?? DEFAULT_OPTIONS.minConfidence,
      hotOnly: set.hotOnly ?? DEFAULT_OPTIONS.hotOnly,
      includeTests: set.includeTests ?? DEFAULT_OPTIONS.includeTests,
    },
    maxFileSize: set.maxFileSize ?? DEFAULT_MAX_FILE_SIZE,
  };
}

function isKnown(key: string): key is keyof Configuration {
  return Object.hasOwn(READERS, key);
}

/** True for an object with keys, of which nothing else is known. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readLevels(value: unknown, key: string, report: Report): Configuration['rules'] | typeof UNUSABLE {
  if (!isRecord(value)) {
    report([key], () => `${key} must be an object of rules and levels, not ${shown(value)}`);
    return UNUSABLE;
  }
  const ids = RULES.map(({ id }) => id);
  const levels: Record<string, RuleLevel> = {};
  for (const [rule, given] of Object.entries(value)) {
    const level = LEVELS.find((known) => known === given);
    if (!ids.includes(rule)) {
      report([key, rule], () => `${key}: no rule is called ${shownKey(rule)}${meant(rule, ids)}`, true);
    } else if (level === undefined) {
      report([key, rule], () => `${key}.${rule} must be ${listed(LEVELS)}, not ${shown(given)}`);
    } else {
      levels[rule] = level;
    }
  }
  return levels;
}

function readGoVersion(
  value: unknown,
  key: string,
  report: Report,
): Configuration['goVersion'] | typeof UNUSABLE {
  if (typeof value === 'string' && value.trim() === '') return undefined;
  const version = typeof value === 'string' ? parseGoVersion(value) : undefined;
  if (version !== undefined) return version;
  report([key], () => `${key} must be a Go version like "1.24" or "1.26.1", not ${shown(value)}`);
  return UNUSABLE;
}

function readPatterns(
  value: unknown,
  key: string,
  report: Report,
): Configuration['exclude'] | typeof UNUSABLE {
  if (!Array.isArray(value)) {
    report([key], () => `${key} must be a list of patterns, not ${shown(value)}`);
    return UNUSABLE;
  }
  const patterns: string[] = [];
  for (const [index, pattern] of (value as readonly unknown[]).slice(0, MAX_PATTERNS).entries()) {
    const why = typeof pattern === 'string' ? whyNoPattern(pattern) : `must be text, not ${shown(pattern)}`;
    if (why !== undefined) report([key, index], () => `${key}[${index}] ${why}`);
    else patterns.push(pattern as string);
  }
  if (value.length > MAX_PATTERNS) {
    report([key], () => `${key} may hold ${MAX_PATTERNS} patterns; the others are left out`);
  }
  return patterns;
}

function wholeNumber(least: number): Read<number> {
  return (value, key, report) => {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    report([key], () => `${key} must be a whole number of ${least} or more, not ${shown(value)}`);
    return UNUSABLE;
  };
}

function trueOrFalse(value: unknown, key: string, report: Report): boolean | typeof UNUSABLE {
  if (typeof value === 'boolean') return value;
  report([key], () => `${key} must be true or false, not ${shown(value)}`);
  return UNUSABLE;
}

function oneOf<T extends string>(known: readonly T[]): Read<T> {
  return (value, key, report) => {
    const found = known.find((each) => each === value);
    if (found !== undefined) return found;
    report([key], () => `${key} must be ${listed(known)}, not ${shown(value)}`);
    return UNUSABLE;
  };
}

function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}

function meant(key: string, known: readonly string[]): string {
  return key.length > MAX_KEY ? '' : didYouMean(closest(key, known));
}

/** A key as it can stand in a sentence: in quotes where it is not a plain word. */
export function shownKey(key: string): string {
  return /^[\w$.-]{1,40}$/.test(key) ? key : cut(JSON.stringify(key));
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'an object';
  return value === undefined ? 'nothing' : cut(JSON.stringify(value));
}

function cut(text: string): string {
  return text.length <= MAX_KEY ? text : `${text.slice(0, MAX_KEY - 1)}…`;
}
