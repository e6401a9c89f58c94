// Lint rules, and the layers of ARCHITECTURE.md as restrictions on what each folder may import.
import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Folder under src → folders it may import from, itself always included. */
const LAYERS = {
  base: [],
  syntax: ['base'],
  simulator: ['base'],
  semantics: ['base', 'syntax'],
  // Of the simulator only its vocabulary: what a cost is.
  rules: ['base', 'syntax', 'semantics', 'simulator'],
  analysis: ['base', 'syntax', 'semantics', 'rules', 'simulator'],
  report: ['base', 'rules', 'analysis', 'simulator'],
  protocol: ['base', 'simulator'],
  server: ['base', 'syntax', 'semantics', 'rules', 'analysis', 'simulator', 'protocol'],
  // Of reports only those about sites, which need no analysis.
  extension: ['base', 'protocol', 'simulator', 'report'],
  webview: ['base', 'protocol', 'simulator'],
  cli: ['base', 'syntax', 'semantics', 'rules', 'analysis', 'simulator', 'protocol', 'report'],
};

const LSP = [
  'vscode-languageserver',
  'vscode-languageserver/*',
  'vscode-languageclient',
  'vscode-languageclient/*',
];

/** Who may use what the platform or the editor gives. */
const PLATFORM = [
  { group: ['node:*'], allowed: (path) => path.startsWith('src/cli/') || path.includes('/node/') },
  { group: ['vscode'], allowed: (path) => path.startsWith('src/extension/') },
  { group: LSP, allowed: (path) => path.startsWith('src/server/') || path.startsWith('src/extension/') },
  // Texts of the server alone; the extension has vscode.l10n, and everything else speaks English.
  { group: ['@vscode/l10n'], allowed: (path) => path.startsWith('src/server/') },
  { group: ['preact', 'preact/*', 'd3-*'], allowed: (path) => path.startsWith('src/webview/') },
];

const folders = Object.keys(LAYERS);

function layerRules(folder, path) {
  const forbidden = folders.filter((other) => other !== folder && !LAYERS[folder].includes(other));
  return {
    files: [`${path}/**/*.{ts,tsx}`],
    ignores: ['**/*.test.{ts,tsx}', ...(path === `src/${folder}` ? [`src/${folder}/node/**`] : [])],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              regex: `^(\\.\\./)+${other}/`,
              message: `${folder} may not import ${other}: see the layers in ARCHITECTURE.md`,
            })),
            ...PLATFORM.filter(({ allowed }) => !allowed(`${path}/`)).map(({ group }) => ({
              group,
              message: `${path} may not import this: see the layers in ARCHITECTURE.md`,
            })),
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/', 'build/', 'coverage/', '**/node_modules/', 'test/vscode/node_modules/'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  ...folders.map((folder) => layerRules(folder, `src/${folder}`)),
  ...folders.map((folder) => layerRules(folder, `src/${folder}/node`)),
  {
    files: ['**/*.mjs'],
    languageOptions: {
      globals: {
        console: 'readonly',
        process: 'readonly',
        URL: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        fetch: 'readonly',
        Buffer: 'readonly',
        AbortController: 'readonly',
        AbortSignal: 'readonly',
        performance: 'readonly',
      },
    },
  },
  // Tests look for the control characters that must not get through.
  {
    files: ['**/*.test.ts'],
    rules: { 'no-control-regex': 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: ['**/*.d.mts'], rules: { '@typescript-eslint/no-unused-vars': 'off' } },
);
