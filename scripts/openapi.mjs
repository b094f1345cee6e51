/** Writes docs/openapi.json from the built server; with --check only says whether it is still true. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loadConfig } from '../dist/config/load-config.js';
import { createApp } from '../dist/create-app.js';
import { createLogger } from '../dist/http/logger.js';
import { describeApi } from '../dist/http/openapi.js';

const FILE = join(import.meta.dirname, '..', 'docs', 'openapi.json');

async function generate() {
  const app = await createApp(loadConfig({}), createLogger('silent'));
  await app.init();
  const document = describeApi(app);
  await app.close();
  return format(JSON.stringify(document), { ...(await resolveConfig(FILE)), filepath: FILE });
}

const current = await generate();
if (!process.argv.includes('--check')) writeFileSync(FILE, current);
else if (readFileSync(FILE, 'utf8') !== current) {
  console.error('docs/openapi.json does not describe the server as it is; run: npm run openapi');
  process.exit(1);
}
