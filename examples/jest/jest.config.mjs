/** @type {import('jest').Config} */
export default {
  testEnvironment: './sallyport-environment.mjs',
  testRegex: '\\.spec\\.js$',
};
