/** The packages that `go build` says something about: those with a `# example.com/package` line. */
export function packagesIn(output: string): ReadonlySet<string> {
  return new Set([...output.matchAll(/^# (\S+)/gm)].map(([, name = '']) => name));
}

/** Complaints of `go vet`, compile errors of tests included, without their places: edits above them move those. */
export function complaintsIn(output: string): readonly string[] {
  return output
    .split('\n')
    .filter((line) => /^\S.*\.go:\d+/.test(line))
    .map((line) => line.replace(/:\d+(?::\d+)?:/, ':'));
}

/** Those of `after` that `before` does not have as often. */
export function addedTo(before: readonly string[], after: readonly string[]): readonly string[] {
  const left = [...before];
  return after.filter((complaint) => {
    const at = left.indexOf(complaint);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

/** A package as `go list` gives it with `LIST_FORMAT`. */
export interface ListedPackage {
  readonly path: string;
  readonly directory: string;
  /** Files that this build compiles, without those of tests. */
  readonly files: readonly string[];
}

export const LIST_FORMAT = '{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles "/"}}/{{join .CgoFiles "/"}}';

export function parseList(output: string): readonly ListedPackage[] {
  return output
    .split('\n')
    .filter((line) => line.includes('\t'))
    .map((line) => {
      const [path = '', directory = '', files = ''] = line.split('\t');
      return { path, directory, files: files.split('/').filter((name) => name !== '') };
    });
}
