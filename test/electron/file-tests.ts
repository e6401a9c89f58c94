import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { bringToFront, diagnosticsOf, openUntitled, ours, SOURCE, until, type HostTest } from './host.ts';

/** Writes files below a workspace folder, as another program would, and gives their URIs. */
async function write(
  files: Readonly<Record<string, string>>,
  folder = vscode.workspace.workspaceFolders?.[0],
): Promise<(name: string) => vscode.Uri> {
  assert.ok(folder, 'a folder is open');
  const uriOf = (name: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, 'host', name);
  for (const [name, text] of Object.entries(files)) {
    await makeDirectory(folder, `host/${name}`.split('/').slice(0, -1));
    await vscode.workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(text));
  }
  return uriOf;
}

/**
 * Makes a directory and those above it, each once the window has noticed the one before: what is made inside one that VS Code
 * does not watch yet stays unwatched for good.
 */
async function makeDirectory(folder: vscode.WorkspaceFolder, parts: readonly string[]): Promise<void> {
  for (const [index, part] of parts.entries()) {
    const parent = vscode.Uri.joinPath(folder.uri, ...parts.slice(0, index));
    const directory = vscode.Uri.joinPath(parent, part);
    const exists = await vscode.workspace.fs.stat(directory).then(
      () => true,
      () => false,
    );
    if (exists) continue;
    await until(`${part} to be noticed`, async () => {
      await vscode.workspace.fs.createDirectory(directory);
      if (await isNoticed(folder, directory)) return true;
      // The window had not begun to watch.
      await vscode.workspace.fs.delete(directory);
      return undefined;
    });
  }
}

/** Whether VS Code tells of something that was just made, within two seconds. */
function isNoticed(folder: vscode.WorkspaceFolder, made: vscode.Uri): Promise<boolean> {
  const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
  const noticed = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => resolve(false), 2_000);
    watcher.onDidCreate((uri) => {
      if (uri.toString() !== made.toString()) return;
      clearTimeout(timer);
      resolve(true);
    });
  });
  return noticed.finally(() => {
    watcher.dispose();
  });
}

async function open(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await bringToFront(document);
  return document;
}

const untilQuiet = (document: vscode.TextDocument): Promise<true> =>
  until('no diagnostics', () => (ours(document).length === 0 ? true : undefined));

const untilMessage = (document: vscode.TextDocument, part: string): Promise<true> =>
  until(`a message with ${part}`, () =>
    ours(document).some(({ message }) => message.includes(part)) ? true : undefined,
  );

/** A map type of another file of the package, without which nothing can be said about the fill. */
const USE = `package host

func Index(names []string) Table {
	index := make(Table)
	for i := range names {
		index[names[i]] = i
	}
	return index
}
`;

const settings = (scope?: vscode.Uri): vscode.WorkspaceConfiguration =>
  vscode.workspace.getConfiguration('bucketwise', scope);

