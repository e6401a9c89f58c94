/** Narrow no-break space: groups digits as in `1 785` and keeps a number and its unit on one line. */
export const THIN_SPACE = '\u202f';

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'] as const;

/** A whole number with its digits in groups of three: `1 785`. */
export function formatCount(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+$)/g, THIN_SPACE);
}

/** Bytes in powers of 1,000, two digits at least: `864 B`, `1.4 kB`, `37 kB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  let value = Math.round(bytes);
  let unit = 0;
  while (unit < BYTE_UNITS.length - 1 && Number(roundedBytes(value, unit)) >= 1000) {
    value /= 1000;
    unit += 1;
  }
  return `${roundedBytes(value, unit)}${THIN_SPACE}${BYTE_UNITS[unit] ?? 'B'}`;
}

function roundedBytes(value: number, unit: number): string {
  return unit > 0 && value < 9.95 ? value.toFixed(1) : value.toFixed(0);
}

/** `1 entry`, `2 entries`. */
export function countOf(value: number, one: string, many: string): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** A share of 1 as whole per cent: `40 %`. Never says 0 or 100 for something between. */
export function formatShare(share: number): string {
  const percent = share <= 0 ? 0 : share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
  return `${percent}${THIN_SPACE}%`;
}
