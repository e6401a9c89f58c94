import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import { besideOthers, sameAsIn, type BesideOtherTools } from './other-tools.ts';

type CollectionProvider = NonNullable<LanguageClientOptions['diagnosticCollectionProvider']>;

/** `source` of our diagnostics. */
const SOURCE = 'bucketwise';

/**
 * Where the client puts our diagnostics, however they come: pulled, pushed or for the whole workspace. What other tools
 * say too stands back, and comes forward when they fall silent, without asking the server again.
 */
export class FindingCollections {
  readonly #open = new Set<FindingCollection>();
  readonly #subscriptions: readonly vscode.Disposable[] = [
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      for (const collection of this.#open) for (const uri of uris) collection.decide(uri);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('bucketwise.besideOtherTools')) return;
      for (const collection of this.#open) collection.decideAll();
    }),
  ];

  /** What the client makes its collections by, one each for what is pulled and pushed. */
  readonly provider: CollectionProvider = {
    create: (name) => {
      const collection = new FindingCollection(vscode.languages.createDiagnosticCollection(name));
      this.#open.add(collection);
      return collection;
    },
    dispose: (collection) => {
      collection.dispose();
      if (collection instanceof FindingCollection) this.#open.delete(collection);
    },
  };

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

interface Given {
  readonly uri: vscode.Uri;
  readonly diagnostics: readonly vscode.Diagnostic[];
  /** What of them is shown, as text: setting it anew would only make others look again, and us with them. */
  shown: string;
}

/** A collection that keeps what it was given and shows what is left beside other tools. */
class FindingCollection implements vscode.DiagnosticCollection {
  readonly #shown: vscode.DiagnosticCollection;
  /** Documents with diagnostics that somebody else could have too. */
  readonly #doubtful = new Map<string, Given>();

  constructor(shown: vscode.DiagnosticCollection) {
    this.#shown = shown;
  }

  get name(): string {
    return this.#shown.name;
  }

  set(
    uri: vscode.Uri | readonly [vscode.Uri, readonly vscode.Diagnostic[] | undefined][],
    diagnostics?: readonly vscode.Diagnostic[],
  ): void {
    if (!(uri instanceof vscode.Uri)) {
      for (const [each, its] of uri) this.set(each, its);
      return;
    }
    const key = uri.toString();
    if (diagnostics?.some((each) => checksOf(each).length > 0)) {
      const given = { uri, diagnostics, shown: '' };
      this.#doubtful.set(key, given);
      this.#show(given);
    } else {
      this.#doubtful.delete(key);
      this.#shown.set(uri, diagnostics);
    }
  }

  decide(uri: vscode.Uri): void {
    const given = this.#doubtful.get(uri.toString());
    if (given !== undefined) this.#show(given);
  }

  decideAll(): void {
    for (const given of this.#doubtful.values()) this.#show(given);
  }

  delete(uri: vscode.Uri): void {
    this.#doubtful.delete(uri.toString());
    this.#shown.delete(uri);
  }

  clear(): void {
    this.#doubtful.clear();
    this.#shown.clear();
  }

  forEach(
    callback: (
      uri: vscode.Uri,
      diagnostics: readonly vscode.Diagnostic[],
      collection: vscode.DiagnosticCollection,
    ) => unknown,
  ): void {
    this.#shown.forEach((uri, diagnostics) => callback(uri, diagnostics, this));
  }

  get(uri: vscode.Uri): readonly vscode.Diagnostic[] | undefined {
    return this.#shown.get(uri);
  }

  has(uri: vscode.Uri): boolean {
    return this.#shown.has(uri);
  }

  dispose(): void {
    this.#doubtful.clear();
    this.#shown.dispose();
  }

  [Symbol.iterator](): Iterator<[uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]]> {
    return this.#shown[Symbol.iterator]();
  }

  #show(given: Given): void {
    const { uri, diagnostics } = given;
    const mode = vscode.workspace
      .getConfiguration('bucketwise', uri)
      .get<BesideOtherTools>('besideOtherTools', 'standDown');
    const others = vscode.languages.getDiagnostics(uri).filter(({ source }) => source !== SOURCE);
    const decisions = diagnostics.map((own) => besideOthers(own, checksOf(own), others, mode));
    const shown = JSON.stringify(decisions);
    if (shown === given.shown) return;
    given.shown = shown;
    this.#shown.set(
      uri,
      decisions.flatMap((decision, at) => {
        const own = diagnostics[at];
        if (own === undefined || decision === 'leftOut') return [];
        return decision === 'asItIs' ? own : worded(own, decision.message);
      }),
    );
  }
}

/** The client keeps the `data` of the protocol on its diagnostics. */
function checksOf(diagnostic: vscode.Diagnostic): readonly string[] {
  return sameAsIn((diagnostic as { readonly data?: unknown }).data);
}

/** The same finding in other words, and as quiet as can be: somebody else tells what is wrong. */
function worded(own: vscode.Diagnostic, message: string): vscode.Diagnostic {
  const { range, code, source, relatedInformation, tags } = own;
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Hint);
  return Object.assign(diagnostic, { code, source, relatedInformation, tags });
}
