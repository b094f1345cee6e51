import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { VARIABLE_NAMES } from './environment.schema.js';
import { loadConfig } from './load-config.js';
import { isPublishedDefault } from './published-defaults.js';

const read = (...path: string[]) => readFileSync(join(process.cwd(), ...path), 'utf8');
const sorted = (names: Iterable<string>) => [...names].sort();

describe('.env.example', () => {
  const text = read('.env.example');
  const example = parseEnv(text) as Record<string, string>;

  it('names exactly the variables there are, each once', () => {
    const named = Array.from(text.matchAll(/^([A-Z_]+)=/gm), ([, name]) => name);
    expect(sorted(named)).toEqual(sorted(VARIABLE_NAMES));
  });

  it('holds the defaults', () => expect(loadConfig(example)).toEqual(loadConfig({})));

  it('explains each variable on the line before it', () =>
    expect(text.match(/^(?!#).*\n[A-Z_]+=/gm)).toBeNull());

  it('holds no secret that production would take', () => {
    const secrets = Object.entries(example).filter(
      ([name, value]) => /SECRET|PASSWORD|KEYS/.test(name) && value !== '',
    );
    expect(secrets.filter(([, value]) => !isPublishedDefault(value))).toEqual([]);
  });
});

describe('docs/configuration.md', () => {
  it('has a row for exactly the variables there are', () => {
    const rows = Array.from(
      read('docs', 'configuration.md').matchAll(/^\| `([A-Z_]+)` +\|/gm),
      ([, name]) => name,
    );
    expect(sorted(rows)).toEqual(sorted(VARIABLE_NAMES));
  });
});
