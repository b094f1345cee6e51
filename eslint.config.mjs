import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const SOURCES = ['src/**/*.ts'];
const SPECS = ['**/*.spec.ts', '**/*.e2e-spec.ts'];
const TOOLS = [
  'test/**/*.ts',
  'scripts/**/*.ts',
  'bench/**/*.ts',
  'faults/**/*.ts',
  'clients/*/{checks,examples}/**/*.ts',
];

const RANDOM = 'random(UUID|Bytes|Int|Fill|FillSync)|getRandomValues';
const DATABASE_CLOCK = '(Create|Update|Delete)DateColumn';

const imported = (source, names) =>
  `ImportDeclaration:matches([source.value='${source}'], [source.value='node:${source}']) > ImportSpecifier[imported.name=/^(${names})$/]`;
const taken = (names) => `VariableDeclarator > ObjectPattern > Property[key.name=/^(${names})$/]`;
const takenFrom = (object, names) =>
  `VariableDeclarator[init.name='${object}'] > ObjectPattern > Property[key.name=/^(${names})$/]`;
const named = (names) => `:matches([property.name=/^(${names})$/], [property.value=/^(${names})$/])`;
const member = (object, names) =>
  `MemberExpression:matches([object.name='${object}'], [object.property.name='${object}'])${named(names)}`;

/** What may be used in one place only: the selectors that find it, what to use instead, and that place. */
const BANS = {
  'clock-only': {
    home: ['src/common/clock.ts'],
    instead: 'Ask the injected Clock, or take `now` as a parameter; only src/common/clock.ts reads the time.',
    selectors: [
      "NewExpression:matches([callee.name='Date'], [callee.property.name='Date'])[arguments.length=0]",
      "CallExpression[callee.name='Date']",
      member('Date', 'now'),
      takenFrom('Date', 'now'),
    ],
  },
  'random-only': {
    home: ['src/common/random.ts'],
    instead: 'Ask the injected Random; only src/common/random.ts makes random values.',
    selectors: [
      member('Math', 'random'),
      takenFrom('Math', 'random'),
      `MemberExpression${named(RANDOM)}`,
      taken(RANDOM),
      imported('crypto', RANDOM),
      "ImportDeclaration[source.value='uuid']",
      "ImportExpression[source.value='uuid']",
    ],
  },
  'config-only': {
    home: ['src/config/load-config.ts', 'src/database/data-source.ts', 'src/main.ts'],
    instead: 'Take the setting from AppConfig; only loadConfig reads the environment.',
    selectors: [member('process', 'env'), takenFrom('process', 'env'), imported('process', 'env')],
  },
  'no-database-clock': {
    home: [],
    instead:
      'Use a timestamptz column filled from the Clock: this decorator asks the clock of the database, to the second on SQLite.',
    selectors: [imported('typeorm', DATABASE_CLOCK), `Decorator MemberExpression${named(DATABASE_CLOCK)}`],
  },
  'no-forward-ref': {
    home: [],
    instead: 'Break the ring instead: publish an event, or move what both need into a module of its own.',
    selectors: [imported('@nestjs/common', 'forwardRef'), `MemberExpression${named('forwardRef')}`],
  },
  'no-default-export': {
    home: [],
    instead: 'Export it by its name, so that it has the same name everywhere.',
    selectors: ['ExportDefaultDeclaration', "ExportSpecifier[exported.name='default']"],
  },
};

const banRule = ({ instead, selectors }) => ({
  meta: { type: 'problem', schema: [] },
  create: (context) => ({ [selectors.join(', ')]: (node) => context.report({ node, message: instead }) }),
});

