import { join } from 'node:path';
import { CancelledError } from '../../base/cancellation.ts';
import type { ChosenGo } from '../go-context.ts';
import type { AnalysisOptions, GoContext } from '../model.ts';
import { packageName } from '../package-name.ts';
import type { SourceDirectory } from './discover.ts';
import type { GoContextFinder } from './go-modules.ts';
import type { ModulePackages } from './module-packages.ts';
import {
  type PackageMember,
  type PackageSettings,
  type ScannedFile,
  analyzeMembers,
} from './package-scan.ts';
import type { SkippedPath } from './skipped.ts';
import { readSourceFile, replaceSourceFile } from './source-file.ts';

/** What holds for the files of one directory. */
export interface DirectoryConfiguration {
  readonly options: AnalysisOptions;
  /** Larger files are skipped. */
  readonly maxFileBytes: number;
  readonly go: ChosenGo;
  /** True for the name of a file in which nothing is to be reported; it is still read for what it declares. */
  readonly isExcluded: (name: string) => boolean;
}

export interface ScanSettings extends Omit<PackageSettings, 'options'> {
  readonly configurationOf: (directory: SourceDirectory) => DirectoryConfiguration;
  readonly contexts: GoContextFinder;
  /** Reads what files import. */
  readonly imports?: ModulePackages | undefined;
  /** What to do with safe fixes: nothing, apply them to the texts at hand, or write them to disk too. */
  readonly fix: 'none' | 'preview' | 'write';
}

export interface ScannedDirectory {
  readonly go: GoContext;
  readonly files: readonly ScannedFile[];
  readonly skipped: readonly SkippedPath[];
  /** Number of files that a project file excludes. */
  readonly excluded: number;
  /** What went wrong on the way without stopping the scan: rules that failed, fixes that were not written. */
  readonly warnings: readonly string[];
}

/** Open files at a time. Enough to keep a disk busy, far below every limit on handles. */
const CONCURRENT_READS = 16;

/**
 * Reads and analyses directory after directory, so that only one directory's texts are held. Ends early when
 * cancelled. Throws for programming errors only.
 */
export async function* scan(
  directories: readonly SourceDirectory[],
  settings: ScanSettings,
): AsyncGenerator<ScannedDirectory> {
  for (const directory of directories) {
    if (settings.cancellation.isCancellationRequested) return;
    try {
      yield await scanDirectory(directory, settings);
    } catch (error) {
      if (error instanceof CancelledError) return;
      throw error;
    }
  }
}

async function scanDirectory(directory: SourceDirectory, settings: ScanSettings): Promise<ScannedDirectory> {
  const { directory: absolute, shown, files: names } = directory;
  const { options, maxFileBytes, go: chosen, isExcluded } = settings.configurationOf(directory);
  const judged = new Set(
    [...directory.judged].filter((name) => directory.named.has(name) || !isExcluded(name)),
  );
  const excluded = directory.judged.size - judged.size;
  const go = await settings.contexts.contextOf(absolute, chosen);
  // Nobody asks what its files declare.
  if (judged.size === 0) return { go, files: [], skipped: [], excluded, warnings: [] };
  const lookup = settings.imports?.lookupFor(await settings.contexts.layoutOf(absolute));
  const skipped: SkippedPath[] = [];
  const warnings: string[] = [];
  const packages = new Map<string, PackageMember[]>();
  const unread: PackageMember[] = [];
  for (let at = 0; at < names.length; at += CONCURRENT_READS) {
    const batch = names.slice(at, at + CONCURRENT_READS).map(async (name) => ({
      name,
      result: await readSourceFile(join(absolute, name), join(shown, name), maxFileBytes),
    }));
    for (const { name, result } of await Promise.all(batch)) {
      if (result.kind === 'skipped') {
        if (judged.has(name)) skipped.push(result.skipped);
        unread.push(withoutText(join(absolute, name), join(shown, name)));
        continue;
      }
      // No package clause: nothing can belong together with this file.
      const key = packageName(result.file.text) ?? `/${name}`;
      const files = packages.get(key) ?? [];
      files.push({ file: result.file, judged: judged.has(name) });
      packages.set(key, files);
    }
  }

  const files: ScannedFile[] = [];
  for (const members of packages.values()) {
    if (!members.some((member) => member.judged)) continue;
    // Which package a file belongs to that cannot be read nobody knows: it may be any.
    const all = [...members, ...unread];
    const result = analyzeMembers(
      all,
      go,
      { ...settings, options, packages: lookup },
      settings.fix !== 'none',
    );
    for (const scanned of result.files) {
      files.push(settings.fix === 'write' ? await writeFixes(scanned, warnings) : scanned);
    }
    skipped.push(...result.skipped);
    warnings.push(...result.warnings);
  }
  files.sort((a, b) => (a.file.path < b.file.path ? -1 : 1));
  return { go, files, skipped, excluded, warnings };
}

function withoutText(absolute: string, path: string): PackageMember {
  return { file: { path, absolute, text: '', byteOrderMark: false, bytes: 0 }, judged: false };
}

/** The file as it is on disk afterwards: with its fixes, or unchanged and with all its findings. */
async function writeFixes(scanned: ScannedFile, warnings: string[]): Promise<ScannedFile> {
  if (scanned.fixes === 0) return scanned;
  const refused = await replaceSourceFile(scanned.file, scanned.text);
  if (refused === undefined) return scanned;
  warnings.push(`${scanned.file.path}: not fixed: ${refused}`);
  return { ...scanned, text: scanned.file.text, analysis: scanned.asRead, fixes: 0 };
}
