import { formatCount } from '../base/format.ts';
import { type GoVersion, formatGoVersion } from '../base/go-version.ts';
import { MAX_ESTIMATED_ENTRIES, TYPICAL_SEED } from '../simulator/index.ts';
import type { Architecture } from '../simulator/model.ts';
import { Mistake, parseGo } from './option-values.ts';
import { parseOptions } from './options.ts';

/** What `bucketwise simulate` is asked to run, as far as it can be checked without reading types or versions. */
export interface SimulateOptions {
  /** Undefined: that of the directory, as for `check`. */
  readonly go: GoVersion | undefined;
  /** Go types as they were written. */
  readonly key: string;
  readonly elem: string;
  readonly fill: number;
  readonly hint: number | undefined;
  /** Share of the entries that are deleted after the fill, 0 to 1. */
  readonly delete: number;
  /** Rounds of deleting one entry and inserting another, after that. */
  readonly churn: number;
  /** Which entry such a round deletes. */
  readonly churnOrder: 'random' | 'oldest';
  readonly architecture: Architecture;
  readonly noSwissMap: boolean;
  readonly splitGroups: boolean;
  readonly seed: number;
  readonly format: 'text' | 'json' | 'csv';
  readonly compare: Comparison | undefined;
  /** File for a page that shows the run, in the place of all other output; `-` is standard output. */
  readonly html: string | undefined;
  /** What has to be said of options that are taken for something else than they say. */
  readonly remarks: readonly string[];
}

/** What the run is set beside: the same with a hint that fits, or on another Go version. */
export type Comparison = { readonly kind: 'hint' } | { readonly kind: 'go'; readonly go: GoVersion };

/**
 * Reads the arguments after `simulate`; undefined when help is asked for.
 * @throws Mistake
 */
