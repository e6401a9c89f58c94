import { useEffect, useMemo, useState } from 'preact/hooks';
import { runtimeFor } from '../../simulator/index.ts';
import type { VersionChoice } from '../shared/version-choices.ts';
import { Repricer } from './repricing.ts';
import type { Row } from './rows.ts';

/** Prices of all rows on a chosen release. */
export interface Repriced {
  readonly repricer: Repricer;
  readonly version: VersionChoice;
  /** False while rows are still being priced: then nothing is to be added up. */
  readonly isComplete: boolean;
}

/** Prices rows a slice of time at a time, so that the page stays at hand; undefined without a version. */
export function useRepricer(rows: readonly Row[], version: VersionChoice | undefined): Repriced | undefined {
  const repricer = useMemo(
    () =>
      version &&
      new Repricer(
        runtimeFor(version.version, {
          noSwissMap: version.noSwissMap,
          mapSplitGroup: version.splitGroups,
        }),
      ),
    [version],
  );
  const [priced, setPriced] = useState<{ readonly rows: readonly Row[]; readonly by: Repricer }>();
  useEffect(() => {
    if (repricer === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = (from: number): void => {
      const done = repricer.run(rows, from);
      if (done < rows.length) timer = setTimeout(step, 0, done);
      else setPriced({ rows, by: repricer });
    };
    step(0);
    return () => {
      clearTimeout(timer);
    };
  }, [repricer, rows]);
  const isComplete = priced?.rows === rows && priced.by === repricer;
  return useMemo(
    () => repricer && version && { repricer, version, isComplete },
    [repricer, version, isComplete],
  );
}
