import reactHooks from 'eslint-plugin-react-hooks'
import globals from 'globals'
import tseslint from 'typescript-eslint'

// Anchors of SECURITY.md that a program can watch over (the rules of electronegativity, as our own lint).
const DANGEROUS_CODE = [
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
    message: 'Text from a file is never HTML: make elements, or replaceChildren().',
  },
  { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text from a file is never HTML.' },
  {
    selector: 'MemberExpression[property.name=/^(executeJavaScript|executeJavaScriptInIsolatedWorld)$/]',
    message: 'No code is built and run in a page (SECURITY.md).',
  },
  {
    selector: "MemberExpression[property.name='setCertificateVerifyProc']",
    message: 'Certificates are checked by Chromium alone.',
  },
  { selector: 'Literal[value=/^http:/]', message: 'Nothing is fetched or linked without TLS.' },
]

const DANGEROUS_SETTINGS = [
  {
    selector: 'Property[key.name=/^(webSecurity|contextIsolation|sandbox)$/][value.value=false]',
    message: 'This fence stays up (SECURITY.md A1).',
  },
  {
    selector:
      'Property[key.name=/^(nodeIntegration|nodeIntegrationInWorker|nodeIntegrationInSubFrames|allowRunningInsecureContent|experimentalFeatures|webviewTag|plugins)$/][value.value=true]',
    message: 'This stays off (SECURITY.md A1).',
  },
  { selector: "Property[key.name='enableBlinkFeatures']", message: 'No experimental features (SECURITY.md A1).' },
]

const ELECTRON_IN_ONE_PLACE = {
  paths: [
    {
      name: 'electron',
      importNames: ['ipcMain'],
      message: 'Messages of the page are answered by electron/ipc/handle.ts alone, which checks sender and arguments.',
    },
    { name: 'electron', importNames: ['remote'], message: 'There is no remote module here.' },
    { name: 'node:vm', message: 'No code is built at run time.' },
  ],
}

export default tseslint.config(
  { ignores: ['out/', 'node_modules/', 'coverage/', 'test-results/', 'playwright-report/'] },
  ...tseslint.configs.recommended,
  {
    rules: { 'no-eval': 'error', 'no-implied-eval': 'error', 'no-new-func': 'error', 'no-script-url': 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [...tseslint.configs.recommendedTypeCheckedOnly],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['shared/**/*.ts', 'electron/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    rules: { 'no-restricted-syntax': ['error', ...DANGEROUS_CODE] },
  },
  {
    files: ['electron/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...DANGEROUS_CODE, ...DANGEROUS_SETTINGS],
      'no-restricted-imports': ['error', ELECTRON_IN_ONE_PLACE],
    },
  },
  { files: ['electron/ipc/handle.ts', 'electron/host/electron-versions.ts'], rules: { 'no-restricted-imports': 'off' } },
  {
    // The loopback server is plain HTTP on 127.0.0.1: there is nobody in between.
    files: ['electron/start/loopback-server.ts', 'renderer/host/**/*.ts'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' },
  },
  {
    // Playwright gives fixtures that need nothing an empty pattern.
    files: ['test/e2e/**/*.ts'],
    rules: { 'no-empty-pattern': 'off' },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['**/*.mjs', '**/*.cjs', '*.js'], languageOptions: { globals: globals.node } },
)
