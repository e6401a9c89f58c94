/** What becomes of a finding that another tool reports as well: the setting `bucketwise.besideOtherTools`. */
export type BesideOtherTools = 'standDown' | 'priceOnly' | 'both';

/** A diagnostic as far as this decision looks at it; those of the editor fit. */
export interface PlainDiagnostic {
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly message: string;
  readonly source?: string | undefined;
  readonly code?: string | number | { readonly value: string | number } | undefined;
}

/** A finding is shown as it is, left out, or shown with another message. */
export type Shown = 'asItIs' | 'leftOut' | { readonly message: string };

/**
 * Checks that report inside the body of what we report the head of: how many lines below. gopls marks the assignment in
 * a loop that copies a map, and that loop has no other statement, but may have comments.
 */
const LINES_BELOW: Readonly<Record<string, number>> = { mapsloop: 3 };

/** How a finding is shown beside what other tools say about its document. */
export function besideOthers(
  own: PlainDiagnostic,
  sameAs: readonly string[],
  others: readonly PlainDiagnostic[],
  mode: BesideOtherTools,
): Shown {
  if (mode === 'both' || !others.some((other) => saysTheSame(own, sameAs, other))) return 'asItIs';
  const price = mode === 'priceOnly' ? priceIn(own.message) : undefined;
  return price === undefined ? 'leftOut' : { message: price };
}

/** The checks a finding is the same as, out of the `data` of its diagnostic. */
export function sameAsIn(data: unknown): readonly string[] {
  if (typeof data !== 'object' || data === null || !('sameAs' in data)) return [];
  const { sameAs } = data;
  return Array.isArray(sameAs) ? sameAs.filter((check) => typeof check === 'string') : [];
}

function saysTheSame(own: PlainDiagnostic, sameAs: readonly string[], other: PlainDiagnostic): boolean {
  const { line } = other.range.start;
  return sameAs.some(
    (check) =>
      line >= own.range.start.line &&
      line <= own.range.end.line + (LINES_BELOW[check] ?? 0) &&
      isOfCheck(other, check),
  );
}

/**
 * Where tools name the check: gopls in the source (`source: S1033, code: default`) or the code, the staticcheck command
 * at the end of the message (`… (S1033)`), golangci-lint at its beginning (`S1033: … (staticcheck)`).
 */
function isOfCheck({ source, code, message }: PlainDiagnostic, check: string): boolean {
  const named = typeof code === 'object' ? code.value : code;
  return (
    source === check ||
    named === check ||
    message.startsWith(`${check}:`) ||
    message.includes(`(${check})`) ||
    message.includes(`[${check}]`)
  );
}

/** The last clause of a message, where it has figures: what nobody else says. */
function priceIn(message: string): string | undefined {
  const price = message.slice(message.lastIndexOf('; ') + 1).trim();
  if (price === message || !/\d/.test(price)) return undefined;
  // Code such as make(…) keeps its letters.
  return /^[a-z]+ /.test(price) ? price.charAt(0).toUpperCase() + price.slice(1) : price;
}