/** What happens to files, folders and settings around an open document. */
export const FILE_TESTS: readonly HostTest[] = [
  {
    name: 'a file of the package that is changed, deleted and made on disk counts',
    async run() {
      const types = 'package host\n\ntype Table map[string]int\n';
      const uri = await write({ 'disk/go.mod': 'module m\n', 'disk/use.go': USE, 'disk/types.go': types });
      const document = await open(uri('disk/use.go'));
      await diagnosticsOf(document);
      await write({ 'disk/types.go': 'package host\n\ntype Table struct{}\n' });
      await untilQuiet(document);
      await write({ 'disk/types.go': types });
      await diagnosticsOf(document);
      await vscode.workspace.fs.delete(uri('disk/types.go'));
      await untilQuiet(document);
    },
  },
  {
    name: 'an edit of go.mod changes what is said',
    async run() {
      const uri = await write({
        'mod/go.mod': 'module m\n\ngo 1.24\n\ntoolchain go1.24.4\n',
        'mod/a.go': SOURCE,
      });
      const document = await open(uri('mod/a.go'));
      await untilMessage(document, '(Go 1.24');
      await write({ 'mod/go.mod': 'module m\n\ngo 1.24\n\ntoolchain go1.26.0\n' });
      await untilMessage(document, '(Go 1.26');
    },
  },
  {
    name: 'a renamed file keeps its findings under its new name, and a deleted one has none',
    async run() {
      const uri = await write({ 'rename/go.mod': 'module m\n', 'rename/old.go': SOURCE });
      await diagnosticsOf(await open(uri('rename/old.go')));
      const edit = new vscode.WorkspaceEdit();
      edit.renameFile(uri('rename/old.go'), uri('rename/new.go'));
      assert.ok(await vscode.workspace.applyEdit(edit));
      await diagnosticsOf(await open(uri('rename/new.go')));
      await until('the old name to be clean', () =>
        vscode.languages.getDiagnostics(uri('rename/old.go')).length === 0 ? true : undefined,
      );
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
      await vscode.workspace.fs.delete(uri('rename/new.go'));
      await until('the new name to be clean', () =>
        vscode.languages.getDiagnostics(uri('rename/new.go')).length === 0 ? true : undefined,
      );
    },
  },
  {
    name: 'undo and redo bring findings back and away',
    async run() {
      const document = await openUntitled(SOURCE);
      await diagnosticsOf(document);
      const edit = new vscode.WorkspaceEdit();
      const at = document.getText().indexOf('make(map[string]int)');
      edit.replace(
        document.uri,
        new vscode.Range(document.positionAt(at), document.positionAt(at + 'make(map[string]int)'.length)),
        'make(map[string]int, len(names))',
      );
      await vscode.workspace.applyEdit(edit);
      await untilQuiet(document);
      await vscode.commands.executeCommand('undo');
      await diagnosticsOf(document);
      await vscode.commands.executeCommand('redo');
      await untilQuiet(document);
    },
  },
  {
    name: '200 quick edits leave the findings of the text they led to',
    async run() {
      const document = await openUntitled(SOURCE);
      const parts = ['{', '}', '\n', '\t// 𝒳\n', 'm[k] = 1\n', '"', '`', '\n}\n'];
      for (let step = 0; step < 200; step++) {
        const edit = new vscode.WorkspaceEdit();
        const at = document.positionAt((step * 37) % document.getText().length);
        const isEven = step % 2 === 0;
        const part = parts[step % parts.length] ?? '';
        // What goes in comes out again, not at once: in between the text is broken in many ways.
        if (isEven) edit.insert(document.uri, at, part);
        else edit.delete(document.uri, new vscode.Range(at, at.translate(0, 1)));
        await vscode.workspace.applyEdit(edit);
      }
      const whole = new vscode.Range(0, 0, document.lineCount, 0);
      const middle = new vscode.WorkspaceEdit();
      middle.replace(document.uri, whole, `${SOURCE}\n${document.getText().slice(0, 200)}`);
      await vscode.workspace.applyEdit(middle);
      const edited = await diagnosticsOf(document);
      const fresh = await openUntitled(document.getText());
      const expected = await diagnosticsOf(fresh);
      const plain = (all: readonly vscode.Diagnostic[]): unknown[] =>
        all.map(({ message, range, severity }) => ({ message, range, severity }));
      assert.deepEqual(plain(edited), plain(expected));
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    },
  },
  {
    name: 'the defaults of the settings are those in force',
    async run() {
      const configuration = settings();
      const rules = configuration.inspect<Record<string, string>>('rules')?.defaultValue;
      assert.deepEqual(rules, {});
      const document = await openUntitled(SOURCE);
      const [before] = await diagnosticsOf(document);
      // Writing the default down changes nothing.
      await configuration.update('minimumConfidence', 'likely', vscode.ConfigurationTarget.Global);
      const [after] = await diagnosticsOf(document);
      assert.equal(after?.severity, before?.severity);
      await configuration.update('minimumConfidence', undefined, vscode.ConfigurationTarget.Global);
    },
  },
  {
    name: 'a level in the settings wins over one in the project file, and both over the default',
    async run() {
      const uri = await write({
        'level/go.mod': 'module m\n',
        'level/a.go': SOURCE,
        'level/.bucketwise.json': '{\n  // ours\n  "rules": { "missing-capacity-hint": "error" }\n}\n',
      });
      const document = await open(uri('level/a.go'));
      const withSeverity = (severity: vscode.DiagnosticSeverity): Promise<true> =>
        until(`severity ${severity}`, () =>
          ours(document).some((each) => each.severity === severity) ? true : undefined,
        );
      await withSeverity(vscode.DiagnosticSeverity.Error);
      const configuration = settings();
      const { Global } = vscode.ConfigurationTarget;
      await configuration.update('rules', { 'missing-capacity-hint': 'warning' }, Global);
      await withSeverity(vscode.DiagnosticSeverity.Warning);
      await configuration.update('rules', undefined, Global);
      await withSeverity(vscode.DiagnosticSeverity.Error);
      await write({ 'level/.bucketwise.json': '{ "exclude": ["a.go"] }\n' });
      await untilQuiet(document);
    },
  },
  {
    name: 'the project file is checked against its schema',
    async run() {
      const uri = await write({ 'schema/.bucketwise.json': '{ "minBytes": "many" }\n' });
      const document = await open(uri('schema/.bucketwise.json'));
      assert.equal(document.languageId, 'jsonc');
      await until('a complaint about the type', () =>
        vscode.languages.getDiagnostics(document.uri).length > 0 ? true : undefined,
      );
    },
  },
  {
    name: 'lenses and inlay hints come when they are switched on, and go',
    async run() {
      const document = await openUntitled(SOURCE);
      await diagnosticsOf(document);
      const lenses = (): Thenable<readonly vscode.CodeLens[]> =>
        vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri);
      const hints = (): Thenable<readonly vscode.InlayHint[]> =>
        vscode.commands.executeCommand(
          'vscode.executeInlayHintProvider',
          document.uri,
          new vscode.Range(0, 0, document.lineCount, 0),
        );
      assert.equal((await lenses()).length, 2);
      assert.equal((await hints()).length, 0);
      const { Global } = vscode.ConfigurationTarget;
      await settings().update('inlayHints.enabled', true, Global);
      await until('an inlay hint', async () => ((await hints()).length === 1 ? true : undefined));
      await settings().update('codeLens.enabled', false, Global);
      await until('no lens', async () => ((await lenses()).length === 0 ? true : undefined));
      await settings().update('inlayHints.enabled', undefined, Global);
      await settings().update('codeLens.enabled', undefined, Global);
      await until('the lenses again', async () => ((await lenses()).length === 2 ? true : undefined));
    },
  },
  {
    name: 'a directive is completed by the names of rules',
    async run() {
      const document = await openUntitled(SOURCE.replace('\tindex :=', '\t//bucketwise:ignore \n\tindex :='));
      const position = new vscode.Position(3, '\t//bucketwise:ignore '.length);
      // The editor completes words of the file too, and answers with those alone while the server has yet to hear of the file.
      await until('the rule among the completions', async () => {
        const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
          'vscode.executeCompletionItemProvider',
          document.uri,
          position,
        );
        const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
        return labels.includes('missing-capacity-hint') ? true : undefined;
      });
    },
  },
  {
    name: 'findings of files that are not open are shown when that is switched on',
    async run() {
      const uri = await write({ 'closed/go.mod': 'module m\n', 'closed/a.go': SOURCE });
      const found = (): number =>
        vscode.languages.getDiagnostics(uri('closed/a.go')).filter(({ source }) => source === 'bucketwise')
          .length;
      assert.equal(found(), 0);
      await openUntitled(SOURCE);
      const { Global } = vscode.ConfigurationTarget;
      await settings().update('workspaceDiagnostics', true, Global);
      await until('a finding in a closed file', () => (found() === 1 ? true : undefined));
      await write({ 'closed/a.go': 'package host\n' });
      await until('the closed file to be clean', () => (found() === 0 ? true : undefined));
      await settings().update('workspaceDiagnostics', undefined, Global);
    },
  },
  {
    name: 'each folder has settings and a Go version of its own',
    async run() {
      const [one, two] = vscode.workspace.workspaceFolders ?? [];
      // Run in a window with one folder there is nothing to see; the other window has two.
      if (one === undefined || two === undefined) return;
      const inOne = await write(
        { 'go.mod': 'module one\n\ngo 1.23\n\ntoolchain go1.23.4\n', 'a.go': SOURCE },
        one,
      );
      const inTwo = await write(
        { 'go.mod': 'module two\n\ngo 1.24\n\ntoolchain go1.26.0\n', 'a.go': SOURCE },
        two,
      );
      const [first, second] = [await open(inOne('a.go')), await open(inTwo('a.go'))];
      await untilMessage(second, '(Go 1.26');
      await open(inOne('a.go'));
      await untilMessage(first, '(Go 1.23');
      const ofFolder = vscode.ConfigurationTarget.WorkspaceFolder;
      await settings(one.uri).update('rules', { 'missing-capacity-hint': 'off' }, ofFolder);
      await untilQuiet(first);
      await open(inTwo('a.go'));
      await untilMessage(second, '(Go 1.26');
      await settings(one.uri).update('rules', undefined, ofFolder);
      await open(inOne('a.go'));
      await untilMessage(first, '(Go 1.23');
    },
  },
];
