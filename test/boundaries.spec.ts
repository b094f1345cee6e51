import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface CruiseResult {
  readonly summary: {
    readonly violations: readonly Violation[];
    readonly ruleSetUsed: { readonly forbidden: readonly { readonly name: string }[] };
  };
}

interface Seed {
  readonly file: string;
  readonly code: string;
  /** Every rule that must object to this file; no other may. */
  readonly breaks: readonly string[];
}

const CRUISER = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
const RULES = resolve('.dependency-cruiser.mjs');

function cruise(root: string): CruiseResult['summary'] {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [CRUISER, '--config', RULES, '--output-type', 'json', 'src'],
    {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  if (stdout === '') throw new Error(stderr);
  return (JSON.parse(stdout) as CruiseResult).summary;
}

const imports = (...paths: string[]) => paths.map((path) => `import '${path}';`).join('\n');
const seed = (file: string, code: string, ...breaks: string[]): Seed => ({ file, code, breaks });

/** Every arrow that is allowed, drawn once. */
const CLEAN: Readonly<Record<string, string>> = {
  'src/common/clock.ts': imports('@nestjs/common'),
  'src/common/random.ts': imports('node:crypto', './clock.js'),
  'src/config/app-config.ts': imports('node:crypto'),
  'src/config/load-config.ts': imports('./app-config.js'),
  'src/database/unit-of-work.ts': imports('typeorm', 'pg', '../common/clock.js', '../config/app-config.js'),
  'src/database/columns.ts': imports('typeorm'),
  'src/database/data-source.ts': imports(
    'typeorm',
    '../entities.js',
    '../migrations/1-create.js',
    '../config/load-config.js',
  ),
  'src/migrations/1-create.ts': imports('typeorm'),
  'src/http/error-filter.ts': imports('../common/clock.js', '../config/app-config.js'),
  'src/rate-limit/request-limits.ts': imports(
    '../common/clock.js',
    '../config/app-config.js',
    '../database/unit-of-work.js',
  ),
  'src/telemetry/event-counts.ts': imports(
    '../common/clock.js',
    '../config/app-config.js',
    '../database/unit-of-work.js',
  ),
  'src/telemetry/otlp-tracer.ts': imports('@opentelemetry/api'),
  'src/telemetry/traces.ts':
    "import type { T } from './otlp-tracer.js';\nexport const t = () => import('./otlp-tracer.js') as T;",
  'src/adapters/base.ts': imports('../config/app-config.js'),
  'src/adapters/people.ts': imports(
    './base.js',
    '../common/clock.js',
    '../modules/identity/identity-provider.port.js',
    '../modules/identity/person.js',
  ),
  'src/adapters/sms.ts': imports('../modules/mfa/otp-sender.port.js'),
  'src/simulator/controls.ts': imports(
    '../adapters/sms.js',
    '../database/unit-of-work.js',
    '../common/clock.js',
    '../config/app-config.js',
    '../modules/mfa/mfa.service.js',
    '../modules/mfa/otp-sender.port.js',
  ),
  'src/testing/testing.ts': imports(
    './kit.js',
    '../create-app.js',
    '../app.module.js',
    '../simulator/controls.js',
    '../adapters/sms.js',
    '../http/error-filter.js',
    '../common/clock.js',
    '../config/load-config.js',
    '../modules/identity/person.js',
  ),
  'src/testing/kit.ts': 'export {};',
  'src/simulator/simulation.ts': 'export interface Simulation {}',
  'src/simulator/welcome.ts': 'export {};',
  'src/create-app.ts': imports('./app.module.js', './http/error-filter.js', './simulator/simulation.js'),
  'src/app.module.ts': imports(
    './config/app-config.js',
    './entities.js',
    './http/error-filter.js',
    './adapters/sms.js',
    './simulator/controls.js',
    './modules/audit/audit.module.js',
    './modules/mfa/mfa.module.js',
    './modules/mfa/otp-sender.port.js',
  ),
  'src/main.ts': imports(
    './app.module.js',
    './config/load-config.js',
    './http/error-filter.js',
    './openapi.js',
    './create-app.js',
    './simulator/welcome.js',
  ),
  'src/openapi.ts': imports('./app.module.js'),
  'src/commands/import.ts': imports(
    '../create-app.js',
    '../config/load-config.js',
    '../http/error-filter.js',
    '../modules/mfa/mfa.service.js',
    '../modules/mfa/mfa.errors.js',
  ),
  'src/entities.ts': imports('./modules/mfa/mfa-factor.entity.js', './modules/audit/audit-event.entity.js'),
  'src/modules/identity/person.ts': 'export interface Person {}',
  'src/modules/identity/identity-provider.port.ts': "import type { Person } from './person.js';",
  'src/modules/token/token.service.ts': imports('../../common/random.js', '../../config/app-config.js'),
  'src/modules/session/session.service.ts': imports(
    './session.repository.js',
    '../token/token.service.js',
    '../identity/identity-provider.port.js',
    '../identity/person.js',
  ),
  'src/modules/session/session.repository.ts': imports(
    'typeorm',
    './session.entity.js',
    '../../database/unit-of-work.js',
  ),
  'src/modules/session/session.entity.ts': imports(
    'typeorm',
    '../../common/clock.js',
    '../../database/columns.js',
    './session-state.js',
  ),
  'src/modules/session/session-state.ts': "import type { Session } from './session.entity.js';",
  'src/modules/session/session.controller.ts': imports(
    '@nestjs/common',
    './session.service.js',
    './dto/session.dto.js',
  ),
  'src/modules/session/dto/session.dto.ts': imports('../session.entity.js'),
  'src/modules/session/session.service.spec.ts': imports(
    'typeorm',
    'fast-check',
    '../../../test/support/fake-clock.js',
    './session.service.js',
  ),
  'src/modules/cross-app-session/cross-app-session.service.ts': imports(
    '../session/session.service.js',
    '../identity/person.js',
  ),
  'src/modules/account/account.service.ts': imports(
    '../identity/identity-provider.port.js',
    '../mail/mail.service.js',
  ),
  'src/modules/mail/mail.service.ts': imports('../../common/clock.js', './mail-transport.port.js'),
  'src/modules/mail/mail-transport.port.ts': 'export abstract class MailTransport {}',
  'src/modules/mfa/mfa.module.ts': imports('./mfa.service.js'),
  'src/modules/mfa/mfa.service.ts': imports(
    './mfa.errors.js',
    './otp-sender.port.js',
    '../../database/unit-of-work.js',
    '../../common/clock.js',
  ),
  'src/modules/mfa/mfa.errors.ts': imports('../../common/clock.js'),
  'src/modules/mfa/otp-sender.port.ts': 'export abstract class OtpSender {}',
  'src/modules/mfa/mfa-factor.entity.ts': imports('typeorm'),
  'src/modules/esign/esign.service.ts': imports('../../common/clock.js'),
  'src/modules/device/device.service.ts': imports('../../common/clock.js'),
  'src/modules/audit/audit.module.ts': imports('./audit-event.entity.js'),
  'src/modules/audit/audit-event.entity.ts': imports('typeorm'),
  'src/modules/auth-flow/auth-flow.module.ts': imports('../mfa/mfa.module.js', '../identity/person.js'),
  'src/modules/auth-flow/steps/mfa.step.ts': imports(
    '../../mfa/mfa.service.js',
    '../../mfa/mfa.errors.js',
    '../../esign/esign.service.js',
    '../../device/device.service.js',
    '../../session/session.service.js',
  ),
  'test/support/fake-clock.ts': imports('../../src/common/clock.js'),
  'bench/load.ts': 'export {};',
  'scripts/print.ts': 'export {};',
};

const MFA = '../mfa/mfa.service.js';

const SEEDS: readonly Seed[] = [
  seed('src/modules/mfa/seed-session.ts', imports('../session/session.service.js'), 'arrows-of-mfa'),
  seed(
    'src/modules/mfa/seed-import-type.ts',
    "import type { Session } from '../session/session.service.js';\nexport let s: Session;",
    'arrows-of-mfa',
  ),
  seed(
    'src/modules/mfa/seed-inline-type.ts',
    "import { type Session } from '../session/session.service.js';\nexport let s: Session;",
    'arrows-of-mfa',
  ),
  seed(
    'src/modules/mfa/seed-import-in-type.ts',
    "export type S = import('../session/session.service.js').Session;",
    'arrows-of-mfa',
  ),
  seed(
    'src/modules/mfa/seed-re-export.ts',
    "export * from '../session/session.service.js';",
    'arrows-of-mfa',
  ),
  seed(
    'src/modules/mfa/seed-dynamic-import.ts',
    "export const s = () => import('../session/session.service.js');",
    'arrows-of-mfa',
  ),
  seed('src/modules/mfa/seed-without-extension.ts', imports('../session/session.service'), 'arrows-of-mfa'),
  seed(
    'src/modules/mfa/dto/seed-in-a-folder.ts',
    imports('../../session/session.service.js'),
    'arrows-of-mfa',
  ),
  seed(
    'src/modules/mfa/seed-look-alike.ts',
    imports('../mfa-extra/seed-nameless.service.js'),
    'arrows-of-mfa',
  ),
  seed('src/modules/mail/seed-mfa.ts', imports(MFA), 'arrows-of-mail'),
  seed('src/modules/jobs/seed-mfa.ts', imports(MFA), 'arrows-of-jobs'),
  seed('src/modules/self-service/seed-mfa.ts', imports(MFA), 'arrows-of-self-service'),
  seed('src/modules/user-admin/seed-mail.ts', imports('../mail/mail.service.js'), 'arrows-of-user-admin'),
  seed('src/modules/esign/seed-mfa.ts', imports(MFA), 'arrows-of-esign'),
  seed('src/modules/device/seed-mfa.ts', imports(MFA), 'arrows-of-device'),
  seed('src/modules/token/seed-session.ts', imports('../session/session.service.js'), 'arrows-of-token'),
  seed('src/modules/identity/seed-mfa.ts', imports(MFA), 'arrows-of-identity'),
  seed('src/modules/audit/seed-mfa.ts', imports(MFA), 'arrows-of-audit'),
  seed('src/modules/session/seed-mfa.ts', imports(MFA), 'arrows-of-session'),
  seed('src/modules/cross-app-session/seed-mfa.ts', imports(MFA), 'arrows-of-cross-app-session'),
  seed('src/modules/account/seed-mfa.ts', imports(MFA), 'arrows-of-account'),
  seed('src/modules/auth-flow/seed-token.ts', imports('../token/token.service.js'), 'arrows-of-auth-flow'),
  seed(
    'src/modules/mfa-extra/seed-nameless.service.ts',
    imports('@nestjs/common'),
    'everything-has-its-place',
  ),
  seed('src/modules/seed-homeless.ts', imports('@nestjs/common'), 'everything-has-its-place'),
  seed('src/helpers/seed-homeless.ts', imports('../common/clock.js'), 'everything-has-its-place'),
  seed('src/seed-homeless.ts', imports('./common/clock.js'), 'everything-has-its-place'),
  seed(
    'src/modules/auth-flow/seed-back-door.ts',
    imports('../session/session.repository.js'),
    'only-the-front-door',
  ),
  seed(
    'src/modules/auth-flow/seed-foreign-entity.ts',
    "import type { MfaFactor } from '../mfa/mfa-factor.entity.js';\nexport let f: MfaFactor;",
    'only-the-front-door',
  ),
  seed(
    'src/modules/auth-flow/seed-foreign-port.ts',
    imports('../mfa/otp-sender.port.js'),
    'only-the-front-door',
  ),
  seed('src/modules/mfa/seed-adapter.ts', imports('../../adapters/sms.js'), 'modules-stand-on-the-floor'),
  seed('src/modules/mfa/seed-entities.ts', imports('../../entities.js'), 'modules-stand-on-the-floor'),
  seed(
    'src/modules/mfa/seed-migration.ts',
    imports('../../migrations/1-create.js'),
    'modules-stand-on-the-floor',
  ),
  seed('src/modules/mfa/seed-http.ts', imports('../../http/error-filter.js'), 'modules-stand-on-the-floor'),
  seed(
    'src/modules/mfa/seed-simulator.ts',
    imports('../../simulator/controls.js'),
    'modules-stand-on-the-floor',
  ),
  seed(
    'src/modules/auth-flow/seed-audit.ts',
    imports('../audit/audit.module.js'),
    'arrows-of-auth-flow',
    'nobody-imports-audit',
  ),
  seed('src/simulator/seed-audit.ts', imports('../modules/audit/audit.module.js'), 'nobody-imports-audit'),
  seed('src/common/seed-config.ts', imports('../config/app-config.js'), 'common-is-a-leaf'),
  seed('src/config/seed-common.ts', imports('../common/clock.js'), 'config-is-a-leaf'),
  seed(
    'src/database/seed-entity.ts',
    imports('../modules/mfa/mfa-factor.entity.js'),
    'database-knows-no-module',
  ),
  seed('src/database/seed-entities.ts', imports('../entities.js'), 'database-knows-no-module'),
  seed('src/adapters/seed-service.ts', imports('../modules/mfa/mfa.service.js'), 'adapters-touch-only-ports'),
  seed('src/adapters/seed-database.ts', imports('../database/unit-of-work.js'), 'adapters-touch-only-ports'),
  seed('src/http/seed-module.ts', imports('../modules/mfa/mfa.errors.js'), 'http-knows-no-module'),
  seed(
    'src/rate-limit/seed-module.ts',
    imports('../modules/mfa/mfa.errors.js'),
    'rate-limit-knows-no-module',
  ),
  seed('src/rate-limit/seed-http.ts', imports('../http/error-filter.js'), 'rate-limit-knows-no-module'),
  seed('src/telemetry/seed-events.ts', imports('../modules/mfa/mfa.errors.js'), 'telemetry-knows-no-module'),
  seed('src/telemetry/seed-early.ts', imports('./otlp-tracer.js'), 'traces-are-loaded-late'),
  seed('src/common/seed-early.ts', imports('@opentelemetry/api'), 'traces-are-loaded-late'),
  seed('src/telemetry/seed-http.ts', imports('../http/error-filter.js'), 'telemetry-knows-no-module'),
  seed(
    'src/migrations/2-seed-entity.ts',
    imports('../modules/mfa/mfa-factor.entity.js'),
    'migrations-stand-alone',
  ),
  seed('src/migrations/3-seed-package.ts', imports('@nestjs/common'), 'migrations-stand-alone'),
  seed(
    'src/simulator/seed-repository.ts',
    imports('../modules/session/session.repository.js'),
    'simulator-uses-front-doors',
  ),
  seed(
    'src/commands/seed-repository.ts',
    imports('../modules/session/session.repository.js'),
    'commands-use-front-doors',
  ),
  seed('src/commands/seed-database.ts', imports('../database/unit-of-work.js'), 'commands-use-front-doors'),
  seed(
    'src/http/seed-command.ts',
    imports('../commands/import.js'),
    'nobody-imports-commands',
    'http-knows-no-module',
  ),
  seed('src/testing/seed-service.ts', imports('../modules/mfa/mfa.service.js'), 'testing-stands-outside'),
  seed('src/testing/seed-database.ts', imports('../database/unit-of-work.js'), 'testing-stands-outside'),
  seed('src/testing/seed-dev.ts', imports('fast-check'), 'no-dev-dependencies'),
  seed(
    'src/simulator/seed-kit.ts',
    imports('../testing/kit.js'),
    'nobody-imports-testing',
    'simulator-uses-front-doors',
  ),
  seed(
    'src/http/seed-kit.ts',
    imports('../testing/kit.js'),
    'nobody-imports-testing',
    'http-knows-no-module',
  ),
  seed('src/modules/auth-flow/seed-typeorm.service.ts', imports('typeorm'), 'typeorm-stays-in-repositories'),
  seed(
    'src/modules/auth-flow/seed-type.service.ts',
    "import type { DataSource } from 'typeorm';\nexport let d: DataSource;",
    'typeorm-stays-in-repositories',
  ),
  seed('src/modules/auth-flow/seed-pg.service.ts', imports('pg'), 'typeorm-stays-in-repositories'),
  seed('src/adapters/seed-typeorm.ts', imports('typeorm'), 'typeorm-stays-in-repositories'),
  seed(
    'src/modules/session/seed-repository.controller.ts',
    imports('./session.repository.js'),
    'controllers-stay-thin',
  ),
  seed(
    'src/modules/session/seed-entity.controller.ts',
    "import type { Session } from './session.entity.js';\nexport let s: Session;",
    'controllers-stay-thin',
  ),
  seed(
    'src/modules/session/seed-unit.controller.ts',
    imports('../../database/unit-of-work.js'),
    'controllers-stay-thin',
  ),
  seed('src/modules/session/seed-package.entity.ts', imports('class-transformer'), 'entities-stay-plain'),
  seed(
    'src/modules/session/seed-unit.entity.ts',
    imports('../../database/unit-of-work.js'),
    'entities-stay-plain',
  ),
  seed('src/modules/session/seed-service.entity.ts', imports('./session.service.js'), 'entities-stay-plain'),
  seed('src/modules/session/seed-person.entity.ts', imports('../identity/person.js'), 'entities-stay-plain'),
  seed('src/modules/esign/seed-ring-a.ts', imports('./seed-ring-b.js'), 'no-cycles'),
  // A ring is reported once. Its edges count although the same files import types from each other as well.
  seed(
    'src/modules/esign/seed-ring-b.ts',
    `import type { A } from './seed-ring-a.js';\n${imports('./seed-ring-a.js')}`,
  ),
  seed('src/modules/esign/seed-barrel.ts', imports('./index.js'), 'no-barrels'),
  seed('src/modules/esign/index.ts', "export * from './esign.service.js';"),
  seed('src/common/seed-test.ts', imports('../../test/support/fake-clock.js'), 'src-imports-no-tests'),
  seed('src/common/seed-bench.ts', imports('../../bench/load.js'), 'src-imports-no-tests'),
  seed('src/common/seed-script.ts', imports('../../scripts/print.js'), 'src-imports-no-tests'),
  seed('src/common/seed-dev.ts', imports('fast-check'), 'no-dev-dependencies'),
  seed('src/common/seed-undeclared.ts', imports('left-pad'), 'no-undeclared-packages'),
  seed('src/common/seed-missing.ts', imports('./nowhere.js'), 'no-unresolvable'),
];

/** Files of which there is but one, so that a second tree is needed to get them wrong. */
const WRONG_SHELL: readonly Seed[] = [
  seed('src/app.module.ts', imports('./modules/mfa/mfa.service.js'), 'app-module-lists-modules'),
  seed('src/entities.ts', imports('./common/clock.js'), 'entities-list-only-entities'),
  seed('src/main.ts', imports('./modules/mfa/mfa.module.js'), 'boot-knows-no-module'),
  seed('src/openapi.ts', imports('./simulator/controls.js'), 'boot-knows-no-module'),
  seed('src/create-app.ts', imports('./adapters/sms.js'), 'boot-knows-no-module'),
  seed(
    'src/database/data-source.ts',
    imports('../modules/mfa/mfa-factor.entity.js'),
    'data-source-lists-entities-and-migrations',
  ),
];

const DEPENDENCIES = ['@nestjs/common', '@opentelemetry/api', 'class-transformer', 'pg', 'typeorm'];
const DEV_DEPENDENCIES = ['fast-check'];

const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));

