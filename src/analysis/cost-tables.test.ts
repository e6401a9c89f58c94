import { describe, expect, it } from 'vitest';
import { formatBytes, formatCount, formatDuration } from '../base/format.ts';
import measurements from '../rules/costs.json';
import { allocations, measured, ratio, simulated, time } from '../rules/costs.ts';
import { RULES } from '../rules/index.ts';
import { estimateFill, runtimeFor } from '../simulator/index.ts';
import { benchmarksOf, renderCosts } from './cost-tables.ts';

const { CopyMap } = measurements;
const clone = CopyMap.results['clone/1000'];
const loop = CopyMap.results['loop/1000'];

describe('what a wrong hint costs', () => {
  it('is what the simulator says', () => {
    const types = {
      key: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
      elem: { size: 8, align: 8, pointerBytes: 0 },
    } as const;
    const rows = [undefined, 100, 500, 1_000, 10_000, 100_000].map((hint) =>
      [
        hint === undefined ? 'none, or `len` of something empty' : formatCount(hint),
        ...[23, 26].flatMap((minor) => {
          const runtime = runtimeFor({ major: 1, minor, patch: 0 });
          const { growths, bytes } = estimateFill({ runtime, types, hint, entries: 1_000 });
          return [formatCount(growths), formatBytes(bytes)];
        }),
      ].join(' | '),
    );
    const page = RULES.find(({ id }) => id === 'wrong-capacity-hint')?.docs.cost;
    for (const row of rows) expect(page).toContain(`| ${row} |`);
  });
});

describe('what a rule costs', () => {
  it('is plain Markdown where there is nothing to fill in', () => {
    expect(renderCosts('Nothing.')).toBe('Nothing.');
    expect(benchmarksOf('Nothing.')).toEqual([]);
  });

  it('takes measured figures from costs.json and says how they came about', () => {
    const table = measured(
      'copying',
      ['time', 'against the loop', 'allocations'],
      [
        [
          'clone',
          time('CopyMap/clone/1000'),
          ratio('CopyMap/loop/1000', 'CopyMap/clone/1000'),
          allocations('CopyMap/clone/1000'),
        ],
        ['loop', time('CopyMap/loop/1000'), undefined, allocations('CopyMap/loop/1000')],
      ],
    );
    const [header, , first, second, , source] = renderCosts([table]).split('\n');
    expect(header).toBe(
      '| copying | Go 1.23: time | against the loop | allocations | Go 1.26: time | against the loop | allocations |',
    );
    expect(first?.startsWith(`| clone | ${formatDuration(clone['1.23'].ns)} | `)).toBe(true);
    expect(first).toContain(` | ${formatDuration(clone['1.26'].ns)} | `);
    expect(second).toContain(`| loop | ${formatDuration(loop['1.23'].ns)} |  | `);
    expect(source).toBe(
      `Measured on ${CopyMap.date} with ${CopyMap.cores} cores, Go ${CopyMap.go['1.23']} and Go ${CopyMap.go['1.26']}, ` +
        `medians of ${CopyMap.rounds} rounds: \`npm run docs:costs -- --only 'CopyMap'\`.`,
    );
  });

  it('asks the simulator for the rest', () => {
    const key = { kind: 'basic', name: 'string' } as const;
    const elem = { kind: 'struct', fields: [] } as const;
    const types = {
      key: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
      elem: { size: 0, align: 1, pointerBytes: 0 },
    } as const;
    const cells = [23, 26].flatMap((minor) => {
      const runtime = runtimeFor({ major: 1, minor, patch: 0 });
      const grown = estimateFill({ runtime, types, hint: undefined, entries: 10_000 });
      const sized = estimateFill({ runtime, types, hint: 10_000, entries: 10_000 });
      return [formatCount(grown.growths), formatBytes(sized.bytes)];
    });
    const table = simulated(
      [10_000],
      [
        { title: 'growths', key, elem, hinted: false, show: 'growths' },
        { title: 'with hint', key, elem, hinted: true, show: 'bytes' },
      ],
    );
    expect(renderCosts([table])).toBe(
      '| entries | Go 1.23: growths | with hint | Go 1.26: growths | with hint |\n' +
        '| --: | --: | --: | --: | --: |\n' +
        `| 10,000 | ${cells.join(' | ')} |`,
    );
  });

  it('says which command measures what is missing', () => {
    expect(() => renderCosts([measured('', [''], [['x', time('NoSuch/thing')]])])).toThrow(
      'costs.json has no ns of NoSuch/thing: npm run docs:costs -- --only NoSuch',
    );
  });

  it.each(RULES.map((rule) => [rule.id, rule.docs.cost] as const))('is all there for %s', (_, cost) => {
    expect(renderCosts(cost)).not.toMatch(/undefined|NaN/);
  });
});
