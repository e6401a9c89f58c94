import type { JSX } from 'preact';
import { useState } from 'preact/hooks';

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly id?: string;
  /** Called with a number inside the limits, when the reader has finished typing. */
  readonly onValue: (value: number) => void;
}

/** A field for a number. What lies outside its limits becomes the nearest inside; what is no number stays as it was. */
export function NumberField({ label, value, least, most, id, onValue }: NumberFieldProps): JSX.Element {
  // What is being typed: a page that is drawn anew meanwhile, as one that plays is, must not put the old number back.
  const [typed, setTyped] = useState<string>();
  const shown = typed ?? String(value);
  return (
    <input
      id={id}
      type="number"
      aria-label={id === undefined ? label : undefined}
      min={least}
      max={most}
      step="any"
      value={shown}
      style={{ width: `${Math.max(3, shown.length) + 2.5}ch` }}
      onInput={(event) => {
        setTyped(event.currentTarget.value);
      }}
      onChange={(event) => {
        const field = event.currentTarget;
        const number = field.valueAsNumber;
        const next = Number.isNaN(number) ? value : Math.min(most, Math.max(least, number));
        // The same number again would leave what was typed in the field.
        field.value = String(next);
        setTyped(undefined);
        if (next !== value) onValue(next);
      }}
    />
  );
}
