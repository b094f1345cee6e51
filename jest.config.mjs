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

/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/test/support/jest-environment.cjs',
  runtime: '<rootDir>/test/support/jest-runtime.cjs',
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
  // What hangs is found out; what waits for a busy machine is not a failure.
  testTimeout: 60_000,
  // What test files leave behind in their worker adds up; a heap of gigabytes is slow to tidy.
  workerIdleMemoryLimit: '1GB',
  setupFiles: ['<rootDir>/test/support/worker-env.cjs'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
};
