import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { analyze } from '../../test/support/analyze.ts';

// Where nothing followed the line, looking for the one behind it began at the first one again, for ever.
it('comes to an end where the text does, as while it is typed', async () => {
  const whole = readFileSync(new URL('./double-lookup/fixtures/names.go', import.meta.url), 'utf8');
  const last = 'limit := limits[name]';
  const source = whole.slice(0, whole.indexOf(last) + last.length + 1);
  const { failures, findings } = await analyze(source, { options: { everything: true } });
  expect(failures).toEqual([]);
  const ends = findings.flatMap(({ fixes }) =>
    fixes.flatMap(({ edits }) => edits.map(({ span }) => span.end)),
  );
  expect(ends.length).toBeGreaterThan(0);
  expect(Math.max(...ends)).toBeLessThanOrEqual(source.length);
});
