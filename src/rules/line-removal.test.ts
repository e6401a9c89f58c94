import { expect, it } from 'vitest';
import { analyze } from '../../test/support/analyze.ts';

it('takes out a last line that has no end, as while it is typed', async () => {
  const source =
    'package p\n\nfunc f(limits map[string]int, name string) {\n\tif _, ok := limits[name]; !ok {\n\t\tlimits[name] = 1\n\t}\n\tlimit := limits[name]';
  const { findings } = await analyze(source);
  const spans = findings.flatMap(({ fixes }) => fixes.flatMap(({ edits }) => edits.map(({ span }) => span)));
  expect(spans.length).toBeGreaterThan(0);
  for (const { end } of spans) expect(end).toBeLessThanOrEqual(source.length);
});
