import { TextDocument } from 'vscode-languageserver-textdocument';
import { analyzeInSteps } from '../../../analysis/package-analysis.ts';
import { packageName } from '../../../analysis/package-name.ts';
import { isPackageFile } from '../../../analysis/package-outline.ts';
import { isGoFile } from '../../../analysis/source-names.ts';
import type { FileAnalysis } from '../../../analysis/model.ts';
import { throwIfCancelled, type Cancellation } from '../../../base/cancellation.ts';
import type { PackageLookup } from '../../../semantics/package-index.ts';
import type { GoGrammar } from '../../../syntax/grammar.ts';
import { outlineOf } from '../../../syntax/outline.ts';
import type { DiagnosticClient } from '../diagnostics.ts';
import type { OpenDocuments } from '../documents.ts';
import {
  baseName,
  displayPath,
  EMPTY_DIRECTORY,
  joinUri,
  normalizeUri,
  type FileAccess,
} from '../file-access.ts';
import type { GoContexts } from '../go-contexts.ts';
import type { ImportedPackages } from '../imported-packages.ts';
import { inSlices } from '../in-slices.ts';
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

/** A file of the directory; an open one as it is edited. */
interface Member {
  readonly document: TextDocument;
  readonly version: number | null;
}

/** What was found in a directory, and what that hangs on. */
export interface ScannedDirectory {
  readonly records: readonly FileRecord[];
  /** Another text whenever the directory may mean something else to those who import it. */
  readonly outline: string;
  /** Directories of packages that were asked for types. */
  readonly imports: ReadonlySet<string>;
}

/**
 * Analyses the packages of one directory, a slice of time at a time.
 * @throws CancelledError
 */
export async function scanDirectory(
  directory: string,
  environment: ScanEnvironment,
  cancellation: Cancellation,
): Promise<ScannedDirectory> {
  const { files, settings, documents } = environment;
  const settingsOf = await settings.inDirectory(directory);
  const { maxFileSize } = settingsOf(joinUri(directory, 'any.go'));
  const listing = await files.list(directory).catch(() => EMPTY_DIRECTORY);
  // Open files may not be saved yet.
  const open = documents.inDirectory(directory).map(({ uri }) => normalizeUri(uri));
  const uris = new Set([
    ...listing.files.filter(isGoFile).map((name) => normalizeUri(joinUri(directory, name))),
    ...open,
  ]);
  const packages = new Map<string, Member[]>();
  const records: FileRecord[] = [];
  const outlines: string[] = [];
  const imports = new Set<string>();
  let unread = 0;
  for (const uri of [...uris].sort()) {
    throwIfCancelled(cancellation);
    const member = await readMember(uri, environment, maxFileSize);
    const text = member?.document.getText();
    // No package clause: nothing can belong together with this file.
    const key = text === undefined ? undefined : packageName(text);
    if (member === undefined || text === undefined || key === undefined) {
      unread++;
      if (member !== undefined) records.push(emptyRecord(member.document.uri, '', member.version));
      continue;
    }
    packages.set(key, [...(packages.get(key) ?? []), member]);
    if (isPackageFile(baseName(uri))) outlines.push(outlineOf(text));
  }
  for (const [name, members] of packages) {
    const found = await scanPackage(directory, name, members, unread > 0, environment, cancellation);
    records.push(...found.records);
    for (const used of found.imports) imports.add(used);
  }
  return { records, outline: outlines.join('\0'), imports };
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
): Promise<Pick<ScannedDirectory, 'records' | 'imports'>> {
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
  const asked = new Set<string>();
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const known = imports.lookupFor(layout);
    const packages: PackageLookup = (path) => {
      asked.add(path);
      return known(path);
    };
    const steps = analyzeInSteps(
      grammar,
      sources,
      go,
      { ...options, listSites: true },
      cancellation,
      judged,
      undefined,
      packages,
    );
    analyses = (await inSlices(steps, cancellation)).files;
    if (!(await imports.read(layout))) break;
  }
  const byPath = new Map(analyses.map((analysis) => [analysis.path, analysis]));
  const records = members.map(({ document, version }) => {
    const analysis = byPath.get(displayPath(document.uri));
    return analysis === undefined
      ? emptyRecord(document.uri, name, version)
      : recordOf(document, name, version, analysis, go, environment.client);
  });
  const directories = [...asked].flatMap((path) => imports.directoryOf(layout, path) ?? []);
  return { records, imports: new Set(directories) };
}
