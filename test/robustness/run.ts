import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createContext, Script } from 'node:vm';
import { declarationsOf } from '../../src/semantics/declarations.ts';
import { RandomWords } from '../../src/simulator/hash.ts';
import { pick } from '../../src/simulator/workload-keys.ts';
import { GoDocument } from '../../src/syntax/document.ts';
import type { GoGrammar } from '../../src/syntax/grammar.ts';
import { goContext } from '../support/analyze.ts';
import { analyzeText, faultsOf, faultsOfEditing, type Surroundings } from './faults.ts';
import { mutate } from './mutate.ts';

/** A Go file that rules are tested with, and what is declared beside it. */
export interface Subject {
  readonly name: string;
  readonly text: string;
  readonly around: Omit<Surroundings, 'go'>;
}

/** What one run came to. */
export interface Outcome {
  readonly texts: number;
  /** Texts with findings and without a syntax error: there the fixes, too, must leave none. */
  readonly wellFormed: number;
  readonly findings: number;
  /** Longest analysis of one text, in milliseconds of the processor. */
  readonly slowest: number;
  readonly faults: readonly Fault[];
}

/** A text that was not borne. */
export interface Fault {
  readonly name: string;
  readonly what: string;
  readonly text: string;
}

/** No text of a fixture's size may take longer, in milliseconds of the processor. */
const TIME_LIMIT = 1_000;

/** A text that takes as long, in milliseconds by the clock, is taken to hang. */
const HANG_LIMIT = 60_000;

/** One mutation of so many is also reached by editing the document. */
const EDITED_OF = 8;

const RUNTIMES = ['1.18', '1.20', '1.23', '1.24', '1.26', '1.27'];

/** The fixtures of all rules: folders `fixtures` below the given one. */
export function fixtureSubjects(grammar: GoGrammar, rules: string): Subject[] {
  return readdirSync(rules, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: rule }) => {
      const folder = join(rules, rule, 'fixtures');
      const files = readdirSync(folder).filter((file) => file.endsWith('.go'));
      const texts = files.map((file) => readFileSync(join(folder, file), 'utf8'));
      const declared = texts.map((text) => {
        const document = GoDocument.open(grammar, text);
        const declarations = declarationsOf(document.syntax());
        document.dispose();
        return declarations;
      });
      return files.map((file, at) => ({
        name: `${rule}/${file}`,
        text: texts[at] ?? '',
        around: { grammar, siblings: declared.filter((_, other) => other !== at) },
      }));
    });
}

/** Analyses the subject cut off at every `step`th place. */
export function cutOff(subject: Subject, step: number): Outcome {
  const trial = new Trial();
  const around = { ...subject.around, go: goContext('1.26') };
  for (let end = 0; end < subject.text.length; end += step) {
    trial.analyse(`${subject.name} up to ${end}`, subject.text.slice(0, end), around);
  }
  return trial;
}

/** Analyses `count` mutations of the subjects in turn. A seed alone says which subject is changed and how. */
export function mutations(subjects: readonly Subject[], count: number, firstSeed: number): Outcome {
  const trial = new Trial();
  const texts = subjects.map(({ text }) => text);
  for (let seed = firstSeed; seed < firstSeed + count; seed++) {
    const subject = subjects[seed % subjects.length];
    if (subject === undefined) break;
    const random = new RandomWords(seed);
    const text = mutate(subject.text, random, texts);
    const around = { ...subject.around, go: goContext(RUNTIMES[pick(random, RUNTIMES.length)]) };
    const name = `${subject.name}, seed ${seed}`;
    trial.analyse(name, text, around);
    if (pick(random, EDITED_OF) === 0) trial.edit(name, subject.text, text, around);
  }
  return trial;
}

/** The outcome of several runs. */
export function sum(outcomes: readonly Outcome[]): Outcome {
  const total = (count: (outcome: Outcome) => number): number =>
    outcomes.reduce((before, outcome) => before + count(outcome), 0);
  return {
    texts: total(({ texts }) => texts),
    wellFormed: total(({ wellFormed }) => wellFormed),
    findings: total(({ findings }) => findings),
    slowest: Math.max(0, ...outcomes.map(({ slowest }) => slowest)),
    faults: outcomes.flatMap(({ faults }) => faults),
  };
}

class Trial implements Outcome {
  texts = 0;
  wellFormed = 0;
  findings = 0;
  slowest = 0;
  readonly faults: Fault[] = [];

  analyse(name: string, text: string, around: Surroundings): void {
    this.#bear(name, text, () => {
      const analysis = this.#timed(() => analyzeText(text, around));
      if (analysis.syntaxErrors === 0 && analysis.findings.length > 0) this.wellFormed++;
      this.findings += analysis.findings.length;
      return faultsOf(text, analysis, around);
    });
    this.texts++;
  }

  edit(name: string, before: string, after: string, around: Surroundings): void {
    this.#bear(`${name}, edited`, after, () => faultsOfEditing(before, after, around));
  }

  #bear(name: string, text: string, judge: () => readonly string[]): void {
    const fault = (what: string): void => void this.faults.push({ name, what, text });
    try {
      for (const what of withinTime(judge)) fault(what);
    } catch (error) {
      fault(error instanceof Error ? (error.stack ?? error.message) : String(error));
    }
  }

  /** Collecting garbage may fall into any analysis; only one that is slow again is slow. */
  #timed<T>(analyse: () => T): T {
    let least = Infinity;
    for (let attempt = 0; ; attempt++) {
      // Processor time: what else the machine does is not the analysis's fault.
      const start = process.cpuUsage();
      const result = analyse();
      const { user, system } = process.cpuUsage(start);
      least = Math.min(least, (user + system) / 1_000);
      if (least <= TIME_LIMIT || attempt === 2) {
        this.slowest = Math.max(this.slowest, least);
        if (least > TIME_LIMIT) throw new Error(`took ${Math.round(least)} ms`);
        return result;
      }
    }
  }
}

const stage = createContext({ task: undefined as unknown });
const script = new Script('task()');

/** Runs a task that a loop without end would otherwise hold for ever. */
function withinTime<T>(task: () => T): T {
  stage['task'] = task;
  return script.runInContext(stage, { timeout: HANG_LIMIT }) as T;
}
