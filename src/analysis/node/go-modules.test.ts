import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryTree } from '../../../test/cli/temporary-tree.ts';
import { findGoInstallation, parseVersionFile } from './go-installation.ts';
import { createGoContextFinder } from './go-modules.ts';

const GO_1_22 = { major: 1, minor: 22, patch: 0 };
const GO_1_24 = { major: 1, minor: 24, patch: 0 };
const GO_1_26 = { major: 1, minor: 26, patch: 2 };

describe('installed Go', () => {
  const tree = {
    'sdk/VERSION': 'go1.26.2\ntime 2026-08-28T16:20:06Z\n',
    'sdk/bin/go': '#!/bin/sh\nexit 1\n',
  };

  it('is what GOROOT names', async () => {
    const root = temporaryTree(tree);
    expect(await findGoInstallation({ GOROOT: join(root, 'sdk') })).toEqual({
      root: join(root, 'sdk'),
      version: GO_1_26,
    });
  });

  it('is found through links on PATH, past entries that have no go', async () => {
    const root = temporaryTree(tree);
    mkdirSync(join(root, 'bin'));
    symlinkSync('../sdk/bin/go', join(root, 'bin/go'));
    const PATH = `/nowhere:${root}:${join(root, 'bin')}`;
    expect(await findGoInstallation({ GOROOT: '', PATH })).toEqual({
      root: join(root, 'sdk'),
      version: GO_1_26,
    });
  });

  it('is unknown without any, behind a wrapper script, or with an odd VERSION file', async () => {
    const root = temporaryTree({
      'shims/bin/go': '#!/bin/sh\n',
      'odd/VERSION': 'latest\n',
      'odd/bin/go': '',
    });
    expect(await findGoInstallation({})).toBeUndefined();
    expect(await findGoInstallation({ PATH: join(root, 'shims/bin') })).toBeUndefined();
    expect(await findGoInstallation({ PATH: join(root, 'odd/bin') })).toBeUndefined();
  });

  it.each([
    ['go1.26.2\ntime 2026\n', GO_1_26],
    ['go1.24\n', GO_1_24],
    ['go1.22rc1', GO_1_22],
    ['go1.24.0 X:noswissmap', GO_1_24],
    ['devel go1.22-abcdef Mon Jan 1', GO_1_22],
    ['devel +abcdef', undefined],
    ['', undefined],
  ])('reads %j', (text, version) => {
    expect(parseVersionFile(text)).toEqual(version);
  });
});

describe('Go context of a directory', () => {
  function finder(root: string, env: Readonly<Record<string, string>> = {}) {
    return createGoContextFinder({ setting: undefined, env, showPath: (path) => relative(root, path) });
  }

  it('comes from the nearest go.mod', async () => {
    const root = temporaryTree({
      'go.mod': 'module m\ngo 1.24\n',
      'a/b/x.go': '',
      'tools/go.mod': 'module tools\ngo 1.22\ntoolchain go1.26.2\n',
      'tools/c/x.go': '',
    });
    const { contextOf } = finder(root);
    expect(await contextOf(join(root, 'a/b'))).toMatchObject({ language: GO_1_24, module: 'go.mod' });
    expect(await contextOf(join(root, 'tools/c'))).toMatchObject({
      language: GO_1_22,
      runtime: GO_1_26,
      runtimeSource: 'toolchain line',
      module: 'tools/go.mod',
    });
  });

  it('heeds go.work for the modules it uses, unless GOWORK says otherwise', async () => {
    const root = temporaryTree({
      'go.work': 'go 1.24\ntoolchain go1.26.2\nuse ./used\n',
      'used/go.mod': 'module used\ngo 1.22\n',
      'free/go.mod': 'module free\ngo 1.24\n',
      'other.work': 'go 1.24\ntoolchain go1.25.0\nuse ./free\n',
    });
    const used = join(root, 'used');
    const free = join(root, 'free');
    expect(await finder(root).contextOf(used)).toMatchObject({
      runtime: GO_1_26,
      runtimeSource: 'toolchain line',
    });
    expect(await finder(root).contextOf(free)).toMatchObject({ runtime: GO_1_24, runtimeSource: 'go line' });
    expect(await finder(root, { GOWORK: 'off' }).contextOf(used)).toMatchObject({ runtimeSource: 'assumed' });
    const { contextOf } = finder(root, { GOWORK: join(root, 'other.work') });
    expect(await contextOf(free)).toMatchObject({ runtime: { minor: 25 }, runtimeSource: 'toolchain line' });
  });

  it('takes a directory named go.mod for no module', async () => {
    const root = temporaryTree({ 'go.mod/x.go': '' });
    expect(await finder(root).contextOf(join(root, 'go.mod'))).toMatchObject({
      module: undefined,
      problems: [],
    });
  });

  it('reports a malformed go.mod and goes on', async () => {
    const root = temporaryTree({ 'go.mod': '<<<<<<< HEAD\ngo 1.24\n' });
    expect(await finder(root).contextOf(root)).toMatchObject({
      runtime: GO_1_24,
      problems: ['go.mod: line 1: "<<<<<<<" is not a directive of go.mod'],
    });
  });

  it('uses the installed Go', async () => {
    const root = temporaryTree({ 'sdk/VERSION': 'go1.26.2\n', 'm/go.mod': 'module m\ngo 1.22\n' });
    const { contextOf } = finder(root, { GOROOT: join(root, 'sdk') });
    expect(await contextOf(join(root, 'm'))).toMatchObject({
      runtime: GO_1_26,
      runtimeSource: 'installed Go',
    });
  });
});
