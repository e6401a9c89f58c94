import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSimulatorSetup, type SimulatorSetup } from '../../src/protocol/simulator-setup.ts';
import { bucketwise } from './bucketwise.ts';
import { temporaryTree } from './temporary-tree.ts';

const simulate = (line: string, folder = '/') => bucketwise(folder, ['simulate', ...line.split(' ')]);

/** The setup in a page. */
function setupIn(html: string): SimulatorSetup {
  const data = /<script type="application\/json" id="bucketwise-setup">(.*?)<\/script>/s.exec(html)?.[1];
  const written = JSON.parse(data ?? 'null') as SimulatorSetup;
  // What the page would not take it would not show.
  expect(parseSimulatorSetup(written)).toEqual(written);
  return written;
}

async function setupOf(line: string): Promise<SimulatorSetup> {
  const { status, stdout, stderr } = await simulate(`${line} --html -`);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return setupIn(stdout);
}

const MAP = '--key string --elem int64';

describe('simulate --html', () => {
  it('writes one page and says nothing, over what was there', async () => {
    const folder = temporaryTree({ 'map.html': 'old' });
    const { status, stdout, stderr } = await simulate(`--go 1.26 ${MAP} --fill 1000 --html map.html`, folder);
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
    const page = readFileSync(join(folder, 'map.html'), 'utf8');
    expect(page).toMatch(/^<!DOCTYPE html>\n/);
    expect(setupIn(page).steps).toEqual([{ kind: 'fill', entries: 1000 }]);
    const again = await simulate(`--go 1.26 ${MAP} --fill 1000 --html -`, folder);
    expect(again.stdout).toBe(page);
  });

  it('shows what the options say', async () => {
    expect(
      await setupOf(
        `--go 1.23.4 ${MAP} --fill 1e4 --hint 64 --delete 0.9 --churn 500 --churn-order oldest --seed 7 --compare go=1.26.1`,
      ),
    ).toEqual({
      version: '1.23',
      key: {
        name: 'string',
        type: { size: 16, align: 8, pointerBytes: 8, comparison: 'string', needKeyUpdate: true },
      },
      elem: { name: 'int64', type: { size: 8, align: 8, pointerBytes: 0 } },
      hint: { kind: 'number', value: 64 },
      steps: [
        { kind: 'fill', entries: 10_000 },
        { kind: 'delete', victims: 'random', amount: { kind: 'share', share: 0.9 } },
        { kind: 'churn', rounds: 500, victims: 'oldest', first: 'delete' },
      ],
      hashing: 'uniform',
      seed: 7,
      compare: { kind: 'version', version: '1.26' },
    });
  });

  it.each([
    ['--go 1.24 --noswissmap', '1.24-noswissmap'],
    ['--go 1.27 --splitgroups', '1.27-mapsplitgroup'],
    ['--go 1.25', '1.25'],
  ])('knows the maps of %s', async (options, version) => {
    expect(await setupOf(`${options} ${MAP} --fill 9`)).toMatchObject({
      version,
      hint: { kind: 'none' },
      compare: { kind: 'none' },
    });
  });

  it('sets a hint that fits beside it', async () => {
    expect((await setupOf(`--go 1.26 ${MAP} --fill 9 --compare hint`)).compare).toEqual({ kind: 'hint' });
  });

  it.each([
    ['--fill 5e6', '--html needs a --fill and a --hint of at most 4,000,000'],
    ['--fill 10 --hint 5e6', '--html needs a --fill and a --hint of at most 4,000,000'],
    ['--fill 3e6 --churn 1e6', '--fill, --delete and --churn make 5,000,000 operations'],
    ['--fill 10 --seed 5e9', '--html takes a --seed of at most 4,294,967,295'],
    ['--fill 10 --arch 386', '--html shows maps of 64-bit programs'],
  ])('refuses %s in words', async (options, message) => {
    const { status, stdout, stderr } = await simulate(`--go 1.26 ${MAP} ${options} --html -`);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  it('refuses types too large to be drawn', async () => {
    const { status, stderr } = await simulate('--go 1.26 --key int --elem [2000000]byte --fill 9 --html -');
    expect(status).toBe(2);
    expect(stderr).toContain('--html takes types of at most 1,048,576 bytes, not of 2,000,000');
  });

  it('cuts a type short that would only fill the page', async () => {
    const long = `struct{${'a'.repeat(300)}\tint}`;
    const { key } = await setupOf(`--go 1.26 --key ${long} --elem int --fill 9`);
    expect(key.name).toHaveLength(200);
    expect(key.name.endsWith('…')).toBe(true);
  });

  it('says why a file cannot be written', async () => {
    const folder = temporaryTree({});
    mkdirSync(join(folder, 'taken.html'));
    const { status, stderr } = await simulate(`--go 1.26 ${MAP} --fill 9 --html taken.html`, folder);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^bucketwise: cannot write taken\.html: EISDIR/);
    const missing = await simulate(`--go 1.26 ${MAP} --fill 9 --html no/map.html`, folder);
    expect(missing.status).toBe(2);
    expect(existsSync(join(folder, 'no'))).toBe(false);
  });
});
