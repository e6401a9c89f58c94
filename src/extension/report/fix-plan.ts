import type {
  ChosenFinding,
  ChosenFixesAnswer,
  FixAnswer,
  ReportedFinding,
} from '../../protocol/report-requests.ts';
import type { StoredRow } from './report-store.ts';

/** Why a finding is not fixed: what the server says, or that its file cannot be read. */
export type Unfixed = Exclude<FixAnswer, 'fixed'> | 'unreadable';

/** The edits of one file. */
export interface PlannedFile<Document> {
  readonly document: Document;
  readonly fixes: number;
  readonly answer: ChosenFixesAnswer;
}

export interface FixPlan<Document> {
  readonly files: readonly PlannedFile<Document>[];
  readonly fixes: number;
  /** Findings that are not fixed, by the reason. */
  readonly unfixed: ReadonlyMap<Unfixed, number>;
}

/** What a plan needs of the editor. */
export interface PlanHost<Document> {
  /** Opens a file, so that the server judges it as it is. */
  readonly open: (uri: string) => Promise<Document>;
  /** The server's answer; null where it cannot say anything. */
  readonly ask: (uri: string, findings: readonly ChosenFinding[]) => Promise<ChosenFixesAnswer | null>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly isCancelled: () => boolean;
  /** A file is done; so many there are. */
  readonly progress: (done: number, files: number) => void;
}

/**
 * A file that was just opened is judged before all is read that its findings hang on; what is missing then comes a moment later.
 * Milliseconds to wait before it is asked again.
 */
const PATIENCE = [150, 400, 1_000];

/** Looks up the safe fixes of rows, file by file; undefined where that was cancelled. */
export async function planFixes<Document>(
  rows: readonly StoredRow[],
  host: PlanHost<Document>,
): Promise<FixPlan<Document> | undefined> {
  const byFile = fixableByFile(rows);
  const files: PlannedFile<Document>[] = [];
  const unfixed = new Map<Unfixed, number>();
  const count = (reason: Unfixed, number: number): void =>
    void unfixed.set(reason, (unfixed.get(reason) ?? 0) + number);
  let done = 0;
  for (const [uri, findings] of byFile) {
    if (host.isCancelled()) return undefined;
    const planned = await planFile(uri, findings, host);
    host.progress(++done, byFile.size);
    if (planned === undefined) {
      count('unreadable', findings.length);
      continue;
    }
    for (const answer of planned.answer.answers) if (answer !== 'fixed') count(answer, 1);
    if (planned.fixes > 0) files.push(planned);
  }
  return { files, unfixed, fixes: files.reduce((sum, { fixes }) => sum + fixes, 0) };
}

function fixableByFile(rows: readonly StoredRow[]): ReadonlyMap<string, readonly ReportedFinding[]> {
  const byFile = new Map<string, ReportedFinding[]>();
  for (const { file, site } of rows) {
    const fixable = site.findings.filter((finding) => finding.fixable);
    if (fixable.length > 0) byFile.set(file.uri, [...(byFile.get(file.uri) ?? []), ...fixable]);
  }
  return byFile;
}

async function planFile<Document>(
  uri: string,
  findings: readonly ReportedFinding[],
  host: PlanHost<Document>,
): Promise<PlannedFile<Document> | undefined> {
  const chosen = findings.map(({ rule, range }): ChosenFinding => ({ rule, range }));
  try {
    const document = await host.open(uri);
    let answer = await host.ask(uri, chosen);
    for (const pause of PATIENCE) {
      if (answer?.answers.includes('gone') === false || host.isCancelled()) break;
      await host.wait(pause);
      answer = await host.ask(uri, chosen);
    }
    if (answer === null) return undefined;
    return { document, answer, fixes: answer.answers.filter((one) => one === 'fixed').length };
  } catch {
    // Deleted, moved away, not text: whatever it is, nothing can be fixed there.
    return undefined;
  }
}
