import type { BasicName, GoType } from './go-type.ts';

const basic = (name: BasicName): GoType => ({ kind: 'basic', name });
const struct = (...types: readonly GoType[]): GoType => ({
  kind: 'struct',
  fields: types.map((type, at) => ({ name: `f${at}`, type, embedded: false })),
});

const INT = basic('int');
const INT32 = basic('int32');
const INT64 = basic('int64');
const UINT32 = basic('uint32');
const UINT64 = basic('uint64');
const POINTER = basic('unsafe.Pointer');
const INTERFACE: GoType = { kind: 'interface' };
const FUNCTION: GoType = { kind: 'function', params: [], results: [] };
const BYTES: GoType = { kind: 'slice', elem: basic('uint8') };
const STRINGS_BY_NAME: GoType = {
  kind: 'map',
  key: basic('string'),
  elem: { kind: 'slice', elem: basic('string') },
};

const ADDRESS = struct(struct(UINT64, UINT64), POINTER);
const MUTEX = struct(INT32, UINT32);

/** What common standard library types are made of, as far as their layout goes, by the usual name of their package. */
const UNDERLYING: Readonly<Record<string, GoType>> = {
  'time.Time': struct(UINT64, INT64, POINTER),
  'time.Duration': INT64,
  'time.Month': INT,
  'time.Weekday': INT,
  'net.IP': BYTES,
  'netip.Addr': ADDRESS,
  'netip.AddrPort': struct(ADDRESS, basic('uint16')),
  'netip.Prefix': struct(ADDRESS, basic('uint8')),
  'reflect.Type': INTERFACE,
  'reflect.Kind': basic('uint'),
  'reflect.Value': struct(POINTER, POINTER, basic('uintptr')),
  'context.Context': INTERFACE,
  'context.CancelFunc': FUNCTION,
  'io.Reader': INTERFACE,
  'io.Writer': INTERFACE,
  'io.Closer': INTERFACE,
  'net.Conn': INTERFACE,
  'net.Listener': INTERFACE,
  'http.Handler': INTERFACE,
  'http.HandlerFunc': FUNCTION,
  'json.RawMessage': BYTES,
  'sync.Mutex': MUTEX,
  'sync.RWMutex': struct(MUTEX, UINT32, UINT32, INT32, INT32),
  'fs.FileInfo': INTERFACE,
  'fs.FileMode': UINT32,
  'os.FileInfo': INTERFACE,
  'os.FileMode': UINT32,
  'os.Signal': INTERFACE,
  'url.Values': STRINGS_BY_NAME,
  'http.Header': STRINGS_BY_NAME,
};

/** The underlying type of a type of the standard library (`time`, `Time`); undefined for all that are not known. */
export function standardType(path: string, name: string): GoType | undefined {
  const qualified = `${path}.${name}`;
  return Object.hasOwn(UNDERLYING, qualified) ? UNDERLYING[qualified] : undefined;
}
