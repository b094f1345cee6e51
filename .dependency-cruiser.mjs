/** Which module may import which others, through their front doors. A new module starts with a line here. */
const ARROWS = {
  'auth-flow': ['mfa', 'esign', 'device', 'session', 'identity'],
  session: ['token', 'identity'],
  'cross-app-session': ['session', 'identity'],
  account: ['identity', 'mail'],
  'self-service': ['account', 'auth-flow', 'identity'],
  'user-admin': ['account', 'auth-flow', 'mfa', 'session', 'identity'],
  mail: [],
  jobs: [],
  mfa: [],
  esign: [],
  device: [],
  token: [],
  identity: [],
  audit: [],
};

/** The files at the top of src and the folders beside the modules; each is the subject of a rule below. */
const TOP_LEVEL_FILES = ['main', 'create-app', 'app\\.module', 'entities', 'openapi'];
const FLOOR = ['common', 'config', 'database'];
const FOLDERS = [
  ...FLOOR,
  'adapters',
  'http',
  'migrations',
  'rate-limit',
  'telemetry',
  'simulator',
  'testing',
  'commands',
];

const SPEC = '\\.(e2e-)?spec\\.ts$';
const MODULES = '^src/modules/';
const FRONT_DOOR = `${MODULES}[^/]+/[^/]+\\.(module|service|errors)\\.ts$`;
const PORT = `${MODULES}[^/]+/[^/]+\\.port\\.ts$`;
/** `Person` is what the port of identity answers, so it goes wherever that port goes. */
const IDENTITY = `${MODULES}identity/([^/]+\\.port|person)\\.ts$`;
const DATABASE_PACKAGES = 'node_modules/(typeorm|pg|sql\\.js)/';

const folder = (...names) => `^src/(${names.join('|')})/`;
const file = (...names) => `^src/(${names.join('|')})\\.ts$`;
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

const arrows = Object.entries(ARROWS).map(([module, targets]) =>
  rule(
    `arrows-of-${module}`,
    `Of the other modules, ${module} may import ${targets.join(', ') || 'none'}. Publish an event, take a parameter, or put the use case where both are known.`,
    { path: `${MODULES}${module}/` },
    { path: MODULES, pathNot: `${MODULES}(${[module, ...targets].join('|')})/` },
  ),
);

const moduleWorld = [
  rule(
    'everything-has-its-place',
    'A module needs a line in ARROWS, and a new folder or file at the top of src a rule of its own, in .dependency-cruiser.mjs.',
    {
      path: [
        `${MODULES}(?!(${Object.keys(ARROWS).join('|')})/)`,
        `^src/(?!(modules|${FOLDERS.join('|')})/|(${TOP_LEVEL_FILES.join('|')})\\.)`,
      ],
    },
    {},
  ),
  rule(
    'only-the-front-door',
    'From another module import *.module.ts, *.service.ts or *.errors.ts only; from identity also its port and person.ts.',
    { path: `${MODULES}([^/]+)/` },
    { path: MODULES, pathNot: [`${MODULES}$1/`, FRONT_DOOR, IDENTITY] },
  ),
  rule(
    'modules-stand-on-the-floor',
    'Beside modules, a module may import common, database and config. What comes from outside reaches it through a port.',
    { path: MODULES },
    { path: '^src/', pathNot: [MODULES, folder('common', 'database', 'config')] },
  ),
  rule(
    'nobody-imports-audit',
    'Audit hears of everything through the event bus; only app.module.ts and entities.ts know that it exists, and, by rules of their own, commands and the adapter of its port.',
    {
      path: '^src/',
      pathNot: [`${MODULES}audit/`, folder('commands', 'adapters'), file('app\\.module', 'entities')],
    },
    { path: `${MODULES}audit/` },
  ),
];

