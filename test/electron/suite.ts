import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { FILE_TESTS } from './file-tests.ts';
import { bringToFront, diagnosticsOf, openUntitled, ours, SOURCE, until, type HostTest } from './host.ts';

/** What became of the suite: names of tests, and the failures with their messages. */
export interface SuiteOutcome {
  readonly passed: readonly string[];
  readonly failed: readonly { readonly name: string; readonly message: string }[];
}

const EXTENSION = 'bucketwise.bucketwise';

/** What staticcheck calls S1033. */
const GUARDED = `package host

func Drop(m map[string]int, keys []string) {
	for _, key := range keys {
		if _, ok := m[key]; ok {
			delete(m, key)
		}
	}
}
`;

/** The edit of the preferred quick fix at a place. */
async function fixFor(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.WorkspaceEdit | undefined> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    10,
  );
  return actions.find(({ isPreferred }) => isPreferred)?.edit;
}

async function setBeside(value: string | undefined): Promise<void> {
  await vscode.workspace
    .getConfiguration('bucketwise')
    .update('besideOtherTools', value, vscode.ConfigurationTarget.Global);
}

const TESTS: readonly HostTest[] = [
  {
    name: 'the extension starts with a Go file',
    async run() {
      await openUntitled(SOURCE);
      const extension = vscode.extensions.getExtension(EXTENSION);
      assert.ok(extension, 'the extension is installed');
      await until('activation', () => (extension.isActive ? true : undefined));
    },
  },
  {
    name: 'the commands of the manifest are those that are registered',
    async run() {
      // Without the ones that VS Code makes for a view.
      const known = (await vscode.commands.getCommands(true)).filter((id) =>
        /^bucketwise\.[a-zA-Z]+$/.test(id),
      );
      const manifest = vscode.extensions.getExtension(EXTENSION)?.packageJSON as {
        readonly contributes: { readonly commands: readonly { readonly command: string }[] };
      };
      const listed = manifest.contributes.commands.map(({ command }) => command);
      assert.ok(listed.length > 0);
      assert.deepEqual(known.sort(), listed.sort());
    },
  },
  {
    name: 'a finding is shown with its rule and page',
    async run() {
      const [diagnostic] = await diagnosticsOf(await openUntitled(SOURCE));
      assert.ok(diagnostic);
      assert.ok(typeof diagnostic.code === 'object');
      assert.equal(diagnostic.code.value, 'missing-capacity-hint');
      assert.match(diagnostic.code.target.path, /missing-capacity-hint\.md$/);
      assert.equal(diagnostic.range.start.line, 3);
    },
  },
  {
    name: 'the preferred quick fix adds the hint, and the finding goes away',
    async run() {
      const document = await openUntitled(SOURCE);
      const [diagnostic] = await diagnosticsOf(document);
      assert.ok(diagnostic);
      const edit = await fixFor(document, diagnostic.range);
      assert.ok(edit, 'a preferred fix with an edit');
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.match(document.getText(), /make\(map\[string\]int, len\(names\)\)/);
      await until('the finding to go', () => (ours(document).length === 0 ? true : undefined));
    },
  },
  {
    name: 'the command fixes the whole file, and a second time changes nothing',
    async run() {
      const document = await openUntitled(
        `${SOURCE}\n${SOURCE.slice(SOURCE.indexOf('func')).replace('Index', 'Again')}`,
      );
      await until('both diagnostics', () => (ours(document).length === 2 ? true : undefined));
      await bringToFront(document);
      await vscode.commands.executeCommand('bucketwise.fixAll');
      const fixed = document.getText();
      const inFront = String(vscode.window.activeTextEditor?.document.uri);
      assert.equal(fixed.match(/, len\(names\)\)/g)?.length, 2, `${inFront} is in front; ${fixed}`);
      await bringToFront(document);
      await vscode.commands.executeCommand('bucketwise.fixAll');
      assert.equal(document.getText(), fixed);
    },
  },
  {
    name: 'the hover tells what the map is made of',
    async run() {
      const document = await openUntitled(SOURCE);
      const position = document.positionAt(SOURCE.indexOf('make(') + 1);
      const text = await until('a hover', async () => {
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          position,
        );
        const contents = hovers.flatMap((hover) => hover.contents as vscode.MarkdownString[]);
        return contents.map(({ value }) => value).find((value) => value.includes('map[string]int'));
      });
      assert.match(text, /bytes/);
    },
  },
  {
    name: 'what staticcheck reports too stands back, and comes forward again',
    async run() {
      const document = await openUntitled(GUARDED);
      await until('the finding', () => (ours(document).length === 1 ? true : undefined));
      const staticcheck = vscode.languages.createDiagnosticCollection('staticcheck');
      try {
        const line = document.positionAt(GUARDED.indexOf('if _')).line;
        const reported = new vscode.Diagnostic(
          new vscode.Range(line, 2, line, 4),
          'unnecessary guard around call to delete (S1033)',
        );
        reported.source = 'go-staticcheck';
        staticcheck.set(document.uri, [reported]);
        await until('it to stand back', () => (ours(document).length === 0 ? true : undefined));
        assert.ok(await fixFor(document, reported.range), 'its fix is still offered');

        await setBeside('priceOnly');
        const [priced] = await diagnosticsOf(document);
        assert.ok(priced);
        assert.equal(priced.severity, vscode.DiagnosticSeverity.Hint);
        assert.match(priced.message, /^The check before it costs a lookup more, .*ns/);

        await setBeside('both');
        await until('the whole message', () =>
          ours(document).find(({ message }) => message.startsWith('delete(')),
        );

        await setBeside(undefined);
        await until('it to stand back again', () => (ours(document).length === 0 ? true : undefined));
        staticcheck.clear();
        await until('it to come forward', () => (ours(document).length === 1 ? true : undefined));
      } finally {
        await setBeside(undefined);
        staticcheck.dispose();
      }
    },
  },
  {
    name: 'two tools that answer each other come to rest',
    async run() {
      const document = await openUntitled(GUARDED);
      await until('the finding', () => (ours(document).length === 1 ? true : undefined));
      let changes = 0;
      const staticcheck = vscode.languages.createDiagnosticCollection('staticcheck');
      const counting = vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => uri.toString() === document.uri.toString())) changes += 1;
      });
      try {
        const other = new vscode.Diagnostic(new vscode.Range(0, 0, 0, 1), 'something else (ST1000)');
        for (let round = 0; round < 5; round++) {
          staticcheck.set(document.uri, [other]);
          await new Promise((resolve) => setTimeout(resolve, 100));
        }
        await new Promise((resolve) => setTimeout(resolve, 300));
        changes = 0;
        await new Promise((resolve) => setTimeout(resolve, 500));
        assert.equal(changes, 0);
        assert.equal(ours(document).length, 1);
      } finally {
        counting.dispose();
        staticcheck.dispose();
      }
    },
  },
  {
    name: 'the server can be restarted and goes on',
    async run() {
      const document = await openUntitled(SOURCE);
      await diagnosticsOf(document);
      await vscode.commands.executeCommand('bucketwise.restartServer');
      await diagnosticsOf(document);
    },
  },
];

/** Runs every test, one after another; a failing one does not keep the others from running. */
export async function runSuite(): Promise<SuiteOutcome> {
  const passed: string[] = [];
  const failed: { name: string; message: string }[] = [];
  for (const { name, run: runTest } of [...TESTS, ...FILE_TESTS]) {
    try {
      await runTest();
      passed.push(name);
    } catch (error) {
      failed.push({ name, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  return { passed, failed };
}

/** Entry for @vscode/test-electron: rejects when a test failed. */
export async function run(): Promise<void> {
  const { passed, failed } = await runSuite();
  for (const name of passed) console.log(`passed  ${name}`);
  for (const { name, message } of failed) console.error(`FAILED  ${name}\n${message}`);
  console.log(`${passed.length} passed, ${failed.length} failed`);
  if (failed.length > 0) throw new Error(`${failed.length} tests failed in the extension host`);
}
