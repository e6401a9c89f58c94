import { describe, expect, it } from 'vitest';
import { type Scenario, simulate } from '../simulator/index.ts';
import { INT64, classic, swiss } from '../simulator/testing.ts';
import { renderChart } from './simulation-chart.ts';
import { ASCII, UNICODE } from './simulation-glyphs.ts';

function run(runtime: Scenario['runtime'], ...steps: Scenario['steps']) {
  const types = { key: INT64, elem: INT64 };
  return simulate({ runtime, types, hint: undefined, hashing: 'uniform', seed: 1, steps });
}

const FILL = { fill: 0, delete: 0, churn: 0, churnOrder: 'random', seed: 1 } as const;

describe('a chart', () => {
  it('is as wide as it may be, whatever there is to show', () => {
    for (const entries of [1, 5, 64, 65, 5000]) {
      const timeline = run(classic(23), { kind: 'fill', entries });
      for (const width of [40, 80, 99]) {
        const scale = { heldBytes: 1e6, movedEntries: 100 };
        const lines = renderChart(timeline, FILL, scale, UNICODE, width);
        expect(lines).toHaveLength(9);
        expect(Math.max(...lines.map((line) => line.length))).toBe(width);
      }
    }
  });

  it('shows a single stall, however small', () => {
    const timeline = run(swiss(26), { kind: 'fill', entries: 4000 });
    const scale = { heldBytes: 1e6, movedEntries: 1e6 };
    const lines = renderChart(timeline, FILL, scale, ASCII, 80);
    expect(lines[6]).toContain('.');
    expect(lines.slice(4, 7).map((line) => line.slice(0, 17))).toEqual([
      'moved by one    |',
      'operation,      |',
      'to 1,000,000    |',
    ]);
  });

  it('fills the column of the largest value to the top', () => {
    const timeline = run(swiss(26), { kind: 'fill', entries: 1000 });
    const scale = { heldBytes: Math.max(...timeline.liveBytes), movedEntries: 896 };
    const lines = renderChart(timeline, FILL, scale, UNICODE, 80);
    expect(lines[0]?.at(-1)).toBe('█');
    expect(lines[4]).toMatch(/^moved by one {4}│ +█$/);
  });

  it('names steps where they begin', () => {
    const timeline = run(
      classic(23),
      { kind: 'fill', entries: 100 },
      { kind: 'delete', victims: 'random', amount: { kind: 'share', share: 1 } },
    );
    const scale = { heldBytes: 1e4, movedEntries: 20 };
    const floor = renderChart(timeline, { ...FILL, delete: 1 }, scale, ASCII, 57).at(-2);
    expect(floor).toBe(`${' '.repeat(16)}+fill----------------delete--------------`);
  });

  it('is empty without operations', () => {
    const scale = { heldBytes: 48, movedEntries: 0 };
    expect(renderChart(run(classic(23)), FILL, scale, ASCII, 80)).toEqual([]);
  });
});
