import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyzeInSteps } from '../../../analysis/package-analysis.ts';
import { packageName } from '../../../analysis/package-name.ts';
import { isGoFile } from '../../../analysis/source-names.ts';
import type { FileAnalysis } from '../../../analysis/model.ts';
import { throwIfCancelled, type Cancellation } from '../../../base/cancellation.ts';
import type { GoGrammar } from '../../../syntax/grammar.ts';
import type { DiagnosticClient } from '../diagnostics.ts';
import type { OpenDocuments } from '../documents.ts';
import { displayPath, EMPTY_DIRECTORY, joinUri, type FileAccess } from '../file-access.ts';
import type { GoContexts } from '../go-contexts.ts';
import type { ImportedPackages } from '../imported-packages.ts';
import { nextTurn } from '../next-turn.ts';
import type { SettingsStore } from '../settings.ts';
import { emptyRecord, recordOf, type FileRecord } from './file-record.ts';

/** What it takes to analyse files nobody has opened. */
export interface ScanEnvironment {
  readonly grammar: GoGrammar;
  readonly files: FileAccess;
  readonly documents: OpenDocuments;
  readonly settings: SettingsStore;
  readonly goContexts: GoContexts;
  readonly imports: ImportedPackages;
  readonly client: DiagnosticClient;
}

/** Packages read because an analysis asked for them may ask for others; what needs more rounds stays unknown. */
const MAX_ROUNDS = 3;

/** Milliseconds of work after which other requests get their turn. */
const TIME_SLICE = 12;

/** A file of the directory; an open one as it is edited. */
interface Member {
  readonly document: TextDocument;
  readonly version: number | null;
}

/**
 * Analyses the packages of one directory, a slice of time at a time.
 * @throws CancelledError
 */
export async function scanDirectory(
  directory: string,
  environment: ScanEnvironment,
  cancellation: Cancellation,
): Promise<readonly FileRecord[]> {
  const { files, settings } = environment;
  const settingsOf = await settings.inDirectory(directory);
  const { maxFileSize } = settingsOf(joinUri(directory, 'any.go'));
  const listing = await files.list(directory).catch(() => EMPTY_DIRECTORY);
  const packages = new Map<string, Member[]>();
  const records: FileRecord[] = [];
  let unread = 0;
  for (const name of listing.files.filter(isGoFile).sort()) {
    throwIfCancelled(cancellation);
    const member = await readMember(joinUri(directory, name), environment, maxFileSize);
    const text = member?.document.getText();
    // No package clause: nothing can belong together with this file.
    const key = text === undefined ? undefined : packageName(text);
    if (member === undefined || key === undefined) unread++;
    else packages.set(key, [...(packages.get(key) ?? []), member]);
  }
  for (const [name, members] of packages) {
    records.push(...(await scanPackage(directory, name, members, unread > 0, environment, cancellation)));
  }
  return records;
}

async function readMember(
  uri: string,
  { files, documents }: ScanEnvironment,
  maxFileSize: number,
): Promise<Member | undefined> {
  const open = documents.get(uri);
  if (open !== undefined) {
    const { text } = open;
    return text.getText().length > maxFileSize
      ? undefined
      : {
          document: TextDocument.create(open.uri, 'go', text.version, text.getText()),
          version: text.version,
        };
  }
  const text = await files.readText(uri, maxFileSize).catch(() => undefined);
  return text === undefined
    ? undefined
    : { document: TextDocument.create(uri, 'go', 0, text), version: null };
}

async function scanPackage(
  directory: string,
  name: string,
  members: readonly Member[],
  hasUnread: boolean,
  environment: ScanEnvironment,
  cancellation: Cancellation,
): Promise<readonly FileRecord[]> {
  const { grammar, goContexts, imports, settings } = environment;
  const settingsOf = await settings.inDirectory(directory);
  const anyFile = joinUri(directory, 'any.go');
  const { analysis: options, go: chosen } = settingsOf(anyFile);
  const go = await goContexts.of(anyFile, chosen);
  const layout = await goContexts.layoutOf(anyFile);
  const sources = members.map(({ document }) => ({
    path: displayPath(document.uri),
    text: document.getText(),
  }));
  // An empty text stands for a file whose declarations nobody knows.
  if (hasUnread) sources.push({ path: `${displayPath(directory)}/unread`, text: '' });
  const judged = new Set(
    members
      .filter(({ document: { uri } }) => settingsOf(uri).excluded === undefined)
      .map(({ document }) => displayPath(document.uri)),
  );
  let analyses: readonly FileAnalysis[] = [];
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const steps = analyzeInSteps(
      grammar,
      sources,
      go,
      { ...options, listSites: true },
      cancellation,
      judged,
      undefined,
      imports.lookupFor(layout),
    );
    analyses = (await inSlices(steps, cancellation)).files;
    if (!(await imports.read(layout))) break;
  }
  const byPath = new Map(analyses.map((analysis) => [analysis.path, analysis]));
  return members.map(({ document, version }) => {
    const analysis = byPath.get(displayPath(document.uri));
    return analysis === undefined
      ? emptyRecord(document.uri, name, version)
      : recordOf(document, name, version, analysis, environment.client);
  });
}

/** Drives steps to their end without keeping others waiting. */
async function inSlices<T>(steps: Generator<undefined, T>, cancellation: Cancellation): Promise<T> {
  let since = Date.now();
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    if (Date.now() - since < TIME_SLICE) continue;
    await nextTurn();
    throwIfCancelled(cancellation);
    since = Date.now();
  }
}
