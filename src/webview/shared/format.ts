/** A share of 1 as whole per cent: `40%`. Never says 0 or 100 for something between. */
export function formatShare(share: number): string {
  const percent = share <= 0 ? 0 : share >= 1 ? 100 : Math.min(99, Math.max(1, Math.round(share * 100)));
  return `${percent}%`;
}
