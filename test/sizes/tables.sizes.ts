import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = join(ROOT, 'test/oracle/sizes');

const run = promisify(execFile);

// Every size of the tables up to 2,000,000 entries; npm test has the small ones only.
describe.concurrent.each(readdirSync(FOLDER))('%s', (file) => {
  it('is what simulated fills cost at every size', async ({ expect }) => {
    // Rejects where it exits with anything but 0.
    const { stdout } = await run(process.execPath, [
      join(ROOT, 'scripts/oracle-sizes.mjs'),
      join(FOLDER, file),
    ]);
    const lines = stdout.trimEnd().split('\n');
    expect(lines.at(-1)).toMatch(/^1392 rows, 1[58]\d{3} values, 0 differ$/);
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
