import { parseGoVersion, type GoVersion } from '../../base/go-version.ts';
import { DEFAULT_OPTIONS, type AnalysisOptions, type RuleLevel } from '../../analysis/model.ts';
import type { Confidence } from '../../rules/model.ts';

/** The settings under `bucketwise.` that hold for one resource. */
export interface Settings {
  readonly analysis: AnalysisOptions;
  /** Overrides the runtime version; undefined when the setting is empty or not a version. */
  readonly goVersion: GoVersion | undefined;
  /** Bytes; larger documents are not analysed. */
  readonly maxFileSize: number;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** What in the settings could not be used, in plain words. */
  readonly problems: readonly string[];
}

/** Bytes. The largest hand-written file in Go's own tree is below half of it. */
const DEFAULT_MAX_FILE_SIZE = 2_000_000;

export const DEFAULT_SETTINGS: Settings = {
  analysis: DEFAULT_OPTIONS,
  goVersion: undefined,
  maxFileSize: DEFAULT_MAX_FILE_SIZE,
  codeLens: true,
  inlayHints: false,
  problems: [],
};

const LEVELS: ReadonlySet<unknown> = new Set<RuleLevel>(['off', 'hint', 'information', 'warning', 'error']);
const CONFIDENCES: ReadonlySet<unknown> = new Set<Confidence>(['certain', 'likely', 'possible']);

const isLevel = (value: unknown): value is RuleLevel => LEVELS.has(value);
const isConfidence = (value: unknown): value is Confidence => CONFIDENCES.has(value);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Reads the client's answer for section `bucketwise`. Whatever has the wrong shape keeps its default and, where a
 * person wrote it, becomes a problem to show.
 */
export function readSettings(value: unknown): Settings {
  if (!isRecord(value)) return DEFAULT_SETTINGS;
  const problems: string[] = [];
  const count = (key: string, fallback: number): number => {
    const given = value[key];
    if (given === undefined || given === null) return fallback;
    if (typeof given === 'number' && Number.isFinite(given) && given >= 0) return given;
    problems.push(`The setting bucketwise.${key} must be a number that is not negative.`);
    return fallback;
  };

  const levels: Record<string, RuleLevel> = {};
  for (const [rule, level] of Object.entries(isRecord(value['rules']) ? value['rules'] : {})) {
    if (isLevel(level)) levels[rule] = level;
    else
      problems.push(`The level of rule ${rule} in bucketwise.rules is not one of ${[...LEVELS].join(', ')}.`);
  }

  const versionText = typeof value['goVersion'] === 'string' ? value['goVersion'].trim() : '';
  const goVersion = versionText === '' ? undefined : parseGoVersion(versionText);
  if (versionText !== '' && goVersion === undefined) {
    problems.push(`The setting bucketwise.goVersion is not a Go version: ${versionText}`);
  }

  const confidence = value['minimumConfidence'];
  return {
    analysis: {
      ...DEFAULT_OPTIONS,
      levels,
      minBytes: count('minBytes', DEFAULT_OPTIONS.minBytes),
      minEntries: count('minEntries', DEFAULT_OPTIONS.minEntries),
      minConfidence: isConfidence(confidence) ? confidence : DEFAULT_OPTIONS.minConfidence,
      hotOnly: value['hotOnly'] === true,
      includeTests: value['includeTests'] === true,
    },
    goVersion,
    maxFileSize: count('maxFileSize', DEFAULT_MAX_FILE_SIZE),
    codeLens: isEnabled(value['codeLens'], DEFAULT_SETTINGS.codeLens),
    inlayHints: isEnabled(value['inlayHints'], DEFAULT_SETTINGS.inlayHints),
    problems,
  };
}

/** The `enabled` in a group of settings. */
function isEnabled(group: unknown, byDefault: boolean): boolean {
  const enabled = isRecord(group) ? group['enabled'] : undefined;
  return typeof enabled === 'boolean' ? enabled : byDefault;
}

/** Settings per resource, asked for once and kept until the client says that they changed. */
export class SettingsStore {
  readonly #ask: (uri: string) => Promise<unknown>;
  #known = new Map<string, Promise<Settings>>();

  /** @param ask answers section `bucketwise` for a resource; a rejection counts as "nothing set" */
  constructor(ask: (uri: string) => Promise<unknown>) {
    this.#ask = ask;
  }

  of(uri: string): Promise<Settings> {
    let settings = this.#known.get(uri);
    if (settings === undefined) {
      settings = this.#ask(uri).then(readSettings, () => DEFAULT_SETTINGS);
      this.#known.set(uri, settings);
    }
    return settings;
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  clear(): void {
    this.#known = new Map();
  }
}