const COMMENTS = [
  { pattern: /\b(TODO|FIXME|XXX)\b(?!.*#\d+)/, message: 'Name the issue: TODO #123 what is left to do.' },
  {
    pattern: /^\s*eslint-disable(?!.*\s--\s+\S)/s,
    message: 'State the reason: eslint-disable-next-line rule -- reason.',
  },
];

const explainedComments = {
  meta: { type: 'suggestion', schema: [] },
  create: ({ sourceCode, report }) => ({
    Program() {
      for (const comment of sourceCode.getAllComments())
        for (const { pattern, message } of COMMENTS)
          if (pattern.test(comment.value)) report({ loc: comment.loc, message });
    },
  }),
};

const sallyport = {
  rules: {
    ...Object.fromEntries(Object.entries(BANS).map(([name, ban]) => [name, banRule(ban)])),
    'explained-comments': explainedComments,
  },
};

const severityOf = (names, severity) =>
  Object.fromEntries(names.map((name) => [`sallyport/${name}`, severity]));
const banHomes = Object.entries(BANS)
  .filter(([, { home }]) => home.length > 0)
  .map(([name, { home }]) => ({ files: home, rules: severityOf([name], 'off') }));

const plainJavaScript = {
  'no-undef': 'error',
  'no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
  'no-unreachable': 'error',
  'no-dupe-keys': 'error',
  'no-dupe-else-if': 'error',
  'no-const-assign': 'error',
  'no-import-assign': 'error',
  'no-fallthrough': 'error',
  'no-self-assign': 'error',
  'no-unsafe-finally': 'error',
  'no-unsafe-optional-chaining': 'error',
  'use-isnan': 'error',
  'valid-typeof': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
};

const everyFile = {
  plugins: { sallyport },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
  rules: {
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'sallyport/explained-comments': 'error',
  },
};

const typescript = {
  files: ['**/*.ts'],
  extends: [tseslint.configs.strictTypeChecked],
  languageOptions: { parserOptions: { projectService: true } },
  rules: {
    '@typescript-eslint/consistent-type-imports': 'error',
    '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    // A Nest module is a class whose content is its decorator.
    '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    '@typescript-eslint/no-import-type-side-effects': 'error',
    // A row to insert and a DTO are literals of the shape that the class declares.
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
    // Types do not show that an index into an array or a record may find nothing.
    '@typescript-eslint/no-unnecessary-condition': 'off',
    // What was caught, or kept for later, is thrown on as it came.
    '@typescript-eslint/only-throw-error': ['error', { allowThrowingAny: false, allowThrowingUnknown: true }],
    // `async` without `await` is how a port's implementation turns a throw into a rejection.
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    '@typescript-eslint/return-await': ['error', 'in-try-catch'],
    '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    complexity: ['error', 8],
    'max-params': ['error', 6],
  },
};

const sizes = {
  'max-lines': ['error', 200],
  'max-lines-per-function': ['error', { max: 40, skipBlankLines: true, skipComments: true }],
};

const looser = {
  '@typescript-eslint/no-non-null-assertion': 'off',
  '@typescript-eslint/no-unsafe-argument': 'off',
  '@typescript-eslint/no-unsafe-assignment': 'off',
  '@typescript-eslint/no-unsafe-call': 'off',
  '@typescript-eslint/no-unsafe-member-access': 'off',
  '@typescript-eslint/no-unsafe-return': 'off',
  '@typescript-eslint/restrict-template-expressions': 'off',
  '@typescript-eslint/unbound-method': 'off',
};

const nodeGlobals = Object.fromEntries(
  Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly']),
);

export default defineConfig(
  globalIgnores(['**/dist/', 'coverage/', 'var/', 'clients/typescript/src/schema.ts']),
  everyFile,
  { files: ['**/*.{js,mjs,cjs}'], languageOptions: { globals: nodeGlobals }, rules: plainJavaScript },
  {
    files: ['**/*.cjs'],
    languageOptions: { sourceType: 'commonjs', globals: { __dirname: 'readonly', __filename: 'readonly' } },
  },
  typescript,
  { files: [...SOURCES, ...TOOLS], rules: severityOf(['no-default-export'], 'error') },
  {
    files: SOURCES,
    ignores: SPECS,
    rules: { ...sizes, ...severityOf(Object.keys(BANS), 'error'), 'no-console': 'error' },
  },
  ...banHomes,
  { files: ['src/main.ts'], rules: { 'no-console': 'off' } },
  { files: ['src/migrations/*.ts'], rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' } },
  { files: [...TOOLS, ...SPECS], rules: looser },
);
