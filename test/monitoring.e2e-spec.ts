import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Engine } from '../src/database/engine.js';
import { JobScheduler } from '../src/modules/jobs/job-scheduler.js';
import { addUser, DATABASE_PEOPLE } from './support/accounts.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { namedIn, parseSamples, type Sample, strangersIn } from './support/promql.js';
import { SEAL_KEY } from './support/seal-lab.js';
import { usesPostgres } from './support/test-config.js';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for?: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string };
}

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const read = (...path: string[]) => readFileSync(join(process.cwd(), 'deploy', ...path), 'utf8');
const alerts = parse(read('prometheus', 'alerts.yml')) as { groups: { rules: Rule[] }[] };
const rules = alerts.groups.flatMap((group) => group.rules);
const dashboard = JSON.parse(read('grafana', 'sallyport.json')) as { panels: Panel[] };
const panels = dashboard.panels.filter(({ type }) => type !== 'row');

const REFUSED = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
/** What SQLite, which lives in the server's memory, has not. */
const OF_POSTGRES = /^sallyport_(database_pool_|audit_default_partition_)/;
const EVERYTHING = {
  ...DATABASE_PEOPLE,
  RATE_LIMIT_ENABLED: 'true',
  AUDIT_SEALING: 'true',
  AUDIT_SEAL_KEYS: SEAL_KEY,
  SIEM_WEBHOOK_URL: 'http://127.0.0.1:9/siem',
  SIEM_WEBHOOK_SECRET: 'a secret that the SIEM knows as well as we',
};

describe('what deploy/ has Prometheus and Grafana show', () => {
  let server: TestServer;
  let samples: Sample[];

  beforeAll(async () => {
    server = await createTestServer({ env: EVERYTHING });
    const { username } = await addUser(server);
    await server.api.login(username);
    await server.api.refresh('no-token');
    await server.api.verifyToken('no-token');
    const open = jest.spyOn(server.app.get(Engine), 'open').mockRejectedValue(REFUSED);
    await server.api.login(username);
    open.mockRestore();
    await server.app.get(JobScheduler).tick();
    server.clock.advance(60);
    samples = parseSamples((await server.api.get('/metrics')).text);
  });

  afterAll(() => server.close());

  const strangers = (expression: string, ...texts: string[]) =>
    strangersIn(namedIn(expression, ...texts), samples).filter(
      (name) => usesPostgres || !(OF_POSTGRES.test(name) || name === 'pool'),
    );

  it.each(rules.map((rule) => [rule.alert, rule] as const))('%s names what there is', (_name, rule) => {
    expect(strangers(rule.expr, rule.annotations.summary)).toEqual([]);
  });

  it.each(panels.map((panel) => [panel.title, panel] as const))(
    '“%s” shows what there is',
    (_name, panel) => {
      expect(panel.targets?.length).toBeGreaterThan(0);
      for (const { expr, legendFormat } of panel.targets ?? [])
        expect(strangers(expr, legendFormat)).toEqual([]);
    },
  );

  it('has no two alerts of one name, and says of each how bad it is', () => {
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
    for (const { labels, annotations } of rules) {
      expect(['critical', 'warning']).toContain(labels.severity);
      expect(annotations.summary).not.toBe('');
    }
  });

  it('explains each alert in docs/monitoring.md', () => {
    const page = readFileSync(join(process.cwd(), 'docs', 'monitoring.md'), 'utf8');
    expect(rules.map(({ alert }) => alert).filter((alert) => !page.includes(`\`${alert}\``))).toEqual([]);
  });

  it.each([
    ['a metric', 'sum(rate(sallyport_nothings_total[5m])) > 0', 'sallyport_nothings_total'],
    ['a label', 'sum by (colour) (sallyport_logins_total)', 'colour'],
    ['a matcher', 'sallyport_logins_total{colour="red"}', 'sallyport_logins_total{colour}'],
    ['a value', 'sallyport_logins_total{outcome="lost"}', 'sallyport_logins_total of lost'],
    [
      'a value among others',
      'sallyport_http_request_duration_seconds_count{route=~"/auth/(login|renew)"}',
      'sallyport_http_request_duration_seconds_count of /auth/renew',
    ],
    [
      'a value left out',
      'sallyport_dependency_health{dependency!~"database|disk"}',
      'sallyport_dependency_health of disk',
    ],
    [
      'values of a kind',
      'sallyport_http_request_duration_seconds_count{status=~"6.."}',
      'sallyport_http_request_duration_seconds_count of 6..',
    ],
  ])('would not get away with %s that there is not', (_name, expression, stranger) => {
    expect(strangers(expression)).toContain(stranger);
  });

  it('has a scrape example that reads the rules', () => {
    const example = parse(read('prometheus', 'prometheus.yml')) as {
      rule_files: string[];
      scrape_configs: { job_name: string; metrics_path: string }[];
    };
    expect(example.rule_files).toEqual(['alerts.yml']);
    expect(example.scrape_configs[0]).toMatchObject({ job_name: 'sallyport', metrics_path: '/metrics' });
  });
});
