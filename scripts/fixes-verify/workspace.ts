import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { Unusable } from './unusable.ts';

/** A copy of a module that may be changed at will. */
export class Workspace {
  /** The module's folder in the copy. */
  readonly directory: string;
  /** The repository and the module's way in it, for people. */
  readonly name: string;
  readonly commit: string | undefined;
  readonly #originals = new Map<string, string>();

  private constructor(directory: string, name: string, commit: string | undefined) {
    this.directory = directory;
    this.name = name;
    this.commit = commit;
  }

  /**
   * Copies the module below `work`, with the checkout around it: its go.mod may replace modules by folders beside it. The
   * files of `create` are made where they are missing.
   * @throws Unusable where there is no module
   */
  static copy(module: string, work: string, create: readonly string[]): Workspace {
    const source = resolve(module);
    if (!existsSync(join(source, 'go.mod'))) throw new Unusable('there is no go.mod');
    const checkout = git(source, 'rev-parse', '--show-toplevel');
    const top = checkout ?? outermostModule(source);
    const below = relative(realpathSync(top), realpathSync(source));
    const target = join(realpathSync(work), basename(top));
    // A copy of an earlier run has fixes in it.
    rmSync(target, { recursive: true, force: true });
    cpSync(top, target, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => basename(path) !== '.git',
    });
    for (const file of create) {
      const path = join(target, below, file);
      if (existsSync(path)) continue;
      mkdirSync(dirname(path), { recursive: true });
      closeSync(openSync(path, 'w'));
    }
    return new Workspace(
      join(target, below),
      join(basename(top), below),
      checkout === undefined ? undefined : git(source, 'rev-parse', '--short', 'HEAD'),
    );
  }

  /** True for files of the module itself, not of one nested in it. */
  owns(file: string): boolean {
    let folder = dirname(join(this.directory, file));
    while (folder !== this.directory && !existsSync(join(folder, 'go.mod'))) folder = dirname(folder);
    return folder === this.directory;
  }

  /** The file as it was copied. */
  original(file: string): string {
    const known = this.#originals.get(file) ?? this.read(file);
    this.#originals.set(file, known);
    return known;
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), 'utf8');
  }

  /** Writes a file, after its original was kept. */
  write(file: string, text: string): void {
    this.original(file);
    writeFileSync(join(this.directory, file), text);
  }

  /** Gives every file that was asked for its original text. */
  restore(): void {
    for (const [file, text] of this.#originals) writeFileSync(join(this.directory, file), text);
  }
}

/** The outermost folder around a module that is a module too; the module itself where there is none. */
function outermostModule(module: string): string {
  let top = module;
  for (let folder = module; folder !== dirname(folder); folder = dirname(folder)) {
    if (existsSync(join(folder, 'go.mod'))) top = folder;
  }
  return top;
}

/** What git says of a folder; undefined where it is no checkout. */
function git(folder: string, ...args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...args], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}