export function parseSimulate(args: readonly string[]): SimulateOptions | undefined {
  const { values, positionals } = parseOptions(args, {
    go: { type: 'string' },
    key: { type: 'string' },
    elem: { type: 'string' },
    fill: { type: 'string' },
    hint: { type: 'string' },
    delete: { type: 'string' },
    churn: { type: 'string' },
    'churn-order': { type: 'string' },
    arch: { type: 'string', default: 'amd64' },
    noswissmap: { type: 'boolean', default: false },
    splitgroups: { type: 'boolean', default: false },
    seed: { type: 'string' },
    format: { type: 'string' },
    compare: { type: 'string' },
    html: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) return undefined;
  const [stray] = positionals;
  if (stray !== undefined) {
    throw new Mistake(`simulate takes options only, not "${stray}"; a type with blanks needs quotes`);
  }
  const key = required('--key', 'the Go type of the keys, for example --key string', values.key);
  const elem = required('--elem', 'the Go type of the elements, for example --elem int64', values.elem);
  const fill = parseWhole(
    '--fill',
    required('--fill', 'how many entries to insert, for example --fill 100000', values.fill),
  );
  const hint = values.hint === undefined ? undefined : parseHint(values.hint, fill);
  const compare = values.compare === undefined ? undefined : parseComparison(values.compare);
  if (compare?.kind === 'hint' && hint === fill) {
    throw new Mistake(
      `--compare hint sets a run beside one with the hint ${formatCount(fill)}, and --hint gives that already`,
    );
  }
  if (values['churn-order'] !== undefined && values.churn === undefined) {
    throw new Mistake('--churn-order says what --churn deletes, and there is no --churn');
  }
  if (values.html !== undefined) checkPage(values);
  return {
    go: values.go === undefined ? undefined : parseGo('--go', values.go),
    key,
    elem,
    fill,
    hint,
    delete: values.delete === undefined ? 0 : parseShare('--delete', values.delete),
    churn: values.churn === undefined ? 0 : parseWhole('--churn', values.churn),
    churnOrder: parseChurnOrder(values['churn-order'] ?? 'random'),
    architecture: parseArchitecture(values.arch),
    noSwissMap: values.noswissmap,
    splitGroups: values.splitgroups,
    seed: values.seed === undefined ? TYPICAL_SEED : parseWhole('--seed', values.seed),
    format: parseFormat(values.format ?? 'text'),
    compare,
    html: values.html,
    remarks: [
      ...releaseRemarks('--go', values.go),
      ...(compare?.kind === 'go' ? releaseRemarks('--compare go', values.compare?.slice(GO_IS.length)) : []),
    ],
  };
}

/** @throws Mistake where a page is asked for that cannot be */
function checkPage({
  html,
  format,
  arch,
}: {
  readonly html?: string;
  readonly format?: string;
  readonly arch: string;
}): void {
  if (html === '') throw new Mistake('--html takes the name of a file, or - for standard output');
  if (format !== undefined) throw new Mistake('--html writes a page in the place of what --format shows');
  if (arch === '386') throw new Mistake('--html shows maps of 64-bit programs, not those of --arch 386');
}

/** A release, as the go command names it. */
const RELEASE = /^(?:go)?\d+\.\d+(?:\.\d+)?$/;

/** Release candidates and custom builds may differ from the release they are named after, which is what is modelled. */
function releaseRemarks(option: string, text: string | undefined): readonly string[] {
  if (text === undefined || RELEASE.test(text.trim())) return [];
  return [
    `${option} ${text}: only releases are modelled; the maps are those of Go ${formatGoVersion(parseGo(option, text))}`,
  ];
}

function required(option: string, meaning: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new Mistake(`${option} is missing: ${meaning}`);
  return value;
}

function parseHint(text: string, fill: number): number {
  if (text === 'fill') return fill;
  if (!isWhole(text))
    throw new Mistake(`--hint takes a whole number, or fill for that of --fill, not "${text}"`);
  return parseWhole('--hint', text);
}

/** Digits, with `_` between them as in Go, or with a power of ten. */
const WHOLE = /^(?:\d+(?:_\d+)*|\d+e\d{1,2})$/i;

function isWhole(text: string): boolean {
  return WHOLE.test(text);
}

function parseWhole(option: string, text: string): number {
  if (!isWhole(text)) {
    throw new Mistake(`${option} takes a whole number like 100000, 1_000_000 or 1e6, not "${text}"`);
  }
  const value = Number(text.replaceAll('_', ''));
  if (value > MAX_ESTIMATED_ENTRIES) {
    throw new Mistake(`${option} takes at most ${formatCount(MAX_ESTIMATED_ENTRIES)}, not "${text}"`);
  }
  return value;
}

function parseShare(option: string, text: string): number {
  const value = /^(?:\d+(?:\.\d*)?|\.\d+)$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= 1) return value;
  throw new Mistake(`${option} takes a share of the entries from 0 to 1, like 0.9, not "${text}"`);
}

function parseArchitecture(text: string): Architecture {
  if (text === 'amd64' || text === 'arm64' || text === '386') return text;
  throw new Mistake(`--arch is amd64, arm64 or 386, not "${text}"`);
}

function parseFormat(text: string): SimulateOptions['format'] {
  if (text === 'text' || text === 'json' || text === 'csv') return text;
  throw new Mistake(`--format is text, json or csv, not "${text}"`);
}

function parseChurnOrder(text: string): SimulateOptions['churnOrder'] {
  if (text === 'random' || text === 'oldest') return text;
  throw new Mistake(`--churn-order is random or oldest, not "${text}"`);
}

const GO_IS = 'go=';

function parseComparison(text: string): Comparison {
  if (text === 'hint') return { kind: 'hint' };
  if (text.startsWith(GO_IS)) {
    return { kind: 'go', go: parseGo('--compare go', text.slice(GO_IS.length)) };
  }
  throw new Mistake(`--compare is hint or go=VERSION, for example go=1.26, not "${text}"`);
}
