import { NEVER, throwIfCancelled, type Cancellation } from '../base/cancellation.ts';
import { compareGoVersions, parseGoVersion } from '../base/go-version.ts';
import { atOnce, type Steps } from '../base/steps.ts';
import { spansOverlap, type Span } from '../base/text.ts';
import { RULES } from '../rules/index.ts';
import { isWeighed, type Estimate, type Finding, type Severity } from '../rules/model.ts';
import type { DirectiveContext, GoFacts, Report, Rule, RuleContext } from '../rules/rule.ts';
import { declarationsOf, type FileDeclarations } from '../semantics/declarations.ts';
import { heatMarksAt, heatOfMarks, type Heat } from '../semantics/heat.ts';
import { localMaps, rangeLoops, type LocalMap, type RangeLoop } from '../semantics/map-sites.ts';
import type { PackageLookup } from '../semantics/package-index.ts';
import { resolveFile } from '../semantics/resolve.ts';
import type { ResolvedFile } from '../semantics/symbols.ts';
import { runtimeFor } from '../simulator/index.ts';
import type { MapRuntime } from '../simulator/model.ts';
import type { GoDocument } from '../syntax/document.ts';
import type { GoSyntax } from '../syntax/node.ts';
import { readDirectives, type Directives } from './directives.ts';
import { mapSites } from './map-site.ts';
import type { AnalysisOptions, FileAnalysis, GoContext, RuleFailure } from './model.ts';
import { isGenerated, mapNames, mayConcern } from './prefilter.ts';
import { priceOf } from './pricing.ts';
import { isAtLeast, isLarge, savedBytes, severityIn } from './ranking.ts';

/** What one document declares for the other files of its package. Plain data, cacheable by content. */
export function readDeclarations(document: GoDocument, cancellation: Cancellation = NEVER): FileDeclarations {
  return declarationsOf(document.syntax(cancellation));
}

/**
 * Judges one document by all rules. `siblings` are the declarations of the other files of the package, `packages` those of
 * other packages, as many of them as are known.
 * @throws CancelledError
 */
export function analyzeDocument(
  document: GoDocument,
  path: string,
  siblings: readonly FileDeclarations[],
  packages: PackageLookup,
  go: GoContext,
  options: AnalysisOptions,
  cancellation: Cancellation = NEVER,
): FileAnalysis {
  const surroundings: Surroundings = {
    mapNames: mapNames(siblings),
    resolve: (syntax) => resolveFile(syntax, siblings, packages),
  };
  return atOnce(judgeInSteps(document, path, surroundings, go, options, cancellation, RULES));
}

/** What a document's package lends to its analysis. */
export interface Surroundings {
  /** Names by which the file may get at maps that other files declare. */
  readonly mapNames: ReadonlySet<string>;
  resolve(syntax: GoSyntax): ResolvedFile;
}

/**
 * Judges one document whose package has been looked at already, a rule at a time.
 * @throws CancelledError
 */
export function* judgeInSteps(
  document: GoDocument,
  path: string,
  surroundings: Surroundings,
  go: GoContext,
  options: AnalysisOptions,
  cancellation: Cancellation,
  rules: readonly Rule[],
): Steps<FileAnalysis> {
  const generated = isGenerated(document.text);
  const nothing = {
    path,
    findings: [],
    hidden: 0,
    suppressed: [],
    sites: [],
    failures: [],
    syntaxErrors: 0,
    generated,
  };
  if (generated || !mayConcern(document.text, rules, surroundings.mapNames)) return nothing;

  const syntax = document.syntax(cancellation);
  throwIfCancelled(cancellation);
  const file = surroundings.resolve(syntax);
  const maps = localMaps(file);
  const directives = readDirectives(syntax);
  const judge = new Judge(file, path, factsOf(go, syntax.text), runtimeOf(go), directives, options);
  yield;
  yield* judge.judge(rules, maps, rangeLoops(file), cancellation);
  return {
    ...nothing,
    findings: judge.findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end),
    hidden: judge.hidden,
    suppressed: judge.suppressed,
    sites: options.listSites ? mapSites(file, path, maps, directives, runtimeOf(go)) : [],
    failures: judge.failures,
    syntaxErrors: syntax.errors,
  };
}

/** The map runtime that a file's programs get. */
export function runtimeOf(go: GoContext): MapRuntime {
  return runtimeFor(go.runtime, { noSwissMap: go.noSwissMap });
}

