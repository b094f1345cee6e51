import { TestEnvironment } from 'jest-environment-node';
import * as sallyport from 'sallyport/testing';

/** Gives tests the kit as a global: an environment is loaded by Node itself, tests are not. */
export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.sallyport = sallyport;
  }
}
