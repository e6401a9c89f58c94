import type { GoVersion } from '../base/go-version.ts';
import type { Confidence, Finding, Severity } from '../rules/model.ts';
import type { MapSite } from './map-site.ts';

/** The name of a project file. The nearest one from a Go file's directory upwards counts, and no other. */
export const PROJECT_FILE = '.bucketwise.json';

/** Where a Go version was learnt. `assumed` means nothing said, and every sentence that depends on it must say so. */
export type GoVersionSource =
  'setting' | 'project file' | 'toolchain line' | 'installed Go' | 'go line' | 'assumed';

/**
 * The two Go versions of a file. `language` (the go.mod `go` line) decides what a fix may write; `runtime` (the
 * toolchain that builds) decides which map is running.
 */
export interface GoContext {
  readonly language: GoVersion;
  readonly languageSource: GoVersionSource;
  readonly runtime: GoVersion;
  readonly runtimeSource: GoVersionSource;
  /** From GOEXPERIMENT: classic maps on Go 1.24 and 1.25. */
  readonly noSwissMap: boolean;
  /** Module root or work file that was read, for messages; undefined outside any module. */
  readonly module: string | undefined;
  /** Problems met while reading go.mod or go.work, in plain words. */
  readonly problems: readonly string[];
}

export type RuleLevel = Severity | 'off';

export interface AnalysisOptions {
  /** Only these rules, whatever their level; undefined means all. */
  readonly only: ReadonlySet<string> | undefined;
  /** Levels that differ from the rules' defaults. */
  readonly levels: Readonly<Record<string, RuleLevel>>;
  /** Every rule, style included, every confidence, no thresholds. */
  readonly everything: boolean;
  /** A cost finding must save at least so many bytes, at the round number priced where the real one is unknown. */
  readonly minBytes: number;
  /** A cost finding needs at least so many entries, where the number is known. */
  readonly minEntries: number;
  readonly minConfidence: Confidence;
  /** Leave out cost and style findings that are neither in hot code nor about a large map. */
  readonly hotOnly: boolean;
  /** Report cost and style findings in `_test.go` files too. */
  readonly includeTests: boolean;
  /** List the map sites too, priced: for editors. */
  readonly listSites: boolean;
}

export const DEFAULT_OPTIONS: AnalysisOptions = {
  only: undefined,
  levels: {},
  everything: false,
  minBytes: 256,
  minEntries: 9,
  minConfidence: 'likely',
  hotOnly: false,
  includeTests: false,
  listSites: false,
};

/** One Go source file as it was read. `path` is only a name here: the core reads no files. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** A rule that threw. It is switched off for that document; the rest of the analysis goes on. */
export interface RuleFailure {
  readonly ruleId: string;
  readonly message: string;
}

export interface FileAnalysis {
  readonly path: string;
  readonly findings: readonly Finding[];
  /** Findings left out because of thresholds or confidence; `everything` would show them. */
  readonly hidden: number;
  /** Findings silenced by a directive in a comment. */
  readonly suppressed: readonly Finding[];
  /** Empty unless the options ask for them. */
  readonly sites: readonly MapSite[];
  readonly failures: readonly RuleFailure[];
  /** Number of syntax errors the parser reported, for statistics. */
  readonly syntaxErrors: number;
  /** True for files marked `// Code generated … DO NOT EDIT.`: nothing is reported in them. */
  readonly generated: boolean;
}
