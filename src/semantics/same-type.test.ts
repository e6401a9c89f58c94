import { describe, expect, it } from 'vitest';
import type { GoType } from './go-type.ts';
import { isSameType } from './same-type.ts';

const STRING: GoType = { kind: 'basic', name: 'string' };
const INT: GoType = { kind: 'basic', name: 'int' };
const TIME: GoType = { kind: 'named', path: 'time', name: 'Time' };
const OWN: GoType = { kind: 'named', path: undefined, name: 'Time' };
const UNKNOWN: GoType = { kind: 'unknown' };

describe('isSameType', () => {
  it.each<[GoType, GoType, boolean]>([
    [STRING, STRING, true],
    [STRING, INT, false],
    [TIME, TIME, true],
    [TIME, OWN, false],
    [{ kind: 'pointer', elem: TIME }, { kind: 'pointer', elem: TIME }, true],
    [{ kind: 'pointer', elem: TIME }, TIME, false],
    [{ kind: 'slice', elem: INT }, { kind: 'slice', elem: STRING }, false],
    [{ kind: 'map', key: STRING, elem: INT }, { kind: 'map', key: STRING, elem: INT }, true],
    [{ kind: 'array', length: 2, elem: INT }, { kind: 'array', length: 2, elem: INT }, true],
    [{ kind: 'array', length: undefined, elem: INT }, { kind: 'array', length: undefined, elem: INT }, false],
    [{ kind: 'struct', fields: [] }, { kind: 'struct', fields: [] }, true],
    [{ kind: 'typeParameter', name: 'K' }, { kind: 'typeParameter', name: 'K' }, true],
    [UNKNOWN, UNKNOWN, false],
    [{ kind: 'interface' }, { kind: 'interface' }, false],
  ])('%j and %j: %s', (a, b, same) => {
    expect(isSameType(a, b)).toBe(same);
  });
});
