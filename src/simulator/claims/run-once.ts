/**
 * Makes a trial run once for equal arguments, which are plain data: an assertion and a table that ask for the same run
 * share it.
 */
export function runOnce<Arguments extends readonly unknown[], Result>(
  trial: (...asked: Arguments) => Result,
): (...asked: Arguments) => Result {
  const results = new Map<string, Result>();
  return (...asked) => {
    const name = JSON.stringify(asked);
    const known = results.get(name);
    if (known !== undefined) return known;
    const result = trial(...asked);
    results.set(name, result);
    return result;
  };
}
