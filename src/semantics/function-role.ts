import { child, textOf, type GoNode, type GoSyntax } from '../syntax/node.ts';
import { importsOf } from './imports.ts';

/**
 * What a function is there for, where its name or signature says so and with it how often it runs: `start` once, when the
 * program or a part of it begins, `settings` when they are read, `text` to make something for people to read, `handler` for each request.
 */
export type FunctionRole =
  'benchmark' | 'check' | 'constructor' | 'handler' | 'settings' | 'start' | 'test' | 'text';

/** By the first word of the function's name, its first letter made small. */
const ROLES: readonly (readonly [FunctionRole, RegExp])[] = [
  [
    'start',
    /^(?:bootstrap|configure|init|initialise|initialize|main|migrate|register|setup|set[Uu]p)(?=$|[\p{Lu}_\d])/u,
  ],
  [
    'text',
    /^(?:(?:string|goString|error|format)$|(?:describe|dump|format|help|print|usage)(?=$|[\p{Lu}_\d]))/u,
  ],
  [
    'settings',
    /^(?:decode|load|parse|process|read|unmarshal)\w*(?:Conf(?:ig)?|Configuration|Flags|Options|Settings)(?=$|[\p{Lu}_\d])/u,
  ],
  ['check', /^validate(?=$|[\p{Lu}_\d])/u],
  ['constructor', /^new(?=$|[\p{Lu}_\d])/u],
];

/** The role of a function declaration, method or function literal; undefined where nothing says how often it runs. */
export function roleOf(declaration: GoNode, syntax: GoSyntax): FunctionRole | undefined {
  const parameters = child(declaration, 'parameters');
  const taken = parameters === undefined ? '' : textOf(syntax, parameters);
  const nameNode = child(declaration, 'name');
  const name = nameNode === undefined ? '' : textOf(syntax, nameNode);
  if (importsTesting(syntax))
    return name.startsWith('Benchmark') && taken.includes('testing.B') ? 'benchmark' : 'test';
  if (isHandler(declaration, taken, syntax)) return 'handler';
  const word = name.charAt(0).toLowerCase() + name.slice(1);
  // A method that initialises does so for each value of its type.
  if (declaration.kind === 'method_declaration' && word.startsWith('init')) return 'constructor';
  return ROLES.find(([, pattern]) => pattern.test(word))?.[0];
}

/** True for tests, and for what only they use. */
export function importsTesting(syntax: GoSyntax): boolean {
  return importsOf(syntax).some(({ path }) => path === 'testing');
}

/** Contexts of web frameworks, each made for one request. */
const REQUEST_CONTEXT =
  /^\(\s*\w+\s+(?:\*(?:gin|fiber|fasthttp)\.(?:Context|Ctx|RequestCtx)|echo\.Context)\s*\)$/;

/** `(ctx context.Context, req *pb.GetRequest) (*pb.GetResponse, error)`, as gRPC services have it. */
const UNARY_PARAMETERS = /^\(\s*\w+\s+context\.Context\s*,\s*\w+\s+\*[\w.]*Request\s*,?\s*\)$/;
const UNARY_RESULTS = /^\(\s*(?:\w+\s+)?\*[\w.]*(?:Response|Reply)\s*,\s*(?:\w+\s+)?error\s*\)$/;

/** True for the signatures that servers call for each request they get. */
function isHandler(declaration: GoNode, parameters: string, syntax: GoSyntax): boolean {
  if (/\bhttp\.ResponseWriter\b/.test(parameters) && /\*http\.Request\b/.test(parameters)) return true;
  if (REQUEST_CONTEXT.test(parameters)) return true;
  if (declaration.kind !== 'method_declaration' || !UNARY_PARAMETERS.test(parameters)) return false;
  const result = child(declaration, 'result');
  return result !== undefined && UNARY_RESULTS.test(textOf(syntax, result));
}
