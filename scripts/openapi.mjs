/** Writes docs/openapi.json from the built server; with --check only says whether it is still true. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { format, resolveConfig } from 'prettier';
import 'reflect-metadata';
import { AppModule } from '../dist/app.module.js';
import { loadConfig } from '../dist/config/load-config.js';
import { configureApp } from '../dist/http/configure-app.js';
import { createFastifyAdapter } from '../dist/http/fastify-adapter.js';
import { createLogger } from '../dist/http/logger.js';
import { describeApi } from '../dist/http/openapi.js';

const FILE = join(import.meta.dirname, '..', 'docs', 'openapi.json');

async function generate() {
  const config = loadConfig({});
  const options = { logger: false, bodyParser: false };
  const app = await NestFactory.create(AppModule.forRoot(config), createFastifyAdapter(config), options);
  await configureApp(app, config, createLogger('silent'));
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
