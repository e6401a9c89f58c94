#!/usr/bin/env node
// Starts a rule: npm run new-rule -- some-rule-id cost|hazard|style|hygiene
// Writes the rule's folder and enters it into the table of rules. The new test fails until the rule is written.
import { access, mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [id, group = 'cost'] = process.argv.slice(2);
const SEVERITIES = { cost: 'information', hazard: 'warning', style: 'hint', hygiene: 'warning' };

if (id === undefined || !/^[a-z]+(?:-[a-z]+)+$/.test(id) || SEVERITIES[group] === undefined) {
  console.error(
    'Usage: npm run new-rule -- RULE-ID [cost|hazard|style|hygiene]   (the id says what is wrong, in kebab-case)',
  );
  process.exit(2);
}
const folder = resolve(root, 'src/rules', id);
if (await exists(folder)) {
  console.error(`src/rules/${id} exists already`);
  process.exit(2);
}
const name = id.replaceAll(/-(.)/g, (_, letter) => letter.toUpperCase());
const { version } = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8'));

await mkdir(resolve(folder, 'fixtures'), { recursive: true });
await write(
  'rule.ts',
  `import { defineRule } from '../rule.ts';
import { docs } from './docs.ts';

export const ${name} = defineRule<'found'>({
  id: '${id}',
  group: '${group}',
  since: '${version}',
  defaultSeverity: '${SEVERITIES[group]}',
  appliesTo: () => true,
  docs,
  messages: {
    found: ({ data }) => \`\${data['map'] ?? ''} …\`,
  },
  checkMap(_map, _context) {
    throw new Error('write the rule');
  },
});
`,
);
await write(
  'docs.ts',
  `import type { RuleDocs } from '../rule.ts';

export const docs: RuleDocs = {
  summary: '',
  why: '',
  bad: 'package example\\n',
  good: 'package example\\n',
  cost: [],
  whenSilent: [],
  references: [],
};
`,
);
await write(
  'rule.test.ts',
  `import { testRule } from '../../../test/support/rule-tester.ts';
import { ${name} } from './rule.ts';

testRule(${name}, new URL('./fixtures/', import.meta.url));
`,
);
await write(
  'fixtures/kinds.go',
  `package fixtures

func found(xs []string) map[string]int {
	m := make(map[string]int) // want found ""
	return m
}
`,
);
await enter();
console.log(`src/rules/${id} is started: write its fixtures first, then the rule, then npm run generate.`);

async function enter() {
  const path = resolve(root, 'src/rules/index.ts');
  const text = await readFile(path, 'utf8');
  const table = /(RULES: readonly Rule\[\] = \[)([^\]]*)(\])/;
  const names = (table.exec(text)?.[2] ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const sorted = [...names, name].sort();
  const withImport = `import { ${name} } from './${id}/rule.ts';\n${text}`;
  await writeFile(path, withImport.replace(table, `$1${sorted.join(', ')}$3`));
}

async function write(file, text) {
  await writeFile(resolve(folder, file), text);
}

async function exists(path) {
  return access(path).then(
    () => true,
    () => false,
  );
}
