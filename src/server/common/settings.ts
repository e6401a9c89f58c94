import * as l10n from '@vscode/l10n';
import {
  combine,
  isMisspelt,
  isRecord,
  readConfiguration,
  CONFIGURATION_KEYS,
  type CombinedConfiguration,
  type Configuration,
} from '../../analysis/configuration.ts';
import { ExcludePatterns } from '../../analysis/exclude-patterns.ts';
import type { ChosenGo } from '../../analysis/go-context.ts';
import { joinUri, pathBelow } from './file-access.ts';
import type { PlacedProjectFile, ProjectFiles } from './project-files.ts';
import type { WorkspaceFolders } from './workspace-folders.ts';

/** What the client's settings and the project file say about one resource. */
export interface Settings extends CombinedConfiguration {
  readonly go: ChosenGo;
  /** Why nothing is to be reported in the resource, in plain words; undefined where something is. */
  readonly excluded: string | undefined;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  /** What in the settings and the project file could not be used, in plain words. */
  readonly problems: readonly string[];
}

/** What the client answered for section `bucketwise`, as far as it makes sense. */
export interface ClientSettings {
  readonly configuration: Configuration;
  readonly codeLens: boolean;
  readonly inlayHints: boolean;
  readonly problems: readonly string[];
}

/** For clients that say nothing. */
export const NO_SETTINGS: ClientSettings = {
  configuration: {},
  codeLens: true,
  inlayHints: false,
  problems: [],
};

/** Reads the client's answer for section `bucketwise`. Whatever makes no sense is left out and becomes a problem. */
export function readSettings(value: unknown): ClientSettings {
  if (!isRecord(value)) return NO_SETTINGS;
  const given = Object.entries(value).filter(
    ([key, each]) =>
      // Clients say null for what is not set, and keep things of their own here.
      each !== null && each !== undefined && (CONFIGURATION_KEYS.includes(key) || isMisspelt(key)),
  );
  const { configuration, problems } = readConfiguration(Object.fromEntries(given));
  return {
    configuration,
    codeLens: isEnabled(value['codeLens'], NO_SETTINGS.codeLens),
    inlayHints: isEnabled(value['inlayHints'], NO_SETTINGS.inlayHints),
    // What is wrong with a key is said in the words of the command line, which are not translated.
    problems: problems.map(({ message }) => `The setting bucketwise.${message}`),
  };
}

/** The `enabled` in a group of settings. */
function isEnabled(group: unknown, byDefault: boolean): boolean {
  const enabled = isRecord(group) ? group['enabled'] : undefined;
  return typeof enabled === 'boolean' ? enabled : byDefault;
}

/**
 * Puts together what holds for a resource: settings win over the project file, and both may exclude it.
 * @param folder URI of the workspace folder, to which patterns in settings are relative
 */
export function settingsFor(
  uri: string,
  { configuration, codeLens, inlayHints, problems }: ClientSettings,
  project: PlacedProjectFile | undefined,
  folder: string | undefined,
): Settings {
  const ofProject = project?.file.configuration ?? {};
  // A version set to "" asks to find it out, whatever the project file says.
  const asksToFindOut = 'goVersion' in configuration && configuration.goVersion === undefined;
  return {
    ...combine(ofProject, configuration),
    go: {
      setting: configuration.goVersion,
      projectFile: asksToFindOut ? undefined : ofProject.goVersion,
    },
    excluded:
      excludedByFile(project, uri) ??
      excludedBySetting(configuration.exclude && new ExcludePatterns(configuration.exclude), folder, uri),
    codeLens,
    inlayHints,
    problems: [...problems, ...(project?.file.problems ?? [])],
  };
}

function excludedByFile(project: PlacedProjectFile | undefined, uri: string): string | undefined {
  const pattern = patternFor(uri, project?.file.exclude, project?.directory);
  if (pattern === undefined || project === undefined) return undefined;
  return l10n.t('The file is excluded by "{0}" in {1}.', pattern, project.file.path);
}

function excludedBySetting(
  patterns: ExcludePatterns | undefined,
  folder: string | undefined,
  uri: string,
): string | undefined {
  const pattern = patternFor(uri, patterns, folder);
  if (pattern === undefined) return undefined;
  return l10n.t('The file is excluded by "{0}" in the setting {1}.', pattern, 'bucketwise.exclude');
}

/** @param folder URI of what the patterns are relative to */
function patternFor(
  uri: string,
  patterns: ExcludePatterns | undefined,
  folder: string | undefined,
): string | undefined {
  const path = folder === undefined ? undefined : pathBelow(folder, uri);
  return path === undefined ? undefined : patterns?.excluding(path);
}

/** Settings per resource, asked for once and kept until the client or a project file says something else. */
export class SettingsStore {
  readonly #ask: (uri: string) => Promise<unknown>;
  readonly #projects: Pick<ProjectFiles, 'of' | 'clear'>;
  readonly #folders: Pick<WorkspaceFolders, 'of'>;
  #known = new Map<string, Promise<Settings>>();
  #directories = new Map<string, Promise<(uri: string) => Settings>>();

  /** @param ask answers section `bucketwise` for a resource; a rejection counts as "nothing set" */
  constructor(
    ask: (uri: string) => Promise<unknown>,
    projects: Pick<ProjectFiles, 'of' | 'clear'>,
    folders: Pick<WorkspaceFolders, 'of'>,
  ) {
    this.#ask = ask;
    this.#projects = projects;
    this.#folders = folders;
  }

  of(uri: string): Promise<Settings> {
    let settings = this.#known.get(uri);
    if (settings === undefined) {
      settings = this.#read(uri);
      this.#known.set(uri, settings);
    }
    return settings;
  }

  /** The settings of the files in a directory, with one question to the client for all of them. */
  inDirectory(directory: string): Promise<(uri: string) => Settings> {
    let settings = this.#directories.get(directory);
    if (settings === undefined) {
      settings = this.#readFor(directory, joinUri(directory, 'any.go'));
      this.#directories.set(directory, settings);
    }
    return settings;
  }

  /** What the client has set for a folder, as text: only what decides what is found there. */
  async decisive(folder: string): Promise<string> {
    const { configuration } = await this.#ask(folder).then(readSettings, () => NO_SETTINGS);
    return JSON.stringify(configuration);
  }

  forget(uri: string): void {
    this.#known.delete(uri);
  }

  /** The client's settings changed. */
  clear(): void {
    this.#known = new Map();
    this.#directories = new Map();
  }

  /** A project file came, changed or went. */
  clearProjectFiles(): void {
    this.#projects.clear();
    this.clear();
  }

  async #read(uri: string): Promise<Settings> {
    return (await this.#readFor(uri, uri))(uri);
  }

  /** @param scope what the client is asked about, for files beside `file` */
  async #readFor(scope: string, file: string): Promise<(uri: string) => Settings> {
    const [ofClient, project] = await Promise.all([
      this.#ask(scope).then(readSettings, () => NO_SETTINGS),
      this.#projects.of(file).catch(() => undefined),
    ]);
    return (uri) => settingsFor(uri, ofClient, project, this.#folders.of(uri));
  }
}