function plant(root: string, files: Readonly<Record<string, string>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
}

function plantPackages(root: string): void {
  const manifest = { dependencies: versions(DEPENDENCIES), devDependencies: versions(DEV_DEPENDENCIES) };
  plant(root, { 'package.json': JSON.stringify(manifest) });
  for (const name of [...DEPENDENCIES, ...DEV_DEPENDENCIES, 'left-pad']) {
    plant(root, {
      [`node_modules/${name}/package.json`]: JSON.stringify({ name, version: '1.0.0', main: 'main.js' }),
      [`node_modules/${name}/main.js`]: '',
    });
  }
}

function cruiseTree(seeds: readonly Seed[]): CruiseResult['summary'] {
  const root = mkdtempSync(join(tmpdir(), 'boundaries-'));
  try {
    plantPackages(root);
    plant(root, CLEAN);
    plant(root, Object.fromEntries(seeds.map(({ file, code }) => [file, code])));
    return cruise(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the boundaries', () => {
  const seeded = cruiseTree(SEEDS);
  const shell = cruiseTree(WRONG_SHELL);
  const violations = [...seeded.violations, ...shell.violations];
  const rules = seeded.ruleSetUsed.forbidden.map(({ name }) => name);
  const all = [...SEEDS, ...WRONG_SHELL];

  it.each(rules)('%s catches its own seeds and nothing else', (rule) => {
    const expected = all.filter(({ breaks }) => breaks.includes(rule)).map(({ file }) => file);
    const caught = violations.filter((violation) => violation.rule.name === rule).map(({ from }) => from);
    expect(expected).not.toEqual([]);
    expect([...new Set(caught)].sort()).toEqual([...expected].sort());
  });

  it('have lost no rule that a seed was planted for', () => {
    expect(all.flatMap(({ breaks }) => breaks).filter((rule) => !rules.includes(rule))).toEqual([]);
  });

  it('leave every allowed arrow alone', () => {
    const seeds = new Set(all.map(({ file }) => file));
    expect(violations.filter(({ from }) => !seeds.has(from))).toEqual([]);
  });

  it('are kept by src', () => {
    const found = cruise(process.cwd()).violations.map(
      ({ rule, from, to }) => `${rule.name}: ${from} → ${to}`,
    );
    expect(found).toEqual([]);
  });
});