const floor = [
  rule(
    'common-is-a-leaf',
    'common imports nothing else of src.',
    { path: folder('common') },
    { path: '^src/', pathNot: folder('common') },
  ),
  rule(
    'config-is-a-leaf',
    'config imports nothing else of src.',
    { path: folder('config') },
    { path: '^src/', pathNot: folder('config') },
  ),
  rule(
    'database-knows-no-module',
    'database may import common and config. Entities and migrations are handed to it; only data-source.ts, the start of the TypeORM CLI, lists them.',
    { path: folder('database'), pathNot: '^src/database/data-source\\.ts$' },
    { path: '^src/', pathNot: folder('database', 'common', 'config') },
  ),
  rule(
    'data-source-lists-entities-and-migrations',
    'data-source.ts may import common, config, entities.ts and the migrations.',
    { path: '^src/database/data-source\\.ts$' },
    { path: '^src/', pathNot: [folder('database', 'common', 'config', 'migrations'), file('entities')] },
  ),
];

const shell = [
  rule(
    'adapters-touch-only-ports',
    'An adapter implements a *.port.ts and may import common, config and other adapters besides.',
    { path: folder('adapters') },
    { path: '^src/', pathNot: [folder('adapters', 'common', 'config'), PORT, IDENTITY] },
  ),
  rule(
    'http-knows-no-module',
    'What holds for every request may import common, config and, to ask whether it is there, database.',
    { path: folder('http') },
    { path: '^src/', pathNot: folder('http', 'common', 'config', 'database') },
  ),
  rule(
    'rate-limit-knows-no-module',
    'What counts requests may import common, config and, to keep its counters, database.',
    { path: folder('rate-limit') },
    { path: '^src/', pathNot: folder('rate-limit', 'common', 'config', 'database') },
  ),
  rule(
    'telemetry-knows-no-module',
    'What counts and traces may import common, config and, to follow commits, database; of events it knows the dotted types.',
    { path: folder('telemetry') },
    { path: '^src/', pathNot: folder('telemetry', 'common', 'config', 'database') },
  ),
  rule(
    'traces-are-loaded-late',
    'OpenTelemetry costs time and memory at the start: only otlp-*.ts may import it, and those only by import().',
    { path: '^src/', pathNot: '^src/telemetry/otlp-[^/]+\\.ts$' },
    {
      path: ['^src/telemetry/otlp-', 'node_modules/@opentelemetry/'],
      dynamic: false,
      dependencyTypesNot: ['type-only'],
    },
  ),
  rule(
    'migrations-stand-alone',
    'A released migration must never change its meaning, so it imports typeorm and nothing that lives on.',
    { path: folder('migrations'), pathNot: SPEC },
    { pathNot: [folder('migrations'), 'node_modules/typeorm/'] },
  ),
  rule(
    'simulator-uses-front-doors',
    'The simulator may import services and ports of modules, adapters, database, common and config.',
    { path: folder('simulator') },
    {
      path: '^src/',
      pathNot: [folder('simulator', 'adapters', 'database', 'common', 'config'), FRONT_DOOR, PORT, IDENTITY],
    },
  ),
  rule(
    'commands-use-front-doors',
    'A command starts the server by create-app.ts and may import services and errors of modules, http, common and config.',
    { path: folder('commands'), pathNot: SPEC },
    {
      path: '^src/',
      pathNot: [folder('commands', 'http', 'common', 'config'), file('create-app'), FRONT_DOOR],
    },
  ),
  rule(
    'nobody-imports-commands',
    'The server runs without the commands that stand beside it.',
    { path: '^src/', pathNot: folder('commands') },
    { path: folder('commands') },
  ),
  rule(
    'testing-stands-outside',
    'The testing kit starts the server by create-app.ts and holds the simulated world; of modules it knows only what a person is.',
    { path: folder('testing') },
    {
      path: '^src/',
      pathNot: [
        folder('testing', 'simulator', 'adapters', 'http', 'common', 'config'),
        file('create-app', 'app\\.module'),
        IDENTITY,
      ],
    },
  ),
  rule(
    'nobody-imports-testing',
    'The server runs without its testing kit, which is there for those who test against it.',
    { path: '^src/', pathNot: folder('testing') },
    { path: folder('testing') },
  ),
  rule(
    'app-module-lists-modules',
    'Of a module, app.module.ts may import *.module.ts and *.port.ts.',
    { path: file('app\\.module') },
    { path: MODULES, pathNot: [`${MODULES}[^/]+/[^/]+\\.module\\.ts$`, PORT] },
  ),
  rule(
    'entities-list-only-entities',
    'entities.ts is the list of *.entity.ts and imports nothing else of src.',
    { path: file('entities') },
    { path: '^src/', pathNot: '\\.entity\\.ts$' },
  ),
  rule(
    'boot-knows-no-module',
    'main.ts and create-app.ts start AppModule and reach into nothing that it is made of; the simulator alone may say what its world begins with, and add to the welcome.',
    { path: file('main', 'create-app', 'openapi') },
    {
      path: [
        MODULES,
        folder('adapters', 'rate-limit', 'telemetry', 'simulator', 'migrations'),
        file('entities'),
      ],
      pathNot: 'src/simulator/(welcome|simulation)\\.ts$',
    },
  ),
];

