import * as vscode from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { explicitSettings } from './explicit-settings.ts';

const SECTION = 'bucketwise';

/** Answers the server's questions for our section with nothing but what is set; all others as usual. */
export function answerWithSetValues(context: vscode.ExtensionContext): NonNullable<Middleware['workspace']> {
  const keys = keysOf(context.extension.packageJSON as Manifest);
  return {
    async configuration(params, token, next) {
      const answers = await next(params, token);
      if (!Array.isArray(answers)) return answers;
      return params.items.map(({ section, scopeUri }, index): unknown => {
        if (section !== SECTION) return answers[index];
        // For Go files, so that what is set for the language counts.
        const scope =
          scopeUri === undefined
            ? { languageId: 'go' }
            : { uri: vscode.Uri.parse(scopeUri), languageId: 'go' };
        const configuration = vscode.workspace.getConfiguration(SECTION, scope);
        return explicitSettings(keys, (key) => configuration.inspect(key));
      });
    },
  };
}

interface Manifest {
  readonly contributes: {
    readonly configuration: readonly {
      readonly properties: Readonly<Record<string, { readonly scope?: string }>>;
    }[];
  };
}

/** Scopes of settings that differ by resource. */
const SCOPES: ReadonlySet<string | undefined> = new Set(['resource', 'language-overridable']);

/** The settings that differ by resource, as the manifest lists them: the others are none of the server's business. */
function keysOf(manifest: Manifest): readonly string[] {
  return manifest.contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .filter(([name, { scope }]) => name.startsWith(`${SECTION}.`) && SCOPES.has(scope))
    .map(([name]) => name.slice(SECTION.length + 1));
}
