import { spawnSync } from 'node:child_process';
import { LineIndex } from '../../src/base/text.ts';
import type { FindingsDocument } from '../../src/report/json.ts';
import type { ReportPosition } from '../../src/report/model.ts';
import type { Applicability } from '../../src/rules/model.ts';
import type { FileFix } from './batches.ts';
import type { Workspace } from './workspace.ts';

/** A fix that the command line offers. */
export interface OfferedFix extends FileFix {
  readonly rule: string;
  readonly kind: string;
  readonly line: number;
  readonly title: string;
  readonly applicability: Applicability;
}

/** The command line as it ships, run on a workspace. */
export class Linter {
  readonly #cli: string;
  readonly #workspace: Workspace;

  constructor(cli: string, workspace: Workspace) {
    this.#cli = cli;
    this.#workspace = workspace;
  }

  /** The fixes offered for files of the module itself. */
  fixes(options: readonly string[]): readonly OfferedFix[] {
    const { findings } = JSON.parse(this.#check([...options, '--format', 'json', '.'])) as FindingsDocument;
    return findings
      .filter(({ path, fixes }) => fixes.length > 0 && this.#workspace.owns(path))
      .flatMap(({ path, rule, kind, range, fixes }) => {
        const lines = new LineIndex(withoutMark(this.#workspace.original(path)));
        const offset = ({ line, column }: ReportPosition): number =>
          lines.offsetAt({ line: line - 1, character: column - 1 });
        return fixes.map(({ title, applicability, edits }) => ({
          file: path,
          rule,
          kind,
          line: range.start.line,
          title,
          applicability,
          edits: edits.map(({ range: { start, end }, newText }) => ({
            span: { start: offset(start), end: offset(end) },
            newText,
          })),
        }));
      });
  }

  /** Applies the safe fixes of the files and gives their number. */
  applySafe(files: readonly string[], options: readonly string[]): number {
    const said = /^Fixed ([\d,]+) finding/m.exec(this.#check([...options, '--fix', ...files]))?.[1];
    return said === undefined ? 0 : Number(said.replaceAll(',', ''));
  }

  /** What `--fix` would still change, as a patch. */
  preview(files: readonly string[], options: readonly string[]): string {
    return this.#check([...options, '--diff', ...files]);
  }

  #check(args: readonly string[]): string {
    // All fixes are to be proven, whatever the project's own file leaves out.
    const all = [this.#cli, 'check', '--no-config', ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, all, {
      cwd: this.#workspace.directory,
      encoding: 'utf8',
      maxBuffer: 500_000_000,
      env: { ...process.env, NO_COLOR: '1' },
    });
    if (status !== 0 && status !== 1) throw new Error(`bucketwise check ${args.join(' ')}: ${stderr}`);
    return stdout;
  }
}

/** Positions do not count a byte order mark. */
export function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '');
}
