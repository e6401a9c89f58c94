import { describe, expect, it } from 'vitest';
import { parseSimulatorSetup } from '../../protocol/simulator-setup.ts';
import type { Step } from '../../simulator/index.ts';
import { PRESETS } from './presets.ts';
import { STEP_KINDS, freshStep, stepFields, stepOption, stepText } from './program.ts';

const base = PRESETS[0]?.setup;
const isValid = (step: Step): boolean => parseSimulatorSetup({ ...base, steps: [step] }) !== undefined;

describe.each(STEP_KINDS)('a step of kind %s', (kind) => {
  const step = freshStep(kind, 1000);

  it('is one that can be simulated, sent and named', () => {
    expect(step.kind).toBe(kind);
    expect(isValid(step)).toBe(true);
    expect(stepText(step)).not.toBe('');
  });

  it('takes what its fields are set to', () => {
    for (const field of stepFields(step)) {
      const value = field.isShare ? 0.25 : 17;
      const changed = field.change(value);
      expect(isValid(changed)).toBe(true);
      expect(stepFields(changed).find(({ label }) => label === field.label)?.value).toBe(value);
    }
  });

  it('takes each of its options', () => {
    const option = stepOption(step);
    for (const value of Object.keys(option?.choices ?? {})) {
      const changed = option?.change(value);
      expect(changed !== undefined && isValid(changed)).toBe(true);
      expect(changed && stepOption(changed)?.value).toBe(value);
    }
  });
});

describe('stepText', () => {
  it.each([
    [{ kind: 'fill', entries: 3000 }, 'fill 3,000'],
    [{ kind: 'delete', victims: 'random', amount: { kind: 'share', share: 0.9 } }, 'delete 90% at random'],
    [{ kind: 'delete', victims: 'every-nth', nth: 4 }, 'delete 1 in 4'],
    [{ kind: 'iterate', times: 1 }, 'range once'],
  ] as const)('says %o', (step, text) => {
    expect(stepText(step)).toBe(text);
  });
});
