import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';
import { discover } from '../analysis/node/discover.ts';
import { createGoContextFinder } from '../analysis/node/go-modules.ts';
import type { AnalyzePackage, ScannedFile } from '../analysis/node/package-scan.ts';
import type { ModulePackages } from '../analysis/node/module-packages.ts';
import { type ScannedDirectory, scan } from '../analysis/node/scan.ts';
import { LineIndex } from '../base/text.ts';
import { withoutControls } from '../report/columns.ts';
import type { SourceLines } from '../report/excerpt.ts';
import { renderJson } from '../report/json.ts';
import { type ReportFinding, toReportFinding } from '../report/model.ts';
import { plural } from '../base/format.ts';
import { COLOURED, PLAIN, type Paint } from '../report/paint.ts';
import { type TextSummary, renderFinding, renderSummary } from '../report/text.ts';
import { isAbsolute } from 'node:path';
import type { CheckOptions } from './arguments.ts';
import { configurationsOf } from './configurations.ts';
import { EXIT, type Host, wantsColour } from './host.ts';
import { createProgress } from './progress.ts';
import { shorterPath } from './shorter-path.ts';
import { createTotals } from './totals.ts';

/** Runs `bucketwise check`. Returns the exit status. */
export async function check(
  options: CheckOptions,
  host: Host,
  analyze: AnalyzePackage,
  imports: ModulePackages | undefined,
  version: string,
): Promise<number> {
  const { directories, skipped, missing } = await discover(options.paths, host.cwd);
  const complain = (text: string): void => host.stderr.write(`bucketwise: ${withoutControls(text)}\n`);
  if (missing.length > 0) {
    for (const path of missing) complain(`${path} does not exist`);
    return EXIT.couldNotRun;
  }

  const configurations = await configurationsOf(directories, options, host.cwd);
  for (const problem of configurations.problems) complain(problem);
  if (configurations.isUnusable) return EXIT.couldNotRun;

  const hotOnly = directories.every((directory) => configurations.of(directory).options.hotOnly);
  const totals = createTotals(skipped, options.fix === 'write', hotOnly);
  const writer = createWriter(options, host, version);
  const progress = createProgress(
    host,
    directories.reduce((sum, { judged }) => sum + judged.size, 0),
  );
  const told = new Set<string>();
  const scanned = scan(directories, {
    analyze,
    imports,
    contexts: createGoContextFinder({
      setting: options.given.goVersion,
      env: host.env,
      showPath: (path) => shorterPath(path, host.cwd),
    }),
    configurationOf: configurations.of,
    fix: options.fix,
    cancellation: {
      get isCancellationRequested() {
        return host.interrupted.isCancellationRequested || host.stdout.isClosed;
      },
    },
  });
  for await (const directory of scanned) {
    totals.add(directory);
    for (const warning of [...directory.go.problems, ...directory.warnings]) {
      if (told.has(warning)) continue;
      told.add(warning);
      progress.clear();
      complain(warning);
    }
    writer.add(directory, progress.clear);
    progress.advance(directory.files.length + directory.skipped.length + directory.excluded);
  }
  progress.clear();

  const summary = totals.summary();
  if (host.interrupted.isCancellationRequested) {
    complain(`interrupted after ${plural(summary.files, 'file')}`);
    return EXIT.interrupted;
  }
  const changed = writer.end(summary);
  if (host.stdout.isClosed) return summary.findings > 0 ? EXIT.findings : EXIT.clean;
  // A directory that is excluded whole is as its project file wants it.
  if (summary.files === 0 && (summary.skipped.length > 0 || summary.excludedFiles === 0)) {
    complain(
      summary.skipped.length > 0 ? 'no Go file could be read' : `no Go files in ${options.paths.join(', ')}`,
    );
    return EXIT.couldNotRun;
  }
  return summary.findings > 0 || changed ? EXIT.findings : EXIT.clean;
}

/** How the results of a scan reach the user. */
interface Writer {
  /** Calls `before` right before it writes. */
  readonly add: (directory: ScannedDirectory, before: () => void) => void;
  /** True when it has shown changes that are still to be made. */
  readonly end: (summary: TextSummary) => boolean;
}

function createWriter(options: CheckOptions, host: Host, version: string): Writer {
  if (options.fix === 'preview') return diffWriter(host);
  return options.format === 'json' ? jsonWriter(host, version) : textWriter(host);
}

function textWriter({ stdout, env }: Host): Writer {
  const paint = wantsColour(stdout, env) ? COLOURED : PLAIN;
  return {
    add: ({ files }, before) => {
      const text = files.map((file) => renderFile(file, paint)).join('');
      if (text === '') return;
      before();
      stdout.write(text);
    },
    end: (summary) => {
      stdout.write(renderSummary(summary, paint));
      return false;
    },
  };
}

function jsonWriter({ stdout }: Host, version: string): Writer {
  const findings: ReportFinding[] = [];
  return {
    add: ({ files }) => {
      for (const file of files) findings.push(...reportFindings(file, new LineIndex(file.text)));
    },
    end: ({ files, bytes, findings: count, skipped }) => {
      stdout.write(renderJson(version, findings, { files, bytes, findings: count, skipped }));
      return false;
    },
  };
}

function diffWriter({ stdout, stderr }: Host): Writer {
  let files = 0;
  let fixes = 0;
  return {
    add: (directory, before) => {
      for (const scanned of directory.files.filter((each) => each.fixes > 0)) {
        before();
        stdout.write(renderPatch(scanned));
        files++;
        fixes += scanned.fixes;
      }
    },
    end: ({ findings }) => {
      const rest = findings > 0 ? `; ${plural(findings, 'finding')} would remain` : '';
      stderr.write(`--fix would fix ${plural(fixes, 'finding')} in ${plural(files, 'file')}${rest}\n`);
      return files > 0;
    },
  };
}

function reportFindings({ file, analysis }: ScannedFile, lines: LineIndex): ReportFinding[] {
  return [...analysis.findings]
    .sort((a, b) => a.span.start - b.span.start || (a.ruleId < b.ruleId ? -1 : 1))
    .map((finding) => toReportFinding(finding, file.path, lines));
}

function renderFile(scanned: ScannedFile, paint: Paint): string {
  if (scanned.analysis.findings.length === 0) return '';
  const lines = new LineIndex(scanned.text);
  return reportFindings(scanned, lines)
    .map((finding) => renderFinding(finding, sourceLines(finding, lines), paint))
    .join('');
}

function sourceLines(finding: ReportFinding, lines: LineIndex): SourceLines {
  const places = [finding, ...finding.related];
  return new Map(places.map(({ range: { start } }) => [start.line, lines.lineText(start.line - 1)]));
}

/** In the form that `git apply` and `patch -p1` take. */
function renderPatch({ file, text }: ScannedFile): string {
  const mark = file.byteOrderMark ? '\uFEFF' : '';
  const [before, after] = isAbsolute(file.path)
    ? [file.path, file.path]
    : [`a/${file.path}`, `b/${file.path}`];
  const patch = structuredPatch(before, after, mark + file.text, mark + text, undefined, undefined, {
    context: 3,
  });
  return formatPatch(patch, FILE_HEADERS_ONLY);
}
