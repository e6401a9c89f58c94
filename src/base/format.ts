/** `1,000,000`: whole numbers as Go's documentation writes them in prose. */
export function formatCount(value: number): string {
  return Math.round(value)
    .toString()
    .replace(/\B(?=(?:\d{3})+(?!\d))/g, ',');
}

/** Bytes with three significant digits at most, in decimal units: `376 B`, `74 kB`, `37.8 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${Math.round(bytes)} B`;
  const units = ['kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = -1;
  do {
    value /= 1_000;
    unit++;
  } while (value >= 999.5 && unit < units.length - 1);
  const text = value < 10 ? value.toFixed(1).replace(/\.0$/, '') : Math.round(value).toString();
  return `${text} ${units[unit] ?? 'TB'}`;
}

/** A difference of bytes with its sign: `−3.1 kB`, `+12 B`, `0`. */
export function formatBytesChange(bytes: number): string {
  return bytes === 0 ? '0' : `${bytes < 0 ? '−' : '+'}${formatBytes(Math.abs(bytes))}`;
}

/** `1 entry`, `2 entries`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Nanoseconds with two or three digits: `5.3 ns`, `56 ns`, `1.3 µs`, `140 µs`. */
export function formatDuration(nanoseconds: number): string {
  const units = ['ns', 'µs', 'ms', 's'];
  let value = nanoseconds;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${formatRatio(value)} ${units[unit] ?? 's'}`;
}

/** A positive number as exact as a ratio of measured times is: `0.7`, `1.4`, `40`. */
export function formatRatio(value: number): string {
  return value < 9.95 ? value.toFixed(1).replace(/\.0$/, '') : formatCount(value);
}
