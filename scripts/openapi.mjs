/**
 * Writes docs/openapi.json from the built server, and from that what the TypeScript client is generated from;
 * with --check only says whether they are still true.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { loadConfig } from '../dist/config/load-config.js';
import { createApp } from '../dist/create-app.js';
import { createLogger } from '../dist/http/logger.js';
import { describeApi } from '../dist/http/openapi.js';
import { clientSources } from './client-sources.mjs';

const ROOT = join(import.meta.dirname, '..');
const DOCUMENT = 'docs/openapi.json';

/** With people of the server's own, so that every route there can be is in it. */
async function describe() {
  const app = await createApp(loadConfig({ IDENTITY_PROVIDER: 'database' }), createLogger('silent'));
  await app.init();
  const text = JSON.stringify(describeApi(app));
  await app.close();
  return text;
}

async function generate() {
  const document = await describe();
  const files = { [DOCUMENT]: document, ...(await clientSources(JSON.parse(document))) };
  for (const [path, text] of Object.entries(files)) {
    const filepath = join(ROOT, path);
    files[path] = await format(text, { ...(await resolveConfig(filepath)), filepath });
  }
  return files;
}

function isCurrent(path, text) {
  try {
    return readFileSync(join(ROOT, path), 'utf8') === text;
  } catch {
    return false;
  }
}

const files = Object.entries(await generate());
const stale = files.filter(([path, text]) => !isCurrent(path, text));
if (!process.argv.includes('--check'))
  for (const [path, text] of stale) writeFileSync(join(ROOT, path), text);
else if (stale.length > 0) {
  const paths = stale.map(([path]) => path).join(' and ');
  console.error(`Not what the server as it is would give: ${paths}; run: npm run openapi`);
  process.exit(1);
}