const BUILD_CONSTRAINT = /^\/\/go:build\s+(.*)$/m;

/** The facts rules judge by. A `//go:build go1.N` line sets the file's own language version. */
export function factsOf(go: GoContext, text: string): GoFacts {
  const clause = text.indexOf('\npackage ');
  const constraint = BUILD_CONSTRAINT.exec(clause === -1 ? '' : text.slice(0, clause + 1))?.[1] ?? '';
  // Of several releases the oldest may be the one that compiles the file.
  const releases = [...constraint.matchAll(/\bgo1\.(\d+)\b/g)].map(([, minor]) => Number(minor));
  const required = releases.length === 0 ? undefined : `go1.${Math.min(...releases)}`;
  const written = required === undefined ? undefined : parseGoVersion(required);
  // With `||` the file may be compiled for what the module says.
  const isOpen = constraint.includes('||') && written !== undefined;
  const own = isOpen && compareGoVersions(written, go.language) > 0 ? go.language : written;
  return {
    language: own ?? go.language,
    runtime: go.runtime,
    runtimeAssumed: go.runtimeSource === 'assumed',
    layout: runtimeOf(go).layout,
  };
}

/** One document's run of all rules: collects what they report, prices it and keeps what is worth saying. */
class Judge {
  readonly findings: Finding[] = [];
  readonly failures: RuleFailure[] = [];
  hidden = 0;
  readonly suppressed: Finding[] = [];
  readonly #file: ResolvedFile;
  readonly #path: string;
  readonly #isTest: boolean;
  readonly #go: GoFacts;
  readonly #runtime: MapRuntime;
  readonly #directives: Directives;
  readonly #options: AnalysisOptions;
  /** Ids of the rules that have judged the file from end to end. */
  readonly #done = new Set<string>();

  constructor(
    file: ResolvedFile,
    path: string,
    go: GoFacts,
    runtime: MapRuntime,
    directives: Directives,
    options: AnalysisOptions,
  ) {
    this.#file = file;
    this.#path = path;
    this.#isTest = path.endsWith('_test.go');
    this.#go = go;
    this.#runtime = runtime;
    this.#directives = directives;
    this.#options = options;
  }

  *judge(
    rules: readonly Rule[],
    maps: readonly LocalMap[],
    loops: readonly RangeLoop[],
    cancellation: Cancellation,
  ): Steps<void> {
    const running = rules.filter((rule) => this.#isOn(rule) && rule.appliesTo(this.#go));
    for (const rule of running) {
      throwIfCancelled(cancellation);
      this.#run(rule, () => {
        const context = this.#contextFor(rule);
        for (const map of maps) rule.checkMap?.(map, context);
        for (const loop of loops) rule.checkRange?.(loop, context);
        for (const declaration of this.#file.functions) rule.checkFunction?.(declaration, context);
        rule.checkFile?.(context);
      });
      yield;
    }
    const { written } = this.#directives;
    if (written.length === 0) return;
    const context = this.#directiveContext(rules);
    for (const rule of running) {
      if (rule.checkDirectives === undefined) continue;
      this.#run(rule, () => rule.checkDirectives?.(written, { ...this.#contextFor(rule), ...context }));
    }
  }

