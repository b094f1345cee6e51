const { TestEnvironment } = require('jest-environment-node');

/** The world of Node itself, which packages live in, tidied after each test file. */
module.exports = class extends TestEnvironment {
  constructor(config, context) {
    super(config, context);
    this.global = globalThis;
    this.known = new Set(Reflect.ownKeys(globalThis));
    this.env = { ...process.env };
  }

  async teardown() {
    for (const key of Reflect.ownKeys(globalThis))
      if (!this.known.has(key)) Reflect.deleteProperty(globalThis, key);
    for (const name of Object.keys(process.env)) if (!(name in this.env)) delete process.env[name];
    Object.assign(process.env, this.env);
  }
};
