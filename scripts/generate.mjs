#!/usr/bin/env node
// Writes what comes out of the rules: docs/rules/*.md, the rule table of README.md and the rule levels in the
// extension's manifest; what comes out of the settings there: the schema of project files and the table of
// docs/configuration.md; the texts of extension and server that are translated; and the simulated figures of
// docs/map-claims.md. With --check nothing is written; the exit code is 1 when something is not fresh. The figures take
// seconds and are not checked here: src/simulator/claims.test.ts does.
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { projectFileSchema, settingsOf, settingsTable } from './settings.mjs';
import { loadTypeScript } from './typescript.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const { RULES, renderCosts, renderRuleDocs } = await loadTypeScript('rules', [
  "export { RULES } from './src/rules/index.ts';",
  "export { renderCosts } from './src/analysis/cost-tables.ts';",
  "export { renderRuleDocs } from './src/rules/docs.ts';",
]);
const stale = [];

await put('docs/rules/README.md', await pretty('docs/rules/README.md', rulesIndex()));
for (const rule of RULES) {
  const path = `docs/rules/${rule.id}.md`;
  await put(path, await pretty(path, renderRuleDocs(rule, renderCosts(rule.docs.cost))));
}
for (const name of await readdir(join(root, 'docs/rules'))) {
  const known = name === 'README.md' || RULES.some((rule) => `${rule.id}.md` === name);
  if (!known) {
    stale.push(`docs/rules/${name}`);
    if (!check) await rm(join(root, 'docs/rules', name));
  }
}
await put('README.md', await withTable('README.md', 'rules', ruleTable('docs/rules/')));
const manifest = await manifestWithLevels();
await put('package.json', manifest);
const strings = JSON.parse(await readFile(join(root, 'package.nls.json'), 'utf8'));
const settings = settingsOf(JSON.parse(manifest), strings);
const schemaPath = 'media/bucketwise.schema.json';
await put(schemaPath, await pretty(schemaPath, JSON.stringify(projectFileSchema(settings))));
await put(
  'docs/configuration.md',
  await withTable('docs/configuration.md', 'settings', settingsTable(settings)),
);
await put('l10n/bundle.l10n.json', await englishBundle());
if (!check) await put('docs/map-claims.md', await claimsWithFigures());

if (check && stale.length > 0) {
  console.error(`Not fresh: ${stale.join(', ')}. Run: npm run generate`);
  process.exitCode = 1;
}

function ruleTable(folder) {
  return [
    '| rule | group | what it reports |',
    '|---|---|---|',
    ...RULES.map((rule) => `| [${rule.id}](${folder}${rule.id}.md) | ${rule.group} | ${rule.docs.summary} |`),
  ].join('\n');
}

function rulesIndex() {
  return `# Rules\n\nEach page says what the rule reports, why, what it costs, when it is silent and how to silence it.\n\n${ruleTable('')}\n`;
}

/** The text of a page with another table between the comments of that name. */
async function withTable(path, name, table) {
  const text = await readFile(join(root, path), 'utf8');
  const marked = new RegExp(`(<!-- ${name} -->\n)[\\s\\S]*?(\n<!-- /${name} -->)`);
  if (!marked.test(text)) throw new Error(`${path} has no <!-- ${name} --> section`);
  return pretty(
    path,
    text.replace(marked, (_, open, close) => `${open}\n${table}\n${close}`),
  );
}

async function claimsWithFigures() {
  const path = 'docs/map-claims.md';
  const { CLAIM_TABLES } = await loadTypeScript('claims', [
    "export { CLAIM_TABLES } from './src/simulator/claims/tables.ts';",
  ]);
  const text = await readFile(join(root, path), 'utf8');
  const marked = /(<!-- figures: (\S+) -->)[\s\S]*?(<!-- \/figures -->)/g;
  return pretty(
    path,
    text.replace(marked, (_, open, name, close) => `${open}\n\n${CLAIM_TABLES[name]()}\n\n${close}`),
  );
}

async function englishBundle() {
  const path = 'l10n/bundle.l10n.json';
  const { englishTexts } = await loadTypeScript('l10n', [
    "export { englishTexts } from './scripts/l10n/texts.ts';",
  ]);
  const texts = Object.fromEntries(englishTexts(root).map((text) => [text, text]));
  return pretty(path, JSON.stringify(texts));
}

async function manifestWithLevels() {
  const path = 'package.json';
  const manifest = JSON.parse(await readFile(join(root, path), 'utf8'));
  const section = manifest.contributes.configuration.find(
    (part) => part.properties['bucketwise.rules'] !== undefined,
  );
  section.properties['bucketwise.rules'].properties = Object.fromEntries(
    RULES.map((rule) => [
      rule.id,
      {
        type: 'string',
        enum: ['off', 'hint', 'information', 'warning', 'error'],
        default: rule.defaultSeverity,
        description: rule.docs.summary.replaceAll('`', ''),
      },
    ]),
  );
  return pretty(path, JSON.stringify(manifest));
}

async function pretty(path, text) {
  const options = await resolveConfig(join(root, path));
  return format(text, { ...options, filepath: path === 'package.json' ? 'package.json' : path });
}

async function put(path, text) {
  const full = join(root, path);
  const current = await readFile(full, 'utf8').catch(() => undefined);
  if (current === text) return;
  stale.push(path);
  if (check) return;
  await mkdir(join(full, '..'), { recursive: true });
  await writeFile(full, text);
}
