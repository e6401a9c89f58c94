import { type Cancellation, CancelledError } from '../../base/cancellation.ts';
import type { Fix } from '../../rules/model.ts';
import { applyEditsKeepingLineEndings, mergeSafeFixes } from '../merge-fixes.ts';
import type { AnalysisOptions, FileAnalysis, GoContext, SourceFile } from '../model.ts';
import { type SkippedPath, reasonOf } from './skipped.ts';
import type { PackageLookup } from '../../semantics/package-index.ts';
import type { DiskFile } from './source-file.ts';

/** Analyses the files of one package; only those whose paths are in `judged` are reported on. */
export type AnalyzePackage = (
  files: readonly SourceFile[],
  go: GoContext,
  options: AnalysisOptions,
  cancellation: Cancellation,
  judged: ReadonlySet<string>,
  packages: PackageLookup | undefined,
) => { readonly files: readonly FileAnalysis[] };

export interface PackageSettings {
  readonly analyze: AnalyzePackage;
  readonly options: AnalysisOptions;
  readonly cancellation: Cancellation;
  /** What the package imports; undefined where nothing but the standard library is to be looked up. */
  readonly packages?: PackageLookup | undefined;
}

/** A file of the package; one that is not judged is only read for what it declares. One that cannot be read has no text. */
export interface PackageMember {
  readonly file: DiskFile;
  readonly judged: boolean;
}

/** One judged file. `text` is what `analysis` speaks of: as read, or with the safe fixes in it. */
export interface ScannedFile {
  readonly file: DiskFile;
  readonly text: string;
  readonly analysis: FileAnalysis;
  /** Number of fixes that are in `text`. */
  readonly fixes: number;
  /** The analysis of the file before any fix. */
  readonly asRead: FileAnalysis;
}

export interface ScannedPackage {
  readonly files: readonly ScannedFile[];
  readonly skipped: readonly SkippedPath[];
  /** Rules that failed, fixes that did not work out. */
  readonly warnings: readonly string[];
}

type Analyses = ReadonlyMap<string, FileAnalysis>;

/** Text of a file, and the number of fixes in it. */
interface FileState {
  readonly text: string;
  readonly fixes: number;
}

type Texts = ReadonlyMap<string, FileState>;

/** Fixes can make room for others; more rounds than this mean two rules that undo each other. */
const MAX_FIX_ROUNDS = 10;

/** Analyses one package and, when asked, applies its safe fixes to the texts until no more are found. */
export function analyzeMembers(
  members: readonly PackageMember[],
  go: GoContext,
  settings: PackageSettings,
  fix: boolean,
): ScannedPackage {
  const asRead: Texts = new Map(members.map(({ file }) => [file.path, { text: file.text, fixes: 0 }]));
  const judged = new Set(members.filter((member) => member.judged).map(({ file }) => file.path));
  const analyze = (texts: Texts, paths: ReadonlySet<string>): Outcome =>
    analyzeTexts(texts, go, settings, paths);

  const { analyses: first, skipped } = analyze(asRead, judged);
  const warnings = [...first].flatMap(([path, { failures }]) =>
    failures.map(({ ruleId, message }) => `${path}: the rule ${ruleId} failed and was left out: ${message}`),
  );
  const end = fix ? applyRounds(asRead, first, analyze, warnings) : { texts: asRead, analyses: first };

  const files = members.flatMap(({ file }): ScannedFile[] => {
    const before = first.get(file.path);
    const analysis = end.analyses.get(file.path);
    const state = end.texts.get(file.path);
    if (before === undefined || analysis === undefined || state === undefined) return [];
    return [{ file, ...state, analysis, asRead: before }];
  });
  return { files, skipped, warnings };
}

interface Outcome {
  readonly analyses: Analyses;
  readonly skipped: readonly SkippedPath[];
}

function analyzeTexts(
  texts: Texts,
  go: GoContext,
  settings: PackageSettings,
  judged: ReadonlySet<string>,
): Outcome {
  const sources = [...texts].map(([path, { text }]) => ({ path, text }));
  const whole = attempt(sources, go, settings, judged);
  if (typeof whole !== 'string') return { analyses: whole, skipped: [] };
  // One file must not take its whole package along: each gets another try by itself.
  const analyses = new Map<string, FileAnalysis>();
  const skipped: SkippedPath[] = [];
  for (const source of sources.filter(({ path }) => judged.has(path))) {
    const others = sources.map((other) => (other === source ? other : { ...other, text: '' }));
    const alone = sources.length === 1 ? whole : attempt(others, go, settings, new Set([source.path]));
    if (typeof alone === 'string')
      skipped.push({ path: source.path, reason: `could not be analysed: ${alone}` });
    else for (const [path, analysis] of alone) analyses.set(path, analysis);
  }
  return { analyses, skipped };
}

