// What comes out of the settings in the manifest: the JSON schema of project files and the table of docs/configuration.md.

/** The settings that differ by resource, which are the keys of a project file too, with their texts put in. */
export function settingsOf(manifest, strings) {
  const told = (value) => {
    if (typeof value === 'string') return value.replace(/^%(.+)%$/, (_, key) => strings[key]);
    if (Array.isArray(value)) return value.map(told);
    if (typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, told(each)]));
  };
  return manifest.contributes.configuration
    .flatMap(({ properties }) => Object.entries(properties))
    .filter(([, { scope }]) => scope === 'resource')
    .map(([name, property]) => ({ key: name.replace('bucketwise.', ''), ...told(property) }));
}

/** The schema of a project file. Draft 7 is what VS Code knows all of. */
export function projectFileSchema(settings) {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Project file of Bucketwise',
    description:
      'A .bucketwise.json. The nearest one from a Go file upwards counts; what is set in the editor or on the command line wins.',
    type: 'object',
    // Words of VS Code, which warns of both otherwise.
    allowComments: true,
    allowTrailingCommas: true,
    properties: {
      $schema: { type: 'string', description: 'Where this schema is, for editors.' },
      ...Object.fromEntries(settings.map((setting) => [setting.key, schemaOf(setting)])),
    },
    additionalProperties: false,
  };
}

const ONLY_IN_MANIFEST = new Set(['key', 'order', 'scope', 'description', 'markdownDescription']);

function schemaOf(setting) {
  const text = setting.description ?? setting.markdownDescription;
  return {
    description: text.replaceAll('`', ''),
    ...(text.includes('`') && { markdownDescription: text }),
    ...Object.fromEntries(Object.entries(setting).filter(([name]) => !ONLY_IN_MANIFEST.has(name))),
  };
}

/** One row for each setting. */
export function settingsTable(settings) {
  return [
    '| key | value | default | meaning |',
    '|---|---|---|---|',
    ...settings.map(
      (setting) =>
        `| \`${setting.key}\` | ${valuesOf(setting)} | ${defaultOf(setting)} | ${meaningOf(setting)} |`,
    ),
  ].join('\n');
}

function valuesOf({ type, enum: words, minimum, properties }) {
  if (words !== undefined) return words.map((word) => `\`${word}\``).join(', ');
  if (properties !== undefined)
    return `object of rules and levels: ${valuesOf(Object.values(properties)[0])}`;
  switch (type) {
    case 'boolean':
      return '`true`, `false`';
    case 'integer':
      return `whole number of ${minimum.toLocaleString('en-US')} or more`;
    case 'array':
      return 'list of patterns';
    default:
      return 'text';
  }
}

function defaultOf({ default: value }) {
  return value === '' ? 'empty' : `\`${JSON.stringify(value).replaceAll('"', '')}\``;
}

function meaningOf({ markdownDescription, description, enum: words, enumDescriptions }) {
  const meanings = (enumDescriptions ?? []).map((text, index) => `\`${words[index]}\`: ${text}`);
  return [markdownDescription ?? description, ...meanings].join(' ');
}
