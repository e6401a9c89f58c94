import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'test/oracle/sizes');

/** In CI, which has half an hour for everything, one build with classic maps and one with Swiss ones. */
const tables = readdirSync(FOLDER).filter(
  (file) => process.env['CI'] === undefined || /^go1\.(?:23|26)\./.test(file),
);

// Every size of the tables up to 2,000,000 entries; npm test has the small ones only.
describe.each(tables)('%s', (file) => {
  it('is what simulated fills cost at every size', () => {
    const { stdout, status } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts/oracle-sizes.mjs'), join(FOLDER, file)],
      { encoding: 'utf8' },
    );
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(/^1392 rows, 1[58]\d{3} values, 0 differ$/);
    expect(status).toBe(0);
    const bytes = [...stdout.matchAll(/ bytes [+-](\d\.\d\d) % ± (\d\.\d\d) %/g)].map(([, ...shares]) =>
      shares.map(Number),
    );
    expect(bytes).toHaveLength(4);
    for (const [deviation, error] of bytes) {
      expect(deviation).toBeLessThan(1);
      expect(error).toBeLessThan(0.3);
    }
  });
});
