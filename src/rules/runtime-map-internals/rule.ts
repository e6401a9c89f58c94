import type { ResolvedFile } from '../../semantics/symbols.ts';
import { child, textOf, walk, type GoNode } from '../../syntax/node.ts';
import { defineRule, type GoFacts, type MessageFacts, type RuleContext } from '../rule.ts';
import { docs } from './docs.ts';
import { copiedHeaderOf, headerOffsetOf } from './header.ts';
import { pulledMapFunctions, type Pull } from './linkname.ts';

type Kind =
  'linkname-refused' | 'linkname' | 'classic-header' | 'swiss-header' | 'header-offset' | 'map-header';

export const runtimeMapInternals = defineRule<Kind>({
  id: 'runtime-map-internals',
  group: 'hazard',
  since: '0.1.0',
  defaultSeverity: 'warning',
  appliesTo: () => true,
  mentions: ['go:linkname', 'MapHeader', 'buckets', 'dirPtr'],
  docs,
  messages: {
    'linkname-refused': ({ data }) =>
      `${data['target'] ?? ''} cannot be pulled by go:linkname from Go ${data['version'] ?? ''} on: the linker refuses it unless it is run with ` +
      `-checklinkname=0`,
    linkname: ({ data }) =>
      `go:linkname pulls ${data['target'] ?? ''} out of the runtime, which has been restricted since Go 1.23; Go 1.24 put another map behind it and ` +
      `refuses mapaccess1 and mapclear already`,
    'classic-header': (facts) =>
      `${type(facts)} copies the map header of Go up to 1.23; ${classicBreaks(facts.go)}`,
    'swiss-header': (facts) =>
      `${type(facts)} copies the map header that came with Go 1.24; ${swissBreaks(facts.go)}`,
    'header-offset': ({ data }) =>
      `Offset ${data['offset'] ?? ''} into a map's header means something else from Go 1.24 on: up to 1.23 B is at 9 and buckets at 16, ` +
      `from 1.24 the hash seed is at 8 to 15 and the directory at 16; only the count at 0 stayed`,
    'map-header': () =>
      'reflect.MapHeader does not exist in any Go version: unlike slices and strings, maps have no header that package reflect declares',
  },
  checkFile(context) {
    const { file } = context;
    if (OWN_PACKAGES.has(file.declarations.packageName) || isForOtherVersions(file, context.go)) return;
    reportPulls(context);
    const imports = new Set(file.declarations.imports.map(({ path }) => path));
    if (imports.has('unsafe')) reportUnsafe(context);
    if (imports.has('reflect')) reportMapHeader(context);
  },
});

/** One remark on each pull the linker refuses, and one on all others together. */
function reportPulls(context: RuleContext<Kind>): void {
  const pulls = pulledMapFunctions(context);
  const isRefused = ({ refusedFrom }: Pull): boolean =>
    refusedFrom !== undefined && context.go.runtime.minor >= refusedFrom;
  for (const { span, directive, target, refusedFrom } of pulls.filter(isRefused)) {
    context.report({
      kind: 'linkname-refused',
      span,
      confidence: 'certain',
      data: { target, version: `1.${refusedFrom ?? ''}` },
      related: [{ span: directive, message: 'pulled here' }],
    });
  }
  const linked = pulls.filter((pull) => !isRefused(pull));
  const [first, ...others] = linked;
  if (first === undefined) return;
  context.report({
    kind: 'linkname',
    span: first.span,
    confidence: 'certain',
    severity: 'information',
    data: { target: others.length === 0 ? first.target : `${first.target} and ${others.length} more` },
    related: linked.map(({ directive, target }) => ({
      span: directive,
      message: `${target} is pulled here`,
    })),
  });
}

/** The packages that the map is made of. */
const OWN_PACKAGES: ReadonlySet<string> = new Set(['runtime', 'reflect', 'reflectlite', 'maps', 'abi']);

function type({ data }: MessageFacts): string {
  return data['type'] ?? '';
}

function classicBreaks({ layout }: GoFacts): string {
  return layout === 'classic'
    ? 'with Go 1.24 everything but the count at offset 0 changes its place and meaning'
    : 'on this one only the count at offset 0 is where it was: B reads a byte of the hash seed, buckets the directory of tables';
}

function swissBreaks({ layout }: GoFacts): string {
  return layout === 'swiss'
    ? 'Go 1.25 added a field at offset 35 already, and nothing promises the rest'
    : 'on this one B is at offset 9 and buckets at 16, and only the count at offset 0 is the same';
}

const CONSTRAINT = /^\/\/(?:go:build|[ \t]*\+build)\s+(.*)$/m;

/** True when the build constraint leaves the Go version at hand out, or chooses by the kind of map itself. */
function isForOtherVersions(file: ResolvedFile, go: GoFacts): boolean {
  const { text } = file.syntax;
  const clause = text.indexOf('\npackage ');
  const constraint = CONSTRAINT.exec(clause === -1 ? '' : text.slice(0, clause + 1))?.[1] ?? '';
  if (constraint.includes('goexperiment.')) return true;
  const [, upTo] = /!go1\.(\d+)/.exec(constraint) ?? [];
  return upTo !== undefined && go.runtime.minor >= Number(upTo);
}

/** One remark on each copied type, and each offset. */
function reportUnsafe(context: RuleContext<Kind>): void {
  const { file } = context;
  const told = new Set<string>();
  walk(file.syntax.root, (node: GoNode) => {
    if (node.broken) return undefined;
    const copied = copiedHeaderOf(file, node);
    if (copied !== undefined && !told.has(copied.type)) {
      told.add(copied.type);
      const kind = copied.header === 'classic' ? 'classic-header' : 'swiss-header';
      context.report({ kind, span: node, confidence: 'certain', data: { type: copied.type } });
    }
    const offset = headerOffsetOf(file, node);
    if (offset !== undefined) {
      context.report({ kind: 'header-offset', span: node, confidence: 'certain', data: { offset } });
    }
    return undefined;
  });
}

function reportMapHeader(context: RuleContext<Kind>): void {
  const { file } = context;
  walk(file.syntax.root, (node: GoNode) => {
    // Where a type is expected the grammar has a kind of its own.
    const isQualified = node.kind === 'qualified_type' || node.kind === 'selector_expression';
    if (!isQualified || textOf(file.syntax, node) !== 'reflect.MapHeader') return undefined;
    const operand = child(node, 'operand');
    if (operand !== undefined && file.symbolOf(operand)?.kind !== 'import') return undefined;
    context.report({ kind: 'map-header', span: node, confidence: 'certain' });
    return undefined;
  });
}
