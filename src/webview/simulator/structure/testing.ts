import { createPlayback } from '../../../simulator/index.ts';
import type { MapPicture, Step } from '../../../simulator/index.ts';
import type { SimulatorSetup } from '../../../protocol/simulator-setup.ts';
import { readTheme } from '../../shared/theme.ts';
import type { Theme } from '../../shared/theme.ts';
import { SITE } from '../fixtures.ts';
import { initialSetup, shownScenario } from '../setup.ts';

/** Values for unit tests. Not part of the page. */

export const THEME: Theme = {
  ...readTheme(() => '', false),
  background: 'background',
  foreground: 'foreground',
  muted: 'muted',
  blue: 'blue',
  green: 'green',
  purple: 'purple',
  orange: 'orange',
  yellow: 'yellow',
  accent: 'accent',
};

/** The real picture of a map after an operation of a program; after the last one where none is named. */
export function pictured(steps: readonly Step[], version: string, operation?: number): MapPicture {
  const setup: SimulatorSetup = { ...initialSetup(SITE, null), version, steps };
  const playback = createPlayback(shownScenario(setup));
  return playback.seek(
    operation ?? steps.reduce((sum, step) => sum + ('entries' in step ? step.entries : 1), 0),
  );
}