  /** Lets a rule work; one that throws is left out. */
  #run(rule: Rule, work: () => void): void {
    const before = this.findings.length;
    try {
      work();
      this.#done.add(rule.id);
    } catch (error) {
      // Half of a rule's findings would look like all of them.
      this.findings.length = before;
      this.#done.delete(rule.id);
      this.failures.push({
        ruleId: rule.id,
        message: error instanceof Error ? error.message : String(error),
      });
    }
  }

  #isOn(rule: Rule): boolean {
    const { only, includeTests } = this.#options;
    if (this.#isTest && isWeighed(rule.group) && !includeTests) return false;
    return only === undefined ? this.#isEnabled(rule) : only.has(rule.id);
  }

  #isEnabled(rule: Rule): boolean {
    const { levels, everything } = this.#options;
    if (levels[rule.id] === 'off') return false;
    return everything || rule.group !== 'style' || levels[rule.id] !== undefined;
  }

  /** What rules about directives may ask besides; to be made when the others are through. */
  #directiveContext(
    rules: readonly Rule[],
  ): Pick<DirectiveContext<string>, 'knownRules' | 'hasJudged' | 'allHaveJudged'> {
    // What is out of view only keeps rules silent: with all in view they may have something to say.
    const isWhole = this.#file.syntax.errors === 0 && this.#file.index.isWhole;
    const done = new Set(isWhole ? this.#done : []);
    const isThrough = (rule: Rule): boolean =>
      done.has(rule.id) || !this.#isEnabled(rule) || !rule.appliesTo(this.#go);
    return {
      knownRules: [...new Set([...RULES, ...rules].map(({ id }) => id))],
      hasJudged: (ruleId) => done.has(ruleId),
      allHaveJudged: isWhole && rules.every(isThrough),
    };
  }

  #contextFor(rule: Rule): RuleContext<string> {
    const file = this.#file;
    return {
      file,
      go: this.#go,
      expectedEntries: (map) => this.#directives.sizeAt(map.creation.start),
      sizeAt: (offset) => this.#directives.sizeAt(offset),
      commentsIn: (span) => file.syntax.comments.filter((comment) => spansOverlap(comment, span)),
      heatAt: (place) => heatOfMarks(heatMarksAt(file, this.#path, place, rule.ownLoops)),
      report: (report) => {
        this.#take(rule, report);
      },
    };
  }

  #take(rule: Rule, report: Report<string>): void {
    const message = rule.messages[report.kind];
    if (message === undefined) throw new Error(`rule ${rule.id} reports the unknown kind ${report.kind}`);
    const price =
      report.cost === undefined ? undefined : priceOf(report.cost, this.#go, this.#runtime, this.#file.index);
    // A comment does not run.
    const marks =
      rule.group === 'hygiene' ? [] : heatMarksAt(this.#file, this.#path, report.span, rule.ownLoops);
    const heat = heatOfMarks([...marks, ...(report.heatMarks ?? [])]);
    const finding: Finding = {
      ruleId: rule.id,
      kind: report.kind,
      group: rule.group,
      span: plain(report.span),
      severity: this.#severity(rule, report, heat, price),
      confidence: report.confidence,
      heat,
      message: message({ data: report.data ?? {}, price, go: this.#go }),
      estimate: price,
      related: (report.related ?? []).map((place) => ({ ...place, span: plain(place.span) })),
      fixes: (report.fixes ?? []).map((fix) => ({
        ...fix,
        edits: fix.edits.map(({ span, newText }) => ({ span: plain(span), newText })),
      })),
      sameAs: rule.sameAs?.[report.kind] ?? [],
      ...(report.removable === true && { removable: true }),
    };
    // Asked of what is not worth saying too: with other thresholds the comment would be needed.
    const isIgnored = this.#directives.hides(rule.id, report.span);
    if (!this.#isWorthSaying(rule, report, finding, price)) this.hidden++;
    else if (isIgnored) this.suppressed.push(finding);
    else this.findings.push(finding);
  }

  #severity(rule: Rule, report: Report<string>, heat: Heat, price: Estimate | undefined): Severity {
    const level = this.#options.levels[rule.id];
    if (level !== undefined && level !== 'off') return level;
    if (report.severity !== undefined) return report.severity;
    if (!isWeighed(rule.group)) return rule.defaultSeverity;
    return severityIn(heat, report.confidence === 'certain' ? rule.defaultSeverity : 'hint', price);
  }

  #isWorthSaying(rule: Rule, report: Report<string>, finding: Finding, price: Estimate | undefined): boolean {
    const { everything, only, levels, minBytes, minEntries, minConfidence, hotOnly } = this.#options;
    const isHot = finding.heat.level === 'hot' || isLarge(price);
    if (hotOnly && isWeighed(rule.group) && !isHot) return false;
    if (everything) return true;
    const named = only?.has(rule.id) === true || levels[rule.id] !== undefined;
    if (report.styleOnly === true && !named) return false;
    if (!isAtLeast(report.confidence, minConfidence)) return false;
    if (price === undefined || report.styleOnly === true) return true;
    const atStake = price.fixed === undefined ? price.now.bytes : savedBytes(finding);
    // A hint makes room for as many entries as it says, however few go in.
    const room = typeof report.cost?.hint === 'number' ? report.cost.hint : 0;
    return atStake >= minBytes && (!price.entriesKnown || Math.max(price.entries, room) >= minEntries);
  }
}

/** Rules may point with a syntax node, which would keep the whole file's syntax alive for as long as the finding. */
function plain({ start, end }: Span): Span {
  return { start, end };
}
