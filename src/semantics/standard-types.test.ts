import { describe, expect, it } from 'vitest';
import { PackageIndex } from './package-index.ts';
import { sizeOf } from './sizes.ts';
import { standardType } from './standard-types.ts';

const NOTHING = new PackageIndex([]);

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

function measure(name: string, word: 4 | 8): string {
  const [path = '', type = ''] = name.split('.');
  const standard = standardType(path, type);
  if (standard === undefined) return 'not known';
  const { size, align, pointerBytes } = sizeOf(standard, NOTHING, word);
  return `${size} ${align} ${pointerBytes}`;
}

describe('standard library types', () => {
  it.each(MEASURED)('%s', (name, amd64, i386) => {
    expect([measure(name, 8), measure(name, 4)]).toEqual([amd64, i386]);
  });

  it('are known by package and name only', () => {
    expect(standardType('time', 'Timer')).toBeUndefined();
    expect(standardType('constructor', '')).toBeUndefined();
  });
});
