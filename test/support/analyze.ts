import { analyzePackage } from '../../src/analysis/package-analysis.ts';
import {
  DEFAULT_OPTIONS,
  type AnalysisOptions,
  type FileAnalysis,
  type GoContext,
} from '../../src/analysis/model.ts';
import { parseGoVersion, type GoVersion } from '../../src/base/go-version.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { goGrammar } from './grammar.ts';

/** A Go version the test knows to be well formed. */
export function goVersion(text: string): GoVersion {
  const version = parseGoVersion(text);
  if (version === undefined) throw new Error(`not a Go version: ${text}`);
  return version;
}

/** A module on one Go version, nothing assumed. */
export function goContext(runtime = '1.26', language = runtime): GoContext {
  return {
    runtime: goVersion(runtime),
    runtimeSource: 'setting',
    language: goVersion(language),
    languageSource: 'go line',
    noSwissMap: false,
    module: undefined,
    problems: [],
  };
}

export interface AnalyzeSettings {
  readonly go?: GoContext;
  readonly options?: Partial<AnalysisOptions>;
  readonly rules?: readonly Rule[];
  /** Other files of the package: name to text. */
  readonly siblings?: Readonly<Record<string, string>>;
  readonly path?: string;
}

/** Analyses one Go source text. */
export async function analyze(text: string, settings: AnalyzeSettings = {}): Promise<FileAnalysis> {
  const path = settings.path ?? 'file.go';
  const siblings = Object.entries(settings.siblings ?? {}).map(([name, source]) => ({
    path: name,
    text: source,
  }));
  const { files } = analyzePackage(
    await goGrammar(),
    [{ path, text }, ...siblings],
    settings.go ?? goContext(),
    { ...DEFAULT_OPTIONS, listSites: true, ...settings.options },
    undefined,
    new Set([path]),
    settings.rules,
  );
  const [analysis] = files;
  if (analysis === undefined) throw new Error('the file was not analysed');
  return analysis;
}
