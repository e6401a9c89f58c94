import { PROJECT_FILE } from '../../analysis/model.ts';
import {
  MAX_PROJECT_FILE,
  parseProjectFile,
  unreadableProjectFile,
  type ProjectFile,
} from '../../analysis/project-file.ts';
import { directoryOf, joinUri, type FileAccess } from './file-access.ts';

/** A project file and the URI of the folder that its patterns are relative to. */
export interface PlacedProjectFile {
  readonly directory: string;
  readonly file: ProjectFile;
}

/** The project file that counts for each directory, found once and kept until one changes. */
export class ProjectFiles {
  readonly #files: FileAccess;
  #known = new Map<string, Promise<PlacedProjectFile | undefined>>();

  constructor(files: FileAccess) {
    this.#files = files;
  }

  /** The one that counts for a file: the nearest from its directory upwards. */
  of(uri: string): Promise<PlacedProjectFile | undefined> {
    return this.#nearest(directoryOf(uri));
  }

  clear(): void {
    this.#known = new Map();
  }

  #nearest(directory: string): Promise<PlacedProjectFile | undefined> {
    let found = this.#known.get(directory);
    if (found === undefined) {
      found = this.#look(directory);
      this.#known.set(directory, found);
    }
    return found;
  }

  async #look(directory: string): Promise<PlacedProjectFile | undefined> {
    const file = await this.#read(directory);
    if (file !== undefined) return { directory, file };
    const parent = directoryOf(directory);
    return parent === directory ? undefined : this.#nearest(parent);
  }

  async #read(directory: string): Promise<ProjectFile | undefined> {
    const text = await this.#files.readText(joinUri(directory, PROJECT_FILE), MAX_PROJECT_FILE);
    // Only the name: an absolute path in a message tells nobody more.
    if (text !== undefined) return parseProjectFile(text, PROJECT_FILE);
    // Not there, or there and not to be read, which must not pass in silence.
    const { files } = await this.#files.list(directory);
    return files.includes(PROJECT_FILE)
      ? unreadableProjectFile(PROJECT_FILE, 'it is not UTF-8 text, or larger than 1 MB')
      : undefined;
  }
}
