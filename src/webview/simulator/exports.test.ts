import { describe, expect, it } from 'vitest';
import { parseSimulatorToHost } from '../../protocol/webview.ts';
import { EVACUATION, HINTED, SITE, handMade, ran } from './fixtures.ts';
import { fileName, runCsv, runJson, runMarkdown, runTitle } from './exports.ts';
import { initialSetup } from './setup.ts';

const setup = { ...initialSetup(SITE, null), steps: EVACUATION.scenario.steps };
const runs = { setup, shown: EVACUATION, other: HINTED };

describe('runTitle', () => {
  it('says what was simulated', () => {
    expect(runTitle(runs, SITE)).toBe('byID, map[int]*Order on Go 1.23: fill 10');
    expect(runTitle({ ...runs, shown: HINTED }, null)).toBe('map[int]*Order on Go 1.23, hint 10: fill 10');
  });
});

describe('fileName', () => {
  it.each([
    ['string', 'int', 'map-string-int-go1.23'],
    ['[16]byte', 'map[string]struct{}', 'map-16-byte-map-string-struct-go1.23'],
    ['../../etc', '..', 'map-..-..-etc-..-go1.23'],
    ['K'.repeat(300), 'int', `map-${'K'.repeat(76)}`],
  ])('makes a name of map[%s]%s that the host takes', (key, elem, name) => {
    const named = fileName({
      ...setup,
      key: { ...setup.key, name: key },
      elem: { ...setup.elem, name: elem },
    });
    expect(named).toBe(name);
    const message = { type: 'saveFile', format: 'csv', name: named, content: '' };
    expect(parseSimulatorToHost(message)).toEqual(message);
  });
});

describe('runMarkdown', () => {
  it('has totals and events', () => {
    const text = runMarkdown(runs, SITE);
    expect(text).toContain('| growths | 1 | 0 | −100% |');
    expect(text).toContain('| 5–7 | 4 → 8 buckets | 4 |');
    expect(runMarkdown({ ...runs, shown: HINTED, other: undefined }, SITE)).not.toContain('| operation |');
  });
});

describe('runCsv', () => {
  it('has a line for each operation', () => {
    const run = ran([{ kind: 'fill', entries: 20 }, { kind: 'clear' }]);
    const lines = runCsv(run).trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'operation,kind,entries,moved,probes,slots,live_bytes,allocated_bytes,overflow_buckets,old_buckets,evacuated_buckets,tables,tombstones',
    );
    expect(lines).toHaveLength(run.operations + 2);
    expect(lines[21]).toBe(
      `20,insert,20,${run.moved[20]},1,${run.slots[20]},${run.liveBytes[20]},${run.allocatedBytes[20]},0,${run.oldBuckets[20]},${run.evacuatedBuckets[20]},0,0`,
    );
    expect(lines.at(-1)).toMatch(/^21,clear,0,/);
  });

  it('thins a long run out, but for its end and its events', () => {
    const run = handMade({
      entries: 1_000_001,
      events: [{ kind: 'growth-start', operation: 77_777, fromBuckets: 1, toBuckets: 2 }],
    });
    const operations = runCsv(run)
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => Number(line.split(',')[0]));
    expect(operations.length).toBeLessThan(200_010);
    expect(operations).toContain(77_777);
    expect(operations[0]).toBe(0);
    expect(operations.at(-1)).toBe(1_000_001);
  });
});

describe('runJson', () => {
  it('says what was simulated and what came out', () => {
    const written = JSON.parse(runJson(runs)) as Record<string, unknown>;
    expect(written).toMatchObject({
      v: 1,
      setup: { version: '1.23' },
      run: {
        hint: null,
        operations: 10,
        total: { growths: 1 },
        events: [{ operation: 5 }, { operation: 7 }],
      },
      compared: { hint: 10, total: { growths: 0 } },
    });
    expect(JSON.parse(runJson({ ...runs, other: undefined }))).toMatchObject({ compared: null });
  });
});
