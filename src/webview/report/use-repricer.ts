import { useEffect, useMemo, useState } from 'preact/hooks';
import { runtimeFor } from '../../simulator/index.ts';
import type { VersionChoice } from '../shared/version-choices.ts';
import { Repricer } from './repricing.ts';
import type { Row } from './rows.ts';

/** Prices of all rows on a chosen release. */
export interface Repriced {
  readonly repricer: Repricer;
  readonly version: VersionChoice;
  /** Rows priced so far. Below their number the prices are not to be added up. */
  readonly done: number;
  readonly isComplete: boolean;
}

/** Prices rows a slice of time at a time, so that the page stays at hand; undefined without a version. */
export function useRepricer(rows: readonly Row[], version: VersionChoice | undefined): Repriced | undefined {
  const repricer = useMemo(
    () => version && new Repricer(runtimeFor(version.version, { noSwissMap: version.noSwissMap })),
    [version],
  );
  const [progress, setProgress] = useState<{
    readonly of: readonly Row[];
    readonly by: Repricer;
    readonly done: number;
  }>();
  useEffect(() => {
    if (repricer === undefined) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const step = (from: number): void => {
      const done = repricer.run(rows, from);
      setProgress({ of: rows, by: repricer, done });
      if (done < rows.length) timer = setTimeout(step, 0, done);
    };
    step(0);
    return () => {
      clearTimeout(timer);
    };
  }, [repricer, rows]);
  const isCurrent = progress?.of === rows && progress.by === repricer;
  const done = isCurrent ? progress.done : 0;
  const isComplete = isCurrent && done === rows.length;
  return useMemo(
    () => repricer && version && { repricer, version, done, isComplete },
    [repricer, version, done, isComplete],
  );
}
