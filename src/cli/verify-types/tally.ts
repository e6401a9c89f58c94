import type { OperandKinds } from '../../analysis/node/operand-kinds.ts';
import { formatCount, plural } from '../../base/format.ts';
import { withoutControls } from '../../report/columns.ts';
import type { Operand } from './probe.ts';

/** Wrong operands named at most. */
const SHOWN = 40;

/** How what Bucketwise knows of an operand stands to what go/types knows. */
type Verdict = 'agreed' | 'unknown' | 'not met' | 'wrong';

const VERDICTS: readonly Verdict[] = ['agreed', 'unknown', 'not met', 'wrong'];

/** Counts verdicts, by use of the operand. */
export class Tally {
  readonly #counts = new Map<string, Map<Verdict, number>>();
  readonly #wrong: string[] = [];
  /** All operands that were compared. */
  operands = 0;

  /** Compares an operand with what is known of those of its file. `shown` is its place. */
  add(operand: Operand, ours: OperandKinds, shown: string): void {
    const known = ours.get(operand.place);
    const verdict = verdictOn(operand, known);
    const row = `${operand.use}${operand.kind === 'map' ? ' of a map' : ''}`;
    const counts = this.#counts.get(row) ?? new Map<Verdict, number>();
    this.#counts.set(row, counts.set(verdict, (counts.get(verdict) ?? 0) + 1));
    this.operands++;
    if (verdict === 'wrong')
      this.#wrong.push(`${withoutControls(shown)}: ${operand.use}: ${known ?? ''}, in truth ${operand.kind}`);
  }

  /** Operands with that verdict. */
  count(verdict: Verdict): number {
    return [...this.#counts.values()].reduce((sum, counts) => sum + (counts.get(verdict) ?? 0), 0);
  }

  /** The places that are wrong, and a line for each use of operands. */
  report(): string {
    const places = this.#wrong.slice(0, SHOWN).map((line) => `${line}\n`);
    const hidden = this.#wrong.length - places.length;
    const rows = [...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1));
    const lines = [
      ...rows.map(([row, counts]) => this.#line(row, (verdict) => counts.get(verdict) ?? 0)),
      this.#line('all', (verdict) => this.count(verdict)),
    ];
    const more = hidden > 0 ? [`and ${formatCount(hidden)} more\n`] : [];
    return [...places, ...more, ...lines.map((line) => `${line}\n`)].join('');
  }

  #line(row: string, count: (verdict: Verdict) => number): string {
    const sum = VERDICTS.reduce((before, verdict) => before + count(verdict), 0);
    const parts = VERDICTS.map((verdict) => {
      const share = ((100 * count(verdict)) / sum).toFixed(2);
      return `${formatCount(count(verdict))} (${share} %) ${verdict}`;
    });
    return `${row}: ${plural(sum, 'operand')}, ${parts.join(', ')}`;
  }
}

function verdictOn({ kind }: Operand, known: string | undefined): Verdict {
  // Our parser reads some operands as something else, and files of other builds are not read by go/types.
  if (known === undefined) return 'not met';
  if (known === 'unknown' || known === 'typeParameter') return 'unknown';
  return (known === 'map') === (kind === 'map') ? 'agreed' : 'wrong';
}
