export type * from './answers.js';
export { createSallyportClient, type SallyportClient } from './client.js';
export { type ClientErrorCode, SallyportError } from './errors.js';
export type { ClientOptions } from './options.js';
export type { components, operations, paths } from './schema.js';
export type { Tokens } from './tokens.js';
export { unwrap } from './unwrap.js';