const roles = [
  rule(
    'typeorm-stays-in-repositories',
    'Only *.entity.ts and *.repository.ts of a module, and src/database, speak to the database.',
    {
      path: folder('modules', 'adapters', 'http', 'rate-limit', 'telemetry', 'common', 'config'),
      pathNot: ['^src/modules/.*\\.(entity|repository)\\.ts$', SPEC],
    },
    { path: DATABASE_PACKAGES },
  ),
  rule(
    'controllers-stay-thin',
    'A controller calls a service; it sees no repository, no entity and opens no unit of work.',
    { path: '^src/.*\\.controller\\.ts$' },
    { path: ['^src/.*\\.(entity|repository)\\.ts$', folder('database')] },
  ),
  rule(
    'entities-stay-plain',
    'An entity may import typeorm, the column words of database/columns.ts, common, and the types of its own module.',
    { path: `${MODULES}([^/]+)/.*\\.entity\\.ts$` },
    {
      pathNot: [
        'node_modules/typeorm/',
        folder('common'),
        '^src/database/columns\\.ts$',
        `${MODULES}$1/(?!.*\\.(module|controller|service|repository|dto|errors|events|step|guard|listener)\\.ts$)`,
      ],
    },
  ),
];

const packages = [
  rule(
    'no-cycles',
    'Modules that import each other in a ring load in an order nobody chose. A ring closed by `import type` does not exist when the program runs.',
    { path: '^src/' },
    { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  ),
  rule(
    'no-barrels',
    'Import the file that declares the thing, not an index.ts.',
    { path: '^src/' },
    { path: '/index\\.ts$', pathNot: 'node_modules' },
  ),
  rule(
    'src-imports-no-tests',
    'What is shipped cannot lean on test, bench or scripts.',
    { path: '^src/', pathNot: SPEC },
    { path: '^(test|bench|scripts)/' },
  ),
  rule(
    'no-dev-dependencies',
    'This package is not installed in production: move it to "dependencies".',
    { path: '^src/', pathNot: SPEC },
    { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
  ),
  rule(
    'no-undeclared-packages',
    'This package is not in package.json.',
    { path: '^src/' },
    { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
  ),
  // An import that is not found matches no path, so without this rule it would slip past all the others.
  rule('no-unresolvable', 'This import leads nowhere.', { path: '^src/' }, { couldNotResolve: true }),
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...arrows, ...moduleWorld, ...floor, ...shell, ...roles, ...packages],
  options: {
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6', 'cjs'],
    // Without this, `import type` would be invisible.
    tsPreCompilationDeps: true,
    skipAnalysisNotInRules: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'require'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
};
