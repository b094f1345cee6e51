/**
 * Loads packages as Node does, once for all the test files of a worker, and only our own files anew for each. Jest
 * would compile every package again for every file: half of what the tests took.
 */
const { createRequire } = require('node:module');
const { compileFunction } = require('node:vm');
const { default: Runtime } = require('jest-runtime');

const PACKAGE = /^[^./]/;

class PackagesOnce extends Runtime {
  constructor(...args) {
    super(...args);
    const { executor } = this;
    // Packages and tests share one world: an Error of one is an Error of the other.
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModuleOrMock(from, name) {
    return this.isPackage(from, name) ? createRequire(from)(name) : super.requireModuleOrMock(from, name);
  }

  isPackage(from, name) {
    if (!PACKAGE.test(name) || name === '@jest/globals') return false;
    const { shouldMock } = this.mockState.shouldMockCjs(from, name);
    return !shouldMock && this._resolution.resolveCjs(from, name).includes('/node_modules/');
  }
}

module.exports = PackagesOnce;
