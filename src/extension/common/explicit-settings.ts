/** The values of one setting where a person can have set it, as `WorkspaceConfiguration.inspect` gives them. */
export interface SetValues {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
  readonly globalLanguageValue?: unknown;
  readonly workspaceLanguageValue?: unknown;
  readonly workspaceFolderLanguageValue?: unknown;
}

/**
 * What is really set, without the defaults: a project file is to win over those, but not over what somebody set. As the
 * editor has it, folders win over the workspace and that over the user, and what is set for the language over what is not;
 * objects are put together key by key.
 * @param keys names of settings below our section; those with dots come back as objects in objects
 */
export function explicitSettings(
  keys: readonly string[],
  inspect: (key: string) => SetValues | undefined,
): Readonly<Record<string, unknown>> {
  const set: [string, unknown][] = [];
  for (const key of keys) {
    const given = inspect(key) ?? {};
    const values = [
      given.globalValue,
      given.workspaceValue,
      given.workspaceFolderValue,
      given.globalLanguageValue,
      given.workspaceLanguageValue,
      given.workspaceFolderLanguageValue,
    ].filter((value) => value !== undefined);
    if (values.length > 0) set.push([key, values.reduce<unknown>(merged, undefined)]);
  }
  return set.reduce<Readonly<Record<string, unknown>>>(
    (all, [key, value]) => merged(all, nested(key.split('.'), value)) as Readonly<Record<string, unknown>>,
    {},
  );
}

/** `{ a: { b: value } }` for the path `a`, `b`. */
function nested(path: readonly string[], value: unknown): unknown {
  return path.reduceRight<unknown>((inner, name) => ({ [name]: inner }), value);
}

function merged(weaker: unknown, stronger: unknown): unknown {
  return isPlainObject(weaker) && isPlainObject(stronger) ? { ...weaker, ...stronger } : stronger;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
