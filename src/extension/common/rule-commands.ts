import * as vscode from 'vscode';
import { LEVELS, withLevel, type Level, type Levels } from './rule-level.ts';

/** Shows the page of a rule; asks for it where none is named. */
export async function explainRule(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
  about: unknown,
): Promise<void> {
  const rule = await pickRule(context, about, vscode.l10n.t('Explain a rule'));
  if (rule === undefined) return;
  const page = vscode.Uri.joinPath(context.extensionUri, 'docs', 'rules', `${rule}.md`);
  try {
    await vscode.workspace.fs.stat(page);
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch (error) {
    log.error(`the page of rule ${rule} could not be shown: ${String(error)}`);
    void vscode.window.showWarningMessage(vscode.l10n.t('There is no page about the rule {0}.', rule));
  }
}

/** Asks for a rule where none is named, for its level and for the settings that are to say so, and writes it there. */
export async function setRuleLevel(context: vscode.ExtensionContext, about: unknown): Promise<void> {
  const rule = await pickRule(context, about, vscode.l10n.t('Set the level of a rule'));
  if (rule === undefined) return;
  const resource = vscode.window.activeTextEditor?.document.uri;
  const settings = vscode.workspace.getConfiguration('bucketwise', resource);
  const level = await pickLevel(context, rule, settings.get<Levels>('rules', {})[rule]);
  if (level === undefined) return;
  const place = await pickPlace(settings, resource, rule);
  if (place === undefined) return;
  await settings.update('rules', withLevel(place.levels, rule, level.level), place.target);
}

/** Rules that a command is about: one by its id, those of a map in the view, or any, which is then asked for. */
async function pickRule(
  context: vscode.ExtensionContext,
  about: unknown,
  title: string,
): Promise<string | undefined> {
  const named = namedRules(about);
  const [only] = named;
  // Ids become parts of paths and settings.
  if (named.length === 1 && only !== undefined) return /^[a-z][a-z0-9-]*$/.test(only) ? only : undefined;
  const items = rulesOfManifest(context)
    .filter(({ id }) => named.length === 0 || named.includes(id))
    .map(({ id, detail }) => ({ label: id, detail }));
  const choice = await vscode.window.showQuickPick(items, { title, matchOnDetail: true });
  return choice?.label;
}

/** An item of the view or a rule's id; menus and key bindings may give anything else. */
function namedRules(about: unknown): readonly string[] {
  if (typeof about === 'string') return [about];
  if (typeof about !== 'object' || about === null || !('site' in about)) return [];
  const { findings } = about.site as { readonly findings: readonly { readonly rule: string }[] };
  return [...new Set(findings.map(({ rule }) => rule))];
}

async function pickLevel(
  context: vscode.ExtensionContext,
  rule: string,
  current: string | undefined,
): Promise<{ readonly level: Level | undefined } | undefined> {
  const own = rulesOfManifest(context).find(({ id }) => id === rule)?.level;
  const mark = (label: string, isCurrent: boolean): string => (isCurrent ? `$(check) ${label}` : label);
  const items = [
    {
      label: mark(vscode.l10n.t('Not set'), current === undefined),
      description: own === undefined ? '' : vscode.l10n.t('{0} by default', nameOfLevel(own)),
      level: undefined,
    },
    ...LEVELS.map((level) => ({
      label: mark(nameOfLevel(level), current === level),
      description: '',
      level,
    })),
  ];
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Level of {0}', rule) });
}

function nameOfLevel(level: Level): string {
  switch (level) {
    case 'off':
      return vscode.l10n.t('Off');
    case 'hint':
      return vscode.l10n.t('Hint');
    case 'information':
      return vscode.l10n.t('Information');
    case 'warning':
      return vscode.l10n.t('Warning');
    case 'error':
      return vscode.l10n.t('Error');
  }
}

interface Place {
  readonly label: string;
  readonly target: vscode.ConfigurationTarget;
  readonly levels: Levels | undefined;
}

/** The settings to write to: only those that are there. */
async function pickPlace(
  settings: vscode.WorkspaceConfiguration,
  resource: vscode.Uri | undefined,
  rule: string,
): Promise<Place | undefined> {
  const given = settings.inspect<Levels>('rules');
  const places: Place[] = [
    {
      label: vscode.l10n.t('User settings'),
      target: vscode.ConfigurationTarget.Global,
      levels: given?.globalValue,
    },
  ];
  if (vscode.workspace.workspaceFolders !== undefined) {
    places.push({
      label: vscode.l10n.t('Workspace settings'),
      target: vscode.ConfigurationTarget.Workspace,
      levels: given?.workspaceValue,
    });
  }
  const folder = resource && vscode.workspace.getWorkspaceFolder(resource);
  // In a workspace of one folder both are the same file.
  if (folder !== undefined && vscode.workspace.workspaceFile !== undefined) {
    places.push({
      label: vscode.l10n.t('Settings of the folder {0}', folder.name),
      target: vscode.ConfigurationTarget.WorkspaceFolder,
      levels: given?.workspaceFolderValue,
    });
  }
  if (places.length === 1) return places[0];
  const items = places.map((place) => {
    const written = place.levels?.[rule];
    const level = LEVELS.find((known) => known === written);
    return {
      ...place,
      description: level === undefined ? '' : vscode.l10n.t('now {0}', nameOfLevel(level)),
    };
  });
  return vscode.window.showQuickPick(items, { title: vscode.l10n.t('Where is the level to hold?') });
}

interface ManifestProperty {
  readonly default?: unknown;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, ManifestProperty>>;
}

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly { readonly properties: Readonly<Record<string, ManifestProperty>> }[];
  };
}

export interface ManifestRule {
  readonly id: string;
  readonly detail: string;
  readonly level: Level | undefined;
}

/** The rules as the manifest lists them for the settings: there even without a server. */
export function rulesOfManifest(
  context: Pick<vscode.ExtensionContext, 'extension'>,
): readonly ManifestRule[] {
  const { contributes } = context.extension.packageJSON as Manifest;
  const rules = contributes.configuration
    .map(({ properties }) => properties['bucketwise.rules']?.properties)
    .find((properties) => properties !== undefined);
  return Object.entries(rules ?? {}).map(([id, { description = '', default: level }]) => ({
    id,
    detail: description,
    level: LEVELS.find((known) => known === level),
  }));
}