/** The analyses by path, or the message of what was thrown. */
function attempt(
  sources: readonly SourceFile[],
  go: GoContext,
  { analyze, options, cancellation, packages }: PackageSettings,
  judged: ReadonlySet<string>,
): Analyses | string {
  try {
    const { files } = analyze(sources, go, options, cancellation, judged, packages);
    return new Map(files.filter(({ path }) => judged.has(path)).map((analysis) => [analysis.path, analysis]));
  } catch (error) {
    if (error instanceof CancelledError) throw error;
    return reasonOf(error);
  }
}

function applyRounds(
  startTexts: Texts,
  startAnalyses: Analyses,
  analyze: (texts: Texts, judged: ReadonlySet<string>) => Outcome,
  warnings: string[],
): { readonly texts: Texts; readonly analyses: Analyses } {
  let texts = startTexts;
  let analyses = startAnalyses;
  const judged = new Set(startAnalyses.keys());
  /** Files whose fixes did not work out keep the text they have. */
  const settled = new Set<string>();
  for (let round = 1; ; round++) {
    const changes = nextChanges(texts, analyses, settled);
    if (changes.size === 0) return { texts, analyses };
    if (round > MAX_FIX_ROUNDS) {
      warnings.push(`${[...changes.keys()].join(', ')}: still more to fix after ${MAX_FIX_ROUNDS} rounds`);
      return { texts, analyses };
    }
    let changed = new Map([...texts, ...changes]);
    let next = analyze(changed, judged).analyses;
    const broken = [...changes.keys()].filter(
      (path) => (next.get(path)?.syntaxErrors ?? Infinity) > (analyses.get(path)?.syntaxErrors ?? 0),
    );
    if (broken.length > 0) {
      const kept = new Map([...changes].filter(([path]) => !broken.includes(path)));
      for (const path of broken) {
        const { state, dropped } = salvage(path, texts, analyses, analyze);
        if (state !== undefined) kept.set(path, state);
        warnings.push(`${path}: would have broken the syntax and was taken back: ${dropped.join(', ')}`);
        settled.add(path);
      }
      changed = new Map([...texts, ...kept]);
      next = analyze(changed, judged).analyses;
    }
    texts = changed;
    analyses = next;
  }
}

/** One bad fix must not cost a file all others: each is tried on top of those that went well. */
function salvage(
  path: string,
  texts: Texts,
  analyses: Analyses,
  analyze: (texts: Texts, judged: ReadonlySet<string>) => Outcome,
): { readonly state: FileState | undefined; readonly dropped: readonly string[] } {
  const current = texts.get(path);
  const analysis = analyses.get(path);
  if (current === undefined || analysis === undefined) return { state: undefined, dropped: [] };
  const kept: Fix[] = [];
  const dropped: string[] = [];
  let state: FileState | undefined;
  for (const fix of mergeSafeFixes(analysis.findings).fixes) {
    const edits = [...kept, fix].flatMap((each) => each.edits);
    const text = applyEditsKeepingLineEndings(current.text, edits);
    const next = { text, fixes: current.fixes + kept.length + 1 };
    const after = analyze(new Map([...texts, [path, next]]), new Set([path])).analyses.get(path);
    if ((after?.syntaxErrors ?? Infinity) > analysis.syntaxErrors) {
      dropped.push(fix.title);
      continue;
    }
    kept.push(fix);
    state = next;
  }
  return { state, dropped };
}

/** The texts after one round of all fixes that go together, for the files that have any. */
function nextChanges(texts: Texts, analyses: Analyses, settled: ReadonlySet<string>): Texts {
  const changes = new Map<string, FileState>();
  for (const [path, { findings }] of analyses) {
    const { fixes, edits } = mergeSafeFixes(findings);
    const current = texts.get(path);
    if (fixes.length === 0 || current === undefined || settled.has(path)) continue;
    changes.set(path, {
      text: applyEditsKeepingLineEndings(current.text, edits),
      fixes: current.fixes + fixes.length,
    });
  }
  return changes;
}
