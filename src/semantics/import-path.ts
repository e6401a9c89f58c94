/**
 * The name a package most probably has, by its import path: `yaml` for `gopkg.in/yaml.v3`, `thing` for
 * `example.com/go-thing/v2`. Only its package clause knows for sure.
 */
export function usualPackageName(path: string): string {
  const parts = path.split('/');
  let last = parts.pop() ?? path;
  // `example.com/thing/v2` is imported as `thing`.
  if (/^v\d+$/.test(last) && parts.length > 0) last = parts.pop() ?? last;
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go-|[-.]go$/, '')
    .replaceAll('-', '_');
}

/** The packages that became `maps` and `slices` have the same functions under their old path, but for Keys and Values. */
export function calleeText(path: string, name: string): string {
  return `${path.replace(/^golang\.org\/x\/exp\//, '')}.${name}`;
}
