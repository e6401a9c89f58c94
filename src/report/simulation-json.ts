import type { GrowthStep } from './simulation-growth.ts';
import type {
  SimulatedBuild,
  SimulatedProgram,
  SimulatedType,
  Simulation,
  SimulationRun,
  SimulationTotals,
} from './simulation-model.ts';

/** The document that `docs/simulation.schema.json` describes. `version` changes only when the shape breaks. */
export interface SimulationDocument {
  readonly version: 1;
  readonly tool: { readonly name: 'bucketwise'; readonly version: string };
  readonly key: SimulatedType;
  readonly elem: SimulatedType;
  readonly program: SimulatedProgram;
  readonly runs: readonly RunDocument[];
}

interface RunDocument extends SimulatedBuild {
  readonly method: 'simulated' | 'estimated';
  readonly container: {
    readonly name: 'bucket' | 'group';
    readonly bytes: number;
    readonly slots: number;
    readonly indirectKey: boolean;
    readonly indirectElem: boolean;
    readonly scannedBytes: number;
  };
  readonly operations: number | null;
  readonly totals: SimulationTotals;
  readonly growth: readonly GrowthStep[] | null;
}

/** The whole simulation as JSON text, ending with a line feed. */
export function renderSimulationJson(toolVersion: string, simulation: Simulation): string {
  const { key, elem, program, runs } = simulation;
  const document: SimulationDocument = {
    version: 1,
    tool: { name: 'bucketwise', version: toolVersion },
    key,
    elem,
    program,
    runs: runs.map(runDocument),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function runDocument(run: SimulationRun): RunDocument {
  const { go, architecture, experiment, layout, hint, hintIgnored, container, totals, growth, timeline } =
    run;
  return {
    go,
    architecture,
    experiment,
    layout,
    hint,
    hintIgnored,
    method: timeline === undefined ? 'estimated' : 'simulated',
    container: {
      name: container.containerName,
      bytes: container.containerBytes,
      slots: container.slotsPerContainer,
      indirectKey: container.indirectKey,
      indirectElem: container.indirectElem,
      scannedBytes: container.scannedBytes,
    },
    operations: timeline?.operations ?? null,
    totals,
    growth,
  };
}
