/** Other people's code, or none that the go command builds with `./...`. */
export function isIgnoredDirectory(name: string): boolean {
  return name === 'vendor' || name === 'node_modules' || name === 'testdata' || /^[._]/.test(name);
}

/** Like the go command, which ignores files whose names begin with `_` or `.`. */
export function isGoFile(name: string): boolean {
  return name.endsWith('.go') && !/^[._]/.test(name);
}
