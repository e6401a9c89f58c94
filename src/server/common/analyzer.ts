import * as l10n from '@vscode/l10n';
import { NEVER, throwIfCancelled, type Cancellation } from '../../base/cancellation.ts';
import { analyzeDocument } from '../../analysis/document-analysis.ts';
import type { FileAnalysis, GoContext } from '../../analysis/model.ts';
import type { ModuleLayout } from '../../analysis/package-directories.ts';
import type { Finding } from '../../rules/model.ts';
import type { FileDeclarations } from '../../semantics/declarations.ts';
import type { PackageLookup } from '../../semantics/package-index.ts';
import { GoDocument } from '../../syntax/document.ts';
import type { GoGrammar } from '../../syntax/grammar.ts';
import type { OpenDocument, OpenDocuments } from './documents.ts';
import { displayPath } from './file-access.ts';
import type { GoContexts } from './go-contexts.ts';
import type { ImportedPackages } from './imported-packages.ts';
import type { Settings, SettingsStore } from './settings.ts';
import type { SiblingDeclarations } from './sibling-declarations.ts';

/** All that a document is judged by, besides its own text. */
export interface Surroundings {
  readonly settings: Settings;
  readonly go: GoContext;
  readonly siblings: readonly FileDeclarations[];
  readonly layout: ModuleLayout;
  /** Other packages, as far as they are known. */
  readonly packages: PackageLookup;
}

/** A document's current text together with its syntax and surroundings. */
export interface PreparedDocument extends Surroundings {
  readonly document: OpenDocument;
  readonly syntax: GoDocument;
}

/** What the analysis of a document's current text gave, or why there is none, and whether somebody wanted it so. */
export type DocumentResult = {
  readonly version: number;
  readonly text: string;
  readonly around: Surroundings;
} & (
  | { readonly kind: 'analysed'; readonly analysis: FileAnalysis }
  | { readonly kind: 'skipped'; readonly reason: string; readonly isWanted: boolean }
);

/** Answers for open documents, remembered until the text or anything around it changes. */
export class Analyzer {
  readonly #grammar: GoGrammar;
  readonly #documents: OpenDocuments;
  readonly #settings: SettingsStore;
  readonly #goContexts: GoContexts;
  readonly #siblings: SiblingDeclarations;
  readonly #imports: ImportedPackages;
  readonly #remembered = new Map<string, DocumentResult>();
  #onResult: (document: OpenDocument, result: DocumentResult) => void = () => undefined;

  constructor(
    grammar: GoGrammar,
    documents: OpenDocuments,
    settings: SettingsStore,
    goContexts: GoContexts,
    siblings: SiblingDeclarations,
    imports: ImportedPackages,
  ) {
    this.#grammar = grammar;
    this.#documents = documents;
    this.#settings = settings;
    this.#goContexts = goContexts;
    this.#siblings = siblings;
    this.#imports = imports;
  }

  /** Called with every new result. */
  onResult(listener: (document: OpenDocument, result: DocumentResult) => void): void {
    this.#onResult = listener;
  }

  /**
   * Judges the current text of a document. Undefined when it is not open (any more).
   * @throws CancelledError
   */
  async analyse(uri: string, cancellation: Cancellation): Promise<DocumentResult | undefined> {
    const around = await this.#surroundings(uri, cancellation);
    // Everything from here on is synchronous: the text cannot change under it.
    const document = this.#documents.get(uri);
    if (document === undefined || around === undefined) return undefined;
    const { version } = document.text;
    const text = document.text.getText();
    const last = this.#remembered.get(document.uri);
    if (last?.version === version && sameSurroundings(last.around, around)) return last;

    const { excluded } = around.settings;
    const reason = excluded ?? whyNot(document, around.settings);
    const syntax = reason === undefined ? this.#documents.syntaxOf(uri) : undefined;
    const result: DocumentResult =
      syntax === undefined
        ? {
            version,
            text,
            around,
            kind: 'skipped',
            reason: reason ?? l10n.t('The document is closed.'),
            isWanted: excluded !== undefined,
          }
        : { version, text, around, kind: 'analysed', analysis: judge(syntax, uri, around, cancellation) };
    this.#remembered.set(document.uri, result);
    this.#onResult(document, result);
    this.#imports.readWanted(around.layout);
    return result;
  }

  /** The last result, of an older text perhaps: for answers that must not wait. */
  lastResult(uri: string): DocumentResult | undefined {
    const document = this.#documents.get(uri);
    return document === undefined ? undefined : this.#remembered.get(document.uri);
  }

  /** Findings a document would have with another text and everything around it unchanged. */
  judgeText(uri: string, text: string, around: Surroundings): readonly Finding[] {
    const syntax = GoDocument.open(this.#grammar, text);
    try {
      return judge(syntax, uri, around, NEVER).findings;
    } finally {
      syntax.dispose();
    }
  }

  /**
   * What is needed to answer a question about one place. Undefined when the document is closed or not analysed.
   * @throws CancelledError
   */
  async prepare(uri: string, cancellation: Cancellation): Promise<PreparedDocument | undefined> {
    const around = await this.#surroundings(uri, cancellation);
    const document = this.#documents.get(uri);
    if (document === undefined || around === undefined) return undefined;
    if (whyNot(document, around.settings) !== undefined) return undefined;
    const syntax = this.#documents.syntaxOf(uri);
    return syntax === undefined ? undefined : { ...around, document, syntax };
  }

  forget(uri: string): void {
    this.#remembered.delete(uri);
  }

  async #surroundings(uri: string, cancellation: Cancellation): Promise<Surroundings | undefined> {
    if (this.#documents.get(uri) === undefined) return undefined;
    const settings = await this.#settings.of(uri);
    const go = await this.#goContexts.of(uri, settings.go);
    const siblings = await this.#siblings.of(uri, settings.maxFileSize, cancellation);
    throwIfCancelled(cancellation);
    const layout = await this.#goContexts.layoutOf(uri);
    throwIfCancelled(cancellation);
    return { settings, go, siblings, layout, packages: this.#imports.lookupFor(layout) };
  }
}

function judge(
  syntax: GoDocument,
  uri: string,
  { siblings, packages, go, settings }: Surroundings,
  cancellation: Cancellation,
): FileAnalysis {
  return analyzeDocument(
    syntax,
    displayPath(uri),
    siblings,
    packages,
    go,
    { ...settings.analysis, listSites: true },
    cancellation,
  );
}

/** Why a document is not analysed, in plain words; undefined when it is. */
function whyNot(document: OpenDocument, settings: Settings): string | undefined {
  const text = document.text.getText();
  if (text.length > settings.maxFileSize) {
    const size = (length: number): string => `${(length / 1e6).toFixed(1)} MB`;
    return l10n.t(
      'The file is larger than {0} allows ({1} of {2}).',
      'maxFileSize',
      size(text.length),
      size(settings.maxFileSize),
    );
  }
  if (text.includes('\0')) return l10n.t('The file is not text: it holds NUL bytes.');
  return undefined;
}

function sameSurroundings(a: Surroundings, b: Surroundings): boolean {
  return (
    a.settings === b.settings &&
    a.go === b.go &&
    a.packages === b.packages &&
    a.siblings.length === b.siblings.length &&
    a.siblings.every((declarations, index) => declarations === b.siblings[index])
  );
}
