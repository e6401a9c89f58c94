import { describe, expect, it } from 'vitest';
import type { WorkspaceParams } from '../../protocol/requests.ts';
import { situationOf } from './situation.ts';
import { FIRST_STATE } from './state.ts';

const read: WorkspaceParams = {
  revision: 1,
  scanning: false,
  directoriesDone: 3,
  directories: 3,
  files: 9,
  sites: 20,
  findings: 4,
  problems: [],
};
const filtered = { ...FIRST_STATE, filter: 'nothing like it' };

describe('an empty view says why', () => {
  it.each([
    ['listed', 3, { ...read, scanning: true }, FIRST_STATE],
    ['down', undefined, read, FIRST_STATE],
    ['scanning', 0, undefined, FIRST_STATE],
    ['scanning', 0, { ...read, scanning: true }, filtered],
    ['filtered', 0, read, filtered],
    ['filtered', 0, read, { ...FIRST_STATE, onlyWithFindings: true }],
    ['noGo', 0, { ...read, files: 0, sites: 0 }, filtered],
    ['noMaps', 0, { ...read, sites: 0 }, filtered],
    ['noMaps', 0, { ...read, sites: 0 }, FIRST_STATE],
  ] as const)('%s', (expected, listed, workspace, state) => {
    expect(situationOf(listed, workspace, state)).toBe(expected);
  });
});
