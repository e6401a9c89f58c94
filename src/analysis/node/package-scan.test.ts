import { describe, expect, it } from 'vitest';
import { CancelledError, NEVER } from '../../base/cancellation.ts';
import { analysisOf } from '../../../test/support/replacing.ts';
import { resolveGoContext } from '../go-context.ts';
import { DEFAULT_OPTIONS } from '../model.ts';
import { type AnalyzePackage, type ScannedPackage, analyzeMembers } from './package-scan.ts';

const GO = resolveGoContext({
  setting: undefined,
  goMod: undefined,
  goWork: undefined,
  installed: undefined,
  goExperiment: undefined,
});

/** Reports each occurrence of `from` with a safe fix to `to`; each `!` is a syntax error. */
function replacing(from: string, to: string): AnalyzePackage {
  return (files) => ({ files: files.map((file) => analysisOf(file, from, to)) });
}

function scanTexts(
  texts: Readonly<Record<string, string>>,
  analyze: AnalyzePackage,
  { fix = true, judged = Object.keys(texts) }: { fix?: boolean; judged?: readonly string[] } = {},
): ScannedPackage {
  const members = Object.entries(texts).map(([path, text]) => ({
    file: { path, absolute: `/${path}`, text, byteOrderMark: false, bytes: text.length },
    judged: judged.includes(path),
  }));
  return analyzeMembers(members, GO, { analyze, options: DEFAULT_OPTIONS, cancellation: NEVER }, fix);
}

function texts({ files }: ScannedPackage): Record<string, string> {
  return Object.fromEntries(files.map(({ file, text }) => [file.path, text]));
}

describe('fixing', () => {
  it('changes nothing unless asked', () => {
    const result = scanTexts({ 'a.go': 'x bad y' }, replacing('bad', 'good'), { fix: false });
    expect(texts(result)).toEqual({ 'a.go': 'x bad y' });
    expect(result.files[0]).toMatchObject({ fixes: 0, analysis: { findings: [{ ruleId: 'a-rule' }] } });
  });

  it('applies all fixes, reports what remains, and remembers what was there', () => {
    const result = scanTexts({ 'a.go': 'bad\r\nbad', 'b.go': 'fine' }, replacing('bad', 'good'));
    expect(texts(result)).toEqual({ 'a.go': 'good\r\ngood', 'b.go': 'fine' });
    expect(result.files[0]).toMatchObject({ fixes: 2, analysis: { findings: [] } });
    expect(result.files[0]?.asRead.findings).toHaveLength(2);
    expect(result.warnings).toEqual([]);
  });

  it('goes on while fixes make room for others', () => {
    expect(texts(scanTexts({ 'a.go': 'aaab' }, replacing('ab', 'b')))).toEqual({ 'a.go': 'b' });
  });

  it('stops after ten rounds of fixes that undo each other', () => {
    const result = scanTexts({ 'a.go': 'x' }, replacing('x', 'xx'));
    expect(result.warnings).toEqual(['a.go: still more to fix after 10 rounds']);
    expect(result.files[0]?.text).toHaveLength(2 ** 10);
  });

  it('takes back a fix that breaks the syntax, without harm to other files', () => {
    const analyze: AnalyzePackage = (files) => ({
      files: files.map((file) => analysisOf(file, 'bad', file.path === 'a.go' ? 'go!od' : 'good')),
    });
    const result = scanTexts({ 'a.go': 'bad !', 'b.go': 'bad !' }, analyze);
    expect(texts(result)).toEqual({ 'a.go': 'bad !', 'b.go': 'good !' });
    expect(result.warnings).toEqual(['a.go: would have broken the syntax and was taken back: Replace']);
    expect(result.files.map(({ fixes, analysis }) => [fixes, analysis.findings.length])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });
});

describe('one bad fix among good ones', () => {
  it('costs only itself', () => {
    const analyze: AnalyzePackage = (files) => ({
      files: files.map((file) => {
        const good = analysisOf(file, 'bad', 'good');
        const [worst] = analysisOf(file, 'worse', '!').findings;
        return worst === undefined ? good : { ...good, findings: [...good.findings, worst] };
      }),
    });
    const result = scanTexts({ 'a.go': 'bad worse bad' }, analyze);
    expect(texts(result)).toEqual({ 'a.go': 'good worse good' });
    expect(result.files[0]?.fixes).toBe(2);
    expect(result.warnings).toEqual(['a.go: would have broken the syntax and was taken back: Replace']);
  });
});

describe('which files', () => {
  it('reports on judged files only, and hands over the others', () => {
    const seen: string[][] = [];
    const analyze: AnalyzePackage = (files, ...rest) => {
      seen.push(files.map(({ path }) => path));
      return replacing('bad', 'good')(files, ...rest);
    };
    const result = scanTexts({ 'a.go': 'bad', 'b.go': 'bad' }, analyze, { judged: ['b.go'] });
    expect(texts(result)).toEqual({ 'b.go': 'good' });
    expect(seen[0]).toEqual(['a.go', 'b.go']);
  });
});

describe('when something throws', () => {
  it('goes on without the file that cannot be analysed', () => {
    const analyze: AnalyzePackage = (files, ...rest) => {
      if (files.some(({ text }) => text.includes('boom')))
        throw new RangeError('Maximum call stack size exceeded');
      return replacing('bad', 'good')(files, ...rest);
    };
    const result = scanTexts({ 'a.go': 'boom', 'b.go': 'bad' }, analyze);
    expect(texts(result)).toEqual({ 'b.go': 'good' });
    expect(result.skipped).toEqual([
      { path: 'a.go', reason: 'could not be analysed: Maximum call stack size exceeded' },
    ]);
  });

  it('names a rule that failed', () => {
    const analyze: AnalyzePackage = (files) => ({
      files: files.map((file) => ({
        ...analysisOf(file, 'bad', 'good'),
        failures: [{ ruleId: 'b-rule', message: 'no such field' }],
      })),
    });
    expect(scanTexts({ 'a.go': 'bad' }, analyze)).toMatchObject({
      files: [{ text: 'good' }],
      warnings: ['a.go: the rule b-rule failed and was left out: no such field'],
    });
  });

  it('lets a cancellation through', () => {
    const analyze: AnalyzePackage = () => {
      throw new CancelledError();
    };
    expect(() => scanTexts({ 'a.go': '' }, analyze)).toThrow(CancelledError);
  });
});
