import { describe, expect, it } from 'vitest';
import { type GoVersion, NEWEST_MODELLED, parseGoVersion } from '../base/go-version.ts';
import { parseModuleFile } from '../semantics/go-mod.ts';
import { type GoEvidence, resolveGoContext } from './go-context.ts';

function version(text: string): GoVersion {
  const parsed = parseGoVersion(text);
  if (parsed === undefined) throw new Error(`not a version: ${text}`);
  return parsed;
}

function context(facts: {
  readonly setting?: string;
  readonly projectFile?: string;
  readonly goMod?: string;
  readonly goWork?: string;
  readonly installed?: string;
  readonly goExperiment?: string;
}) {
  const full: GoEvidence = {
    setting: facts.setting === undefined ? undefined : version(facts.setting),
    projectFile: facts.projectFile === undefined ? undefined : version(facts.projectFile),
    goMod:
      facts.goMod === undefined
        ? undefined
        : { path: 'shop/go.mod', facts: parseModuleFile(facts.goMod, 'go.mod') },
    goWork:
      facts.goWork === undefined
        ? undefined
        : { path: 'go.work', facts: parseModuleFile(facts.goWork, 'go.work') },
    installed: facts.installed === undefined ? undefined : version(facts.installed),
    goExperiment: facts.goExperiment,
  };
  return resolveGoContext(full);
}

describe('runtime version', () => {
  it.each([
    [
      'the setting before all',
      { setting: '1.20', goMod: 'module m\ngo 1.21\ntoolchain go1.25.0', installed: '1.26.1' },
      '1.20',
      'setting',
    ],
    [
      'the setting before the project file',
      { setting: '1.20', projectFile: '1.21', goMod: 'module m\ngo 1.18' },
      '1.20',
      'setting',
    ],
    [
      'the project file before the toolchain line',
      { projectFile: '1.21', goMod: 'module m\ngo 1.18\ntoolchain go1.25.0' },
      '1.21',
      'project file',
    ],
    [
      'the toolchain line of go.work before that of go.mod',
      { goWork: 'go 1.22\ntoolchain go1.24.1', goMod: 'module m\ngo 1.22\ntoolchain go1.23.1' },
      '1.24.1',
      'toolchain line',
    ],
    [
      'the toolchain line before the installed Go',
      { goMod: 'module m\ngo 1.22\ntoolchain go1.23.4', installed: '1.26.1' },
      '1.23.4',
      'toolchain line',
    ],
    [
      'the installed Go before the go line',
      { goMod: 'module m\ngo 1.24', installed: '1.26.1' },
      '1.26.1',
      'installed Go',
    ],
    [
      'the go line where the installed Go is too old for it',
      { goMod: 'module m\ngo 1.22', installed: '1.21.3' },
      '1.22',
      'go line',
    ],
    [
      'not a toolchain line older than the go line',
      { goMod: 'module m\ngo 1.25\ntoolchain go1.22.0' },
      '1.25',
      'go line',
    ],
    [
      'the newer go line of go.work and go.mod',
      { goMod: 'module m\ngo 1.24', goWork: 'go 1.26' },
      '1.26',
      'go line',
    ],
    ['the go line from 1.24 on', { goMod: 'module m\ngo 1.24' }, '1.24', 'go line'],
    [
      'the newest release where an old go line alone tells nothing',
      { goMod: 'module m\ngo 1.23' },
      '1.27',
      'assumed',
    ],
    ['the newest release outside any module', {}, '1.27', 'assumed'],
  ])('takes %s', (_, facts, runtime, source) => {
    expect(context(facts)).toMatchObject({ runtime: version(runtime), runtimeSource: source, problems: [] });
  });

  it('reads a future version as the newest one it models, and says so', () => {
    const { runtime, language, problems } = context({ goMod: 'module m\ngo 1.99' });
    expect(runtime).toEqual(NEWEST_MODELLED);
    expect(language).toEqual(NEWEST_MODELLED);
    expect(problems).toEqual([
      'shop/go.mod asks for Go 1.99; Bucketwise knows the maps of Go 1.18 to 1.27 and takes 1.27',
    ]);
    expect(context({ goMod: 'module m\ngo 9.99' })).toMatchObject({ runtime: NEWEST_MODELLED });
  });

  it('does not call a patch release of the newest Go unknown', () => {
    expect(context({ installed: '1.27.3' })).toMatchObject({ runtime: version('1.27.3'), problems: [] });
  });

  it('reads a release older than it models as the oldest, and says so', () => {
    const { runtime, problems } = context({ installed: '1.12.3' });
    expect(runtime).toEqual(version('1.18'));
    expect(problems).toEqual([
      'the installed Go is Go 1.12.3; Bucketwise knows the maps of Go 1.18 to 1.27 and takes 1.18',
    ]);
  });
});

describe('language version', () => {
  it('is the go line, whatever builds', () => {
    expect(context({ goMod: 'module m\ngo 1.20', installed: '1.26.0' })).toMatchObject({
      language: version('1.20'),
      languageSource: 'go line',
    });
  });

  it('is lowered to a chosen older Go', () => {
    expect(context({ goMod: 'module m\ngo 1.22', setting: '1.20' })).toMatchObject({
      language: version('1.20'),
      languageSource: 'setting',
    });
    expect(context({ goMod: 'module m\ngo 1.22', setting: '1.24' })).toMatchObject({
      language: version('1.22'),
      languageSource: 'go line',
    });
  });

  it('is the runtime, assumed, outside any module', () => {
    expect(context({ installed: '1.25.1' })).toMatchObject({
      language: version('1.25.1'),
      languageSource: 'assumed',
    });
  });

  it('is 1.16, as for the go command, where the go line is missing or unreadable', () => {
    expect(context({ goMod: 'module m' })).toMatchObject({
      language: version('1.16'),
      languageSource: 'assumed',
    });
    expect(context({ goMod: 'module m\ngo latest' })).toMatchObject({
      language: version('1.16'),
      problems: ['shop/go.mod: line 2: "latest" is not a Go version'],
    });
  });
});

describe('noswissmap', () => {
  it.each([
    ['1.23.0', 'noswissmap', false],
    ['1.24.0', 'noswissmap', true],
    ['1.25.0', 'rangefunc, noswissmap', true],
    ['1.25.0', 'noswissmap,swissmap', false],
    ['1.25.0', 'swissmap', false],
    ['1.26.0', 'noswissmap', false],
  ])('on Go %s with GOEXPERIMENT=%s: %s', (installed, goExperiment, expected) => {
    expect(context({ installed, goExperiment }).noSwissMap).toBe(expected);
  });
});
