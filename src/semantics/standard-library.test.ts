import { describe, expect, it } from 'vitest';
import { goGrammar } from '../../test/support/grammar.ts';
import { PackageIndex } from './package-index.ts';
import { sizeOf } from './sizes.ts';
import { standardPackages } from './standard-library.ts';
import { STANDARD_DECLARATIONS, standardImportPath } from './standard-table.ts';
import { typeText } from './type-text.ts';

/** Size, alignment and bytes up to the last pointer: by reflect and the type descriptors of Go 1.26. */
const MEASURED: readonly (readonly [string, amd64: string, i386: string])[] = [
  ['time.Time', '24 8 24', '20 4 20'],
  ['time.Duration', '8 8 0', '8 4 0'],
  ['time.Month', '8 8 0', '4 4 0'],
  ['time.Weekday', '8 8 0', '4 4 0'],
  ['net.IP', '24 8 8', '12 4 4'],
  ['netip.Addr', '24 8 24', '20 4 20'],
  ['netip.AddrPort', '32 8 24', '24 4 20'],
  ['netip.Prefix', '32 8 24', '24 4 20'],
  ['reflect.Type', '16 8 16', '8 4 8'],
  ['reflect.Kind', '8 8 0', '4 4 0'],
  ['reflect.Value', '24 8 16', '12 4 8'],
  ['context.Context', '16 8 16', '8 4 8'],
  ['context.CancelFunc', '8 8 8', '4 4 4'],
  ['io.Reader', '16 8 16', '8 4 8'],
  ['net.Conn', '16 8 16', '8 4 8'],
  ['http.Handler', '16 8 16', '8 4 8'],
  ['http.HandlerFunc', '8 8 8', '4 4 4'],
  ['json.RawMessage', '24 8 8', '12 4 4'],
  ['sync.Mutex', '8 4 0', '8 4 0'],
  ['sync.RWMutex', '24 4 0', '24 4 0'],
  ['fs.FileInfo', '16 8 16', '8 4 8'],
  ['fs.FileMode', '4 4 0', '4 4 0'],
  ['os.Signal', '16 8 16', '8 4 8'],
  ['url.Values', '8 8 8', '4 4 4'],
  ['http.Header', '8 8 8', '4 4 4'],
];

async function standardIndex(): Promise<PackageIndex> {
  return new PackageIndex([], standardPackages(await goGrammar()));
}

describe('types of the standard library', () => {
  it.each(MEASURED)('%s has its real size', async (name, ...expected) => {
    const [packageName = '', typeName = ''] = name.split('.');
    const index = await standardIndex();
    const measured = ([8, 4] as const).map((word) => {
      const path = standardImportPath(packageName);
      const { size, align, pointerBytes } = sizeOf({ kind: 'named', path, name: typeName }, index, word);
      return `${size} ${align} ${pointerBytes}`;
    });
    expect(measured).toEqual(expected);
  });

  it('are known by exported name only', async () => {
    const index = await standardIndex();
    for (const [path, name] of [
      ['time', 'timer'],
      ['no/such/package', 'Time'],
      ['constructor', 'name'],
    ]) {
      expect(index.underlying({ kind: 'named', path, name: name ?? '' }).kind).toBe('unknown');
    }
  });
});

describe('the table', () => {
  it('has no declaration that cannot be read', async () => {
    const packages = standardPackages(await goGrammar());
    for (const path of Object.keys(STANDARD_DECLARATIONS)) {
      const index = packages(path);
      expect(index, path).toBeDefined();
      const names = [...(STANDARD_DECLARATIONS[path] ?? '').matchAll(/^(?:func|type|var|const) (\w+)/gm)];
      for (const [, name = ''] of names) expect(index?.declares(name), `${path}.${name}`).toBe(true);
    }
  });

  it.each([
    ['http', 'net/http'],
    ['rand', 'math/rand'],
    ['maps', 'maps'],
    ['nothing', undefined],
  ])('%s stands for %s', (name, path) => {
    expect(standardImportPath(name)).toBe(path);
  });
});

describe('what functions give', () => {
  it.each([
    ['strings', 'Split', ['[]string']],
    ['os', 'ReadDir', ['[]os.DirEntry', 'interface']],
    ['net/url', 'ParseQuery', ['url.Values', 'interface']],
    ['no', 'Such', []],
  ])('%s.%s: %j', async (path, name, expected) => {
    const index = await standardIndex();
    expect(index.resultsOf(path, name, { types: [], spread: false }).map(typeText)).toEqual(expected);
  });
});
