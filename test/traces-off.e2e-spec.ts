import { join } from 'node:path';
import { runNode } from './support/run-node.js';

/** Starts a server of dist, and prints which packages of OpenTelemetry it has loaded. */
const SCRIPT = `
  import { Module } from 'node:module';
  const dist = process.env.DIST;
  const { loadConfig } = await import(dist + '/config/load-config.js');
  const { createApp } = await import(dist + '/create-app.js');
  const { createLogger } = await import(dist + '/http/logger.js');
  const app = await createApp(loadConfig(process.env), createLogger('silent'));
  await app.init();
  const loaded = Object.keys(Module._cache).flatMap((file) => /@opentelemetry\\/([\\w-]+)/.exec(file)?.[1] ?? []);
  console.log(JSON.stringify([...new Set(loaded)]));
  await app.close();
`;

async function loadedWith(env: Readonly<Record<string, string>>): Promise<string[]> {
  const DIST = join(process.cwd(), 'dist');
  const { code, output } = await runNode(['--input-type=module', '-e', SCRIPT], { DIST, ...env });
  if (code !== 0) throw new Error(output);
  return JSON.parse(output) as string[];
}

// The library of metrics brings the interfaces of OpenTelemetry, which do nothing by themselves.
const OF_METRICS = ['api'];

describe('a server whose traces nobody wants', () => {
  it('loads nothing that makes them', async () => {
    const loaded = await loadedWith({});
    expect(loaded.filter((name) => !OF_METRICS.includes(name))).toEqual([]);
  }, 60_000);

  it('is told from one whose traces are wanted', async () => {
    const loaded = await loadedWith({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:1' });
    expect(loaded).toEqual(expect.arrayContaining(['sdk-trace', 'exporter-trace-otlp-http']));
  }, 60_000);
});
