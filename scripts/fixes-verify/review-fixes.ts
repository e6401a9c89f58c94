import { applyEditsKeepingLineEndings } from '../../src/analysis/merge-fixes.ts';
import { batchesOf, culprits, editsOf } from './batches.ts';
import type { GoCommand } from './go-command.ts';
import { withoutMark, type Linter, type OfferedFix } from './linter.ts';
import { packagesOf } from './touched.ts';
import type { Workspace } from './workspace.ts';
import { Unusable } from './unusable.ts';

/** What became of the fixes for review. */
export interface ReviewResult {
  /** Fixes of files that this build compiles. */
  readonly tried: number;
  readonly notBuilt: number;
  readonly broken: readonly OfferedFix[];
  readonly unformatted: readonly OfferedFix[];
}

/** Applies every fix for review, many at a time, and finds those that do not compile or are not formatted. */
export function verifyReviewFixes(workspace: Workspace, go: GoCommand, linter: Linter): ReviewResult {
  workspace.restore();
  const offered = linter.fixes(['--all']).filter(({ applicability }) => applicability === 'review');
  const files = [...new Set(offered.map(({ file }) => file))];
  const { packageOf } = packagesOf(files, workspace, go);
  const fixes = offered.filter(({ file }) => packageOf.has(file));
  const packages = [...new Set(packageOf.values())];
  if (packages.length > 0 && go.build(packages).size > 0) throw new Unusable('it does not build as it is');
  const formatted = new Set(files.filter((file) => !go.unformatted([file]).has(file)));

  const broken: OfferedFix[] = [];
  const unformatted: OfferedFix[] = [];
  for (const batch of batchesOf(fixes)) {
    unformatted.push(...unformattedIn(batch.filter(({ file }) => formatted.has(file))));
    broken.push(...brokenIn(batch));
    workspace.restore();
  }
  return { tried: fixes.length, notBuilt: offered.length - fixes.length, broken, unformatted };

  /** Writes the files of a package, or of all, with these fixes and no others. */
  function write(some: readonly OfferedFix[], ofPackage?: string): void {
    const names = ofPackage === undefined ? files : files.filter((file) => packageOf.get(file) === ofPackage);
    for (const file of names) {
      const text = workspace.original(file);
      const bare = withoutMark(text);
      const edits = editsOf(some.filter((fix) => fix.file === file));
      workspace.write(
        file,
        text.slice(0, text.length - bare.length) + applyEditsKeepingLineEndings(bare, edits),
      );
    }
  }

  function unformattedIn(batch: readonly OfferedFix[]): readonly OfferedFix[] {
    write(batch);
    const names = go.unformatted([...new Set(batch.map(({ file }) => file))]);
    return batch.filter((fix) => {
      if (!names.has(fix.file)) return false;
      write([fix]);
      return go.unformatted([fix.file]).size > 0;
    });
  }

  function brokenIn(batch: readonly OfferedFix[]): readonly OfferedFix[] {
    const found: OfferedFix[] = [];
    let kept = batch;
    for (;;) {
      write(kept);
      const failing = go.build([...new Set(kept.map(({ file }) => packageOf.get(file) ?? ''))]);
      if (failing.size === 0) return found;
      const own = kept.filter(({ file }) => failing.has(packageOf.get(file) ?? ''));
      if (own.length === 0) throw new Unusable(`fixes break other packages: ${[...failing].join(', ')}`);
      for (const name of failing) found.push(...brokenInPackage(name, own));
      // Those that compile apart and not together have been tried too.
      kept = kept.filter((fix) => !own.includes(fix));
      if (kept.length === 0) return found;
    }
  }

  function brokenInPackage(name: string, own: readonly OfferedFix[]): readonly OfferedFix[] {
    const inPackage = own.filter(({ file }) => packageOf.get(file) === name);
    const culprit = culprits(inPackage, (some) => {
      write(some, name);
      return !go.build([name]).has(name);
    });
    write([], name);
    return culprit;
  }
}
