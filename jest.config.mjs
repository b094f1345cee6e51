const swc = (overrides = {}) => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      keepClassNames: true,
    },
    module: { type: 'commonjs', ignoreDynamic: false },
    ...overrides,
  },
];

/** Packages that Jest must compile to CommonJS: they are ESM only, or CommonJS that calls `import()`. */
const ESM_PACKAGES = [
  '@nestjs',
  '@opentelemetry/otlp-exporter-base',
  '@fastify/cookie',
  'light-my-request',
  'jose',
  'cookie',
  'content-disposition',
  'file-type',
  'uuid',
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test', '<rootDir>/src'],
  testRegex: '\\.(e2e-spec|spec)\\.ts$',
  moduleFileExtensions: ['js', 'ts', 'mjs', 'json', 'node'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@sallyport/client$': '<rootDir>/clients/typescript/src/index.ts',
  },
  transform: {
    '^.+\\.ts$': swc(),
    '^.+\\.m?js$': swc({ jsc: { target: 'es2023', parser: { syntax: 'ecmascript' } } }),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_PACKAGES.join('|')})/)`],
  // What hangs is found out; what waits for a busy machine is not a failure.
  testTimeout: 60_000,
  // Each file leaves a server's worth of modules behind in its worker; a heap of gigabytes is slow to tidy.
  workerIdleMemoryLimit: '1GB',
  setupFiles: ['<rootDir>/test/support/worker-env.cjs'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};
