import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeSafeFixes } from '../../src/analysis/merge-fixes.ts';
import type { FileAnalysis } from '../../src/analysis/model.ts';
import { applyEdits, LineIndex, spansOverlap } from '../../src/base/text.ts';
import type { Finding } from '../../src/rules/model.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { GoDocument } from '../../src/syntax/document.ts';
import { analyze, goContext, type AnalyzeSettings } from './analyze.ts';
import { goGrammar } from './grammar.ts';

interface Expectation {
  readonly line: number;
  readonly kind: string | undefined;
  readonly text: string | undefined;
}

/** What a fixture's first line says: `// fixture: go1.23 lang1.20 all`. */
function settingsOf(
  source: string,
  rules: readonly Rule[],
  siblings: Readonly<Record<string, string>>,
): AnalyzeSettings {
  const words = /^\/\/ fixture:(.*)$/m.exec(source)?.[1]?.trim().split(/\s+/) ?? [];
  const runtime = words.find((word) => word.startsWith('go'))?.slice(2) ?? '1.26';
  const language = words.find((word) => word.startsWith('lang'))?.slice(4) ?? runtime;
  return {
    go: goContext(runtime, language),
    rules,
    siblings,
    options: { everything: words.includes('all') },
  };
}

/**
 * `// want kind "text"` behind the code of the line a finding starts on, or `// want below kind "text"` above it, where
 * gofmt may have put an empty comment between the two.
 */
function expectationsOf(source: string): Expectation[] {
  const lines = source.split('\n');
  return lines.flatMap((line, at) => {
    const match = /\/\/ want (below )?([\w-]+)(?: "(.*)")?\s*$/.exec(line);
    if (match === null) return [];
    const [, below, kind, text] = match;
    const next = lines[at + 1]?.trim() === '//' ? at + 2 : at + 1;
    return [{ line: below === undefined ? at : next, kind, text }];
  });
}

/** An analysis of which only the findings of one rule count. */
type Analyse = (text: string, settings: AnalyzeSettings) => Promise<FileAnalysis>;

async function fixedText(source: string, settings: AnalyzeSettings, analyse: Analyse): Promise<string> {
  let text = source;
  for (let round = 0; round < 10; round++) {
    const { edits } = mergeSafeFixes((await analyse(text, settings)).findings);
    if (edits.length === 0) return text;
    text = applyEdits(text, edits);
  }
  throw new Error('safe fixes never come to rest');
}

function withoutWants(text: string): string {
  return text.replace(/^[ \t]*\/\/ want below .*\n|[ \t]*\/\/ want .*$/gm, '');
}

async function syntaxErrors(text: string): Promise<number> {
  const document = GoDocument.open(await goGrammar(), text);
  const { errors } = document.syntax();
  document.dispose();
  return errors;
}

function byLine(analysis: FileAnalysis, source: string): { line: number; finding: Finding }[] {
  const lines = new LineIndex(source);
  return analysis.findings.map((finding) => ({ line: lines.positionAt(finding.span.start).line, finding }));
}

/**
 * Holds a rule to its fixtures and to what every rule promises: what is wanted is said and nothing else, fixed text
 * parses and is quiet, edits never overlap, no prefix of a fixture makes it fail, generated files are left alone, and
 * the documentation's examples report as the page claims. A rule that judges what others do is tried with them
 * `alongside`.
 */
