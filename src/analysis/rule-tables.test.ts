import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount } from '../base/format.ts';
import { boolMapAsSet } from '../rules/bool-map-as-set/rule.ts';
import { missingCapacityHint } from '../rules/missing-capacity-hint/rule.ts';
import { estimateFill, runtimeFor, type SlotTypes } from '../simulator/index.ts';

const STRING = { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true } as const;
const stringTo = (size: number, align: number): SlotTypes => ({
  key: STRING,
  elem: { size, align, pointerBytes: 0 },
});
const RUNTIMES = [23, 26].map((minor) => runtimeFor({ major: 1, minor, patch: 0 }));

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), `|${'--:|'.repeat(header.length)}`, ...rows.map(line)].join('\n');
}

// The pages quote the simulator. These tables are what it says today.
describe('the tables in the rule pages', () => {
  it('give what a missing hint costs', () => {
    const rows = [8, 100, 1_000, 10_000, 1_000_000].map((entries) => [
      formatCount(entries),
      ...RUNTIMES.flatMap((runtime) => {
        const types = stringTo(8, 8);
        const now = estimateFill({ runtime, types, hint: undefined, entries });
        const hinted = estimateFill({ runtime, types, hint: entries, entries });
        return [formatCount(now.growths), formatBytes(now.bytes), formatBytes(hinted.bytes)];
      }),
    ]);
    const header = ['entries', '1.23: growths', 'bytes', 'with hint', '1.26: growths', 'bytes', 'with hint'];
    expect(missingCapacityHint.docs.cost).toContain(table(header, rows));
  });

  it('give what a set holds', () => {
    const rows = [1_000, 100_000].map((entries) => [
      formatCount(entries),
      ...RUNTIMES.flatMap((runtime) =>
        [stringTo(1, 1), stringTo(0, 1)].map((types) =>
          formatBytes(estimateFill({ runtime, types, hint: entries, entries }).finalBytes),
        ),
      ),
    ]);
    const header = ['entries', '1.23: bool', 'struct{}', '1.26: bool', 'struct{}'];
    expect(boolMapAsSet.docs.cost).toContain(table(header, rows));
  });
});
