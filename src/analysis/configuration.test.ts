import { describe, expect, it } from 'vitest';
import {
  combine,
  CONFIGURATION_KEYS,
  DEFAULT_MAX_FILE_SIZE,
  isMisspelt,
  readConfiguration,
} from './configuration.ts';
import { DEFAULT_OPTIONS } from './model.ts';

function problemsOf(value: Readonly<Record<string, unknown>>): string[] {
  return readConfiguration(value).problems.map(({ message }) => message);
}

describe('readConfiguration', () => {
  it('takes every key', () => {
    const all = {
      rules: { 'copy-loop': 'off', 'double-lookup': 'error' },
      minimumConfidence: 'possible',
      minBytes: 0,
      minEntries: 100,
      hotOnly: true,
      includeTests: false,
      maxFileSize: 5000,
      exclude: ['gen/', '*.pb.go'],
    };
    expect(Object.keys({ ...all, goVersion: '' }).sort()).toEqual([...CONFIGURATION_KEYS].sort());
    expect(readConfiguration({ ...all, goVersion: ' go1.22.3 ' })).toEqual({
      configuration: { ...all, goVersion: { major: 1, minor: 22, patch: 3 } },
      problems: [],
    });
  });

  it('has nothing to say about nothing', () => {
    expect(readConfiguration({})).toEqual({ configuration: {}, problems: [] });
  });

  it('tells an empty version from none: it asks to find the version out', () => {
    expect(readConfiguration({ goVersion: '' }).configuration).toStrictEqual({ goVersion: undefined });
  });

  it.each([
    [{ minBytes: -1 }, 'minBytes must be a whole number of 0 or more, not -1'],
    [{ minBytes: 1.5 }, 'minBytes must be a whole number of 0 or more, not 1.5'],
    [{ minEntries: 'many' }, 'minEntries must be a whole number of 0 or more, not "many"'],
    [{ maxFileSize: 2 }, 'maxFileSize must be a whole number of 1000 or more, not 2'],
    [{ hotOnly: 'yes' }, 'hotOnly must be true or false, not "yes"'],
    [{ includeTests: null }, 'includeTests must be true or false, not null'],
    [{ minimumConfidence: 'sure' }, 'minimumConfidence must be certain, likely or possible, not "sure"'],
    [{ goVersion: 'latest' }, 'goVersion must be a Go version like "1.24" or "1.26.1", not "latest"'],
    [{ goVersion: 1.24 }, 'goVersion must be a Go version like "1.24" or "1.26.1", not 1.24'],
    [{ rules: ['copy-loop'] }, 'rules must be an object of rules and levels, not a list'],
    [
      { rules: { 'copy-loop': 'loud' } },
      'rules.copy-loop must be off, hint, information, warning or error, not "loud"',
    ],
    [{ rules: { 'copy-lop': 'off' } }, 'rules: no rule is called copy-lop; did you mean copy-loop?'],
    [{ rules: { nonsense: 'off' } }, 'rules: no rule is called nonsense'],
    [{ exclude: 'gen/' }, 'exclude must be a list of patterns, not "gen/"'],
    [{ exclude: ['gen/', 7] }, 'exclude[1] must be text, not 7'],
    [{ exclude: ['a/**/b/**/c/**/d'] }, 'exclude[0] has /**/ more than once'],
    [{ minByte: 7 }, 'minByte is not known; did you mean minBytes?'],
    [{ 'no such\nkey': 7 }, '"no such\\nkey" is not known'],
    [{ goVersion: {} }, 'goVersion must be a Go version like "1.24" or "1.26.1", not an object'],
    [
      { goVersion: 'x'.repeat(9000) },
      `goVersion must be a Go version like "1.24" or "1.26.1", not "${'x'.repeat(38)}…`,
    ],
  ])('leaves out %j and says why', (value, message) => {
    const { configuration, problems } = readConfiguration(value);
    expect(problems.map((problem) => problem.message)).toEqual([message]);
    const left = Object.values(configuration).filter((each) => JSON.stringify(each) !== '{}');
    expect(left.length).toBe('exclude' in value && Array.isArray(value.exclude) ? 1 : 0);
  });

  it('keeps what is right beside what is wrong', () => {
    const { configuration, problems } = readConfiguration({
      rules: { 'copy-loop': 'loud', 'double-lookup': 'hint' },
      minBytes: 'x',
      minEntries: 3,
      exclude: [1, 'a'],
    });
    expect(configuration).toEqual({ rules: { 'double-lookup': 'hint' }, minEntries: 3, exclude: ['a'] });
    expect(problems.map(({ path }) => path)).toEqual([['rules', 'copy-loop'], ['minBytes'], ['exclude', 0]]);
  });

  it('is not fooled by the names that every object has', () => {
    const value = JSON.parse(
      '{"__proto__": {"hotOnly": true}, "constructor": 1, "rules": {"__proto__": "off", "toString": "off"}}',
    ) as Record<string, unknown>;
    expect(problemsOf(value)).toHaveLength(4);
    const { configuration } = readConfiguration(value);
    expect(configuration.hotOnly).toBeUndefined();
    expect(Object.keys(configuration.rules ?? {})).toEqual([]);
  });

  it('stays short and quick with what is huge', () => {
    const keys = Array.from({ length: 100_000 }, (_, index) => [`minBytes${index}`, 1]);
    expect(problemsOf(Object.fromEntries(keys) as Record<string, unknown>)).toHaveLength(20);
    expect(problemsOf({ ['m'.repeat(900_000)]: 1 })).toHaveLength(1);
    const many = readConfiguration({ exclude: Array.from({ length: 501 }, () => 'a') });
    expect(many.configuration.exclude).toHaveLength(500);
    expect(many.problems[0]?.message).toBe('exclude may hold 500 patterns; the others are left out');
  });
});

describe('isMisspelt', () => {
  it('knows slips from other words', () => {
    expect(['minByte', 'minBytes', 'trace', 'excldue'].map(isMisspelt)).toEqual([true, false, false, true]);
  });
});

describe('combine', () => {
  it('gives the defaults for nothing', () => {
    expect(combine()).toEqual({ analysis: DEFAULT_OPTIONS, maxFileSize: DEFAULT_MAX_FILE_SIZE });
  });

  it('lets the stronger place win, rule by rule', () => {
    const project = {
      rules: { 'copy-loop': 'off', 'double-lookup': 'error' },
      minBytes: 1,
      hotOnly: true,
      maxFileSize: 5000,
    } as const;
    const settings = { rules: { 'copy-loop': 'hint' }, minBytes: 0, hotOnly: false } as const;
    expect(combine(project, settings)).toEqual({
      analysis: {
        ...DEFAULT_OPTIONS,
        levels: { 'copy-loop': 'hint', 'double-lookup': 'error' },
        minBytes: 0,
        hotOnly: false,
      },
      maxFileSize: 5000,
    });
    expect(combine(project, {}, {})).toEqual(combine(project));
  });
});