export function testRule(rule: Rule, fixtures: URL, alongside: readonly Rule[] = [rule]): void {
  const analyse: Analyse = async (text, settings) => {
    const analysis = await analyze(text, settings);
    return { ...analysis, findings: analysis.findings.filter(({ ruleId }) => ruleId === rule.id) };
  };
  const folder = fixtures.pathname;
  const files = readdirSync(folder).filter((name) => name.endsWith('.go'));
  const kindsSeen = new Set<string>();

  describe(rule.id, () => {
    it('has fixtures', () => {
      expect(files.length).toBeGreaterThan(0);
    });

    for (const name of files) {
      const source = readFileSync(join(folder, name), 'utf8');
      const others = files.filter((other) => other !== name);
      const siblings = Object.fromEntries(
        others.map((other) => [other, readFileSync(join(folder, other), 'utf8')]),
      );
      const settings = settingsOf(source, alongside, siblings);

      it(`${basename(name)}: says what is wanted and nothing else`, async () => {
        expect(await syntaxErrors(source)).toBe(0);
        const analysis = await analyse(source, settings);
        expect(analysis.failures).toEqual([]);
        const found = byLine(analysis, source);
        const wanted = expectationsOf(source);
        expect(found.map(({ line, finding }) => `${line + 1} ${finding.kind}`)).toEqual(
          wanted.map(({ line, kind }) => `${line + 1} ${kind}`),
        );
        found.forEach(({ finding }, at) => {
          expect(finding.message).toContain(wanted[at]?.text ?? '');
          expect(finding.message).not.toMatch(/undefined|NaN(?! keep)|\[object/);
          kindsSeen.add(finding.kind);
        });
      });

      it(`${basename(name)}: fixes as its golden file shows and is quiet then`, async () => {
        const fixed = await fixedText(source, settings, analyse);
        const golden = join(folder, `${name}.golden`);
        if (fixed === source) expect(existsSync(golden)).toBe(false);
        else {
          await expect(withoutWants(fixed)).toMatchFileSnapshot(golden);
          expect(await syntaxErrors(fixed)).toBe(0);
        }
        const { findings } = await analyse(fixed, settings);
        expect(
          findings.filter((finding) => finding.fixes.some((fix) => fix.applicability === 'safe')),
        ).toEqual([]);
      });

      it(`${basename(name)}: every single fix parses, keeps its edits apart and says what to review`, async () => {
        const { findings } = await analyse(source, { ...settings, options: { everything: true } });
        for (const fix of findings.flatMap((finding) => finding.fixes)) {
          expect(await syntaxErrors(applyEdits(source, fix.edits))).toBe(0);
          expect(fix.review === undefined).toBe(fix.applicability === 'safe');
          fix.edits.forEach((edit, at) => {
            for (const other of fix.edits.slice(0, at))
              expect(spansOverlap(edit.span, other.span)).toBe(false);
          });
        }
      });

      it(`${basename(name)}: survives every prefix and broken line`, async () => {
        const step = Math.max(1, Math.floor(source.length / 60));
        for (let end = 0; end < source.length; end += step) {
          const { failures } = await analyse(source.slice(0, end), {
            ...settings,
            options: { everything: true },
          });
          expect(failures).toEqual([]);
        }
        const lines = source.split('\n');
        for (let line = 0; line < lines.length; line += 6) {
          const broken = lines.toSpliced(line, 1, '\t)(').join('\n');
          expect((await analyse(broken, { ...settings, options: { everything: true } })).failures).toEqual(
            [],
          );
        }
      });

      it(`${basename(name)}: is silent when the file is generated`, async () => {
        const generated = `// Code generated by a test. DO NOT EDIT.\n\n${source}`;
        expect((await analyse(generated, settings)).findings).toEqual([]);
      });
    }

    it('reports every kind of message in some fixture', () => {
      expect([...kindsSeen].sort()).toEqual(Object.keys(rule.messages).sort());
    });

    it('documents itself truly: bad is reported exactly once, good never', async () => {
      const settings = { rules: alongside };
      expect((await analyse(rule.docs.bad, settings)).findings.map((finding) => finding.ruleId)).toEqual([
        rule.id,
      ]);
      expect((await analyse(rule.docs.good, settings)).findings).toEqual([]);
      expect(await syntaxErrors(rule.docs.bad)).toBe(0);
      expect(await syntaxErrors(rule.docs.good)).toBe(0);
    });
  });
}
