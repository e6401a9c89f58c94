import type { JSX } from 'preact';
import { formatCount } from '../../base/format.ts';
import { MAX_STEPS } from '../../protocol/simulator-setup.ts';
import type { Step } from '../../simulator/index.ts';
import { NumberField } from '../shared/number-field.tsx';
import { Icon } from '../shared/icons.tsx';
import { STEP_KINDS, STEP_NAMES, freshStep, stepFields, stepOption, stepText } from './program.ts';
import type { StepKind } from './program.ts';
import { MAX_SUGGESTED_ENTRIES, fittingEntries } from './setup.ts';
import { LAST_SLIDER_POSITION, entriesAtSlider, sliderAtEntries } from './slider.ts';

interface ProgramProps {
  readonly steps: readonly Step[];
  readonly onSteps: (steps: readonly Step[]) => void;
}

/** What happens to the map, step by step. */
export function ProgramView({ steps, onSteps }: ProgramProps): JSX.Element {
  const replace = (at: number, step: Step): void => {
    onSteps(steps.map((old, index) => (index === at ? step : old)));
  };
  const remove = (at: number): void => {
    onSteps(steps.filter((_, index) => index !== at));
  };
  const add = (kind: StepKind): void => {
    onSteps([...steps, freshStep(kind, fittingEntries(steps))]);
  };
  return (
    <div class="program" role="group" aria-label="Workload">
      <span class="label">workload</span>
      <ol class="steps">
        {steps.map((step, index) => (
          <li key={index}>
            <StepView
              step={step}
              isFirst={index === 0}
              isOnly={steps.length === 1}
              number={index + 1}
              onStep={(next) => {
                replace(index, next);
              }}
              onRemove={() => {
                remove(index);
              }}
            />
          </li>
        ))}
      </ol>
      {steps.length < MAX_STEPS && (
        <select
          class="add"
          aria-label="Add a step"
          value=""
          onChange={(event) => {
            const kind = STEP_KINDS.find((candidate) => candidate === event.currentTarget.value);
            event.currentTarget.value = '';
            if (kind !== undefined) add(kind);
          }}
        >
          <option value="">+ step</option>
          {STEP_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {STEP_NAMES[kind]}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

interface StepProps {
  readonly step: Step;
  readonly number: number;
  readonly isFirst: boolean;
  readonly isOnly: boolean;
  readonly onStep: (step: Step) => void;
  readonly onRemove: () => void;
}

function StepView({ step, number, isFirst, isOnly, onStep, onRemove }: StepProps): JSX.Element {
  const option = stepOption(step);
  const name = `step ${number}, ${STEP_NAMES[step.kind]}`;
  return (
    <div class="chip step" role="group" aria-label={name}>
      <span>{STEP_NAMES[step.kind]}</span>
      {isFirst && step.kind === 'fill' && <FillSlider entries={step.entries} onStep={onStep} />}
      {stepFields(step).map((field) => (
        <span key={field.label} class="field">
          <NumberField
            label={`${name}: ${field.label}${field.isShare ? ', per cent' : ''}`}
            value={field.isShare ? Math.round(field.value * 1000) / 10 : field.value}
            least={field.least}
            most={field.isShare ? 100 : MAX_SUGGESTED_ENTRIES}
            onValue={(value) => {
              onStep(field.change(field.isShare ? value / 100 : Math.round(value)));
            }}
          />
          {field.isShare ? '%' : ''}
        </span>
      ))}
      {option !== undefined && (
        <select
          aria-label={`${name}: ${option.label}`}
          value={option.value}
          onChange={(event) => {
            onStep(option.change(event.currentTarget.value));
          }}
        >
          {Object.entries(option.choices).map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
      {!isOnly && (
        <button type="button" class="bare" aria-label={`Remove ${stepText(step)}`} onClick={onRemove}>
          <Icon shape="remove" />
        </button>
      )}
    </div>
  );
}

function FillSlider({
  entries,
  onStep,
}: {
  readonly entries: number;
  readonly onStep: (step: Step) => void;
}): JSX.Element {
  return (
    <input
      type="range"
      aria-label="entries of the first fill, in steps"
      min={0}
      max={LAST_SLIDER_POSITION}
      value={sliderAtEntries(entries)}
      aria-valuetext={`${formatCount(entries)} entries`}
      onInput={(event) => {
        onStep({ kind: 'fill', entries: entriesAtSlider(event.currentTarget.valueAsNumber) });
      }}
    />
  );
}
