/** The values of one setting where a person can have set it, as `WorkspaceConfiguration.inspect` gives them. */
export interface SetValues {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/**
 * What is really set, without the defaults: a project file is to win over those, but not over what somebody set. As the
 * editor has it, folders win over the workspace and that over the user; objects are put together key by key.
 * @param keys names of settings without what is before their first dot
 */
export function explicitSettings(
  keys: readonly string[],
  inspect: (key: string) => SetValues | undefined,
): Readonly<Record<string, unknown>> {
  const set: [string, unknown][] = [];
  for (const key of keys) {
    const { globalValue, workspaceValue, workspaceFolderValue } = inspect(key) ?? {};
    const values = [globalValue, workspaceValue, workspaceFolderValue].filter((value) => value !== undefined);
    if (values.length > 0) set.push([key, values.reduce<unknown>(merged, undefined)]);
  }
  return Object.fromEntries(set);
}

function merged(weaker: unknown, stronger: unknown): unknown {
  return isPlainObject(weaker) && isPlainObject(stronger) ? { ...weaker, ...stronger } : stronger;
}

function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
