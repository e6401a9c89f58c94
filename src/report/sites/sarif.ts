import type { Log, ReportingDescriptor, Result } from 'sarif';
import { rulePage } from '../../base/rule-page.ts';
import type { ExportedFinding, ExportedSite } from './model.ts';

/** A rule as SARIF viewers show it. */
export interface SarifRule {
  readonly id: string;
  /** One sentence. */
  readonly summary: string;
}

/** Where the format is defined. */
const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** Name of our fingerprints; another number when they are made of something else. */
const FINGERPRINT = 'bucketwise/v1';

/**
 * The findings of sites as SARIF 2.1.0, ending with a line feed. Paths are relative to `%SRCROOT%`, which whoever reads the file
 * sets to the folder that was analysed.
 */
export function renderSitesSarif(
  sites: readonly ExportedSite[],
  rules: readonly SarifRule[],
  toolVersion: string,
): string {
  const found = sites.flatMap((site) => site.findings.map((finding) => ({ site, finding })));
  const ids = [...new Set(found.map(({ finding }) => finding.rule))].sort();
  const turns = new Map<string, number>();
  const log: Log = {
    $schema: SCHEMA,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Bucketwise',
            version: toolVersion,
            semanticVersion: toolVersion,
            informationUri: 'https://github.com/bucketwise/bucketwise',
            rules: ids.map((id) => descriptorOf(id, rules)),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { '%SRCROOT%': { description: { text: 'The folder that was analysed.' } } },
        results: found.map(({ site, finding }) => resultOf(site, finding, ids, turns)),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptorOf(id: string, rules: readonly SarifRule[]): ReportingDescriptor {
  const summary = rules.find((rule) => rule.id === id)?.summary;
  return {
    id,
    name: id.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    ...(summary !== undefined && { shortDescription: { text: summary }, fullDescription: { text: summary } }),
    helpUri: rulePage(id),
    help: { text: `What it costs and how to mend it: ${rulePage(id)}` },
  };
}

const LEVELS: Readonly<Record<ExportedFinding['severity'], Result.level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function resultOf(
  site: ExportedSite,
  finding: ExportedFinding,
  rules: readonly string[],
  turns: Map<string, number>,
): Result {
  const { rule, severity, message, start, end } = finding;
  return {
    ruleId: rule,
    ruleIndex: rules.indexOf(rule),
    level: LEVELS[severity],
    kind: 'fail',
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: relativeUri(site.path), uriBaseId: '%SRCROOT%' },
          region: {
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
          },
        },
        ...(site.function !== null && { logicalLocations: [{ name: site.function, kind: 'function' }] }),
      },
    ],
    partialFingerprints: { [FINGERPRINT]: fingerprintOf(site, finding, turns) },
    properties: {
      heat: site.heat,
      safeFix: finding.fixable,
      savedBytes: finding.savedBytes,
      savedAllocations: finding.savedAllocations,
    },
  };
}

/** Made of what does not move when lines are put in above; findings alike are told apart by their turn in the file. */
function fingerprintOf(site: ExportedSite, { rule }: ExportedFinding, turns: Map<string, number>): string {
  const what = [rule, site.path, site.function ?? '', site.name ?? site.type ?? ''].join(':');
  const turn = turns.get(what) ?? 0;
  turns.set(what, turn + 1);
  return `${what}:${turn}`;
}

function relativeUri(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}
