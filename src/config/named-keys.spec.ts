import { createHash } from 'node:crypto';
import { ConfigurationError } from './configuration-error.js';
import { loadConfig } from './load-config.js';

const keyOf = (name: string) => createHash('sha256').update(name).digest('base64');
const A = `a:${keyOf('a')}`;
const B = `b:${keyOf('b')}`;
const INDEX = `i:${keyOf('index')}`;

const load = (PII_ENCRYPTION_KEYS?: string, PII_INDEX_KEYS?: string) =>
  loadConfig({ PII_ENCRYPTION_KEYS, PII_INDEX_KEYS }).personalData;

function problemsOf(keys?: string, indexKeys?: string): readonly string[] {
  try {
    load(keys, indexKeys);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems;
  }
}

describe('keys of personal data', () => {
  it('are none unless they are set', () => expect(load()).toEqual({ sealKeys: [], indexKeys: [] }));

  it('are read in their order, with plain in the place of one', () => {
    const { sealKeys, indexKeys } = load(`${A}, plain ,${B}`, INDEX);
    expect(sealKeys.map((key) => (key === 'plain' ? key : key.id))).toEqual(['a', 'plain', 'b']);
    expect(indexKeys.map(({ id, key }) => [id, key.export().toString('base64')])).toEqual([
      ['i', keyOf('index')],
    ]);
  });

  it.each([
    ['without an id', keyOf('a')],
    ['that are too short', `a:${Buffer.alloc(16, 'abcdefghijklmnop').toString('base64')}`],
    ['that are too long', `a:${createHash('sha384').update('a').digest('base64')}`],
    ['without the padding', A.slice(0, -1)],
    ['with an id too long to store', `${'x'.repeat(17)}:${keyOf('a')}`],
    ['with an id that would end the name early', `a:b:${keyOf('a')}`],
    ['with bits that say nothing', `a:${'A'.repeat(42)}B=`],
    ['in hexadecimal', `a:${createHash('sha256').update('a').digest('hex')}`],
    ['left out between commas', ''],
  ])('%s refuse the start, by their place and without a word of them', (_, entry) => {
    const problems = problemsOf(`${B},${entry}`, INDEX);
    expect(problems).toEqual([
      'PII_ENCRYPTION_KEYS (entry 2) is no named key: it must be id:key, the key 32 random bytes in base64, as openssl rand -base64 32 makes it',
    ]);
  });

  it.each([
    ['an id twice', `${A},a:${keyOf('b')}`, INDEX, 'PII_ENCRYPTION_KEYS (entry 2) is there already'],
    ['a key twice', `${A},b:${keyOf('a')}`, INDEX, 'PII_ENCRYPTION_KEYS (entry 2) is there already'],
    ['plain twice', `plain,${A},plain`, INDEX, 'PII_ENCRYPTION_KEYS (entry 3) is there already'],
    ['nothing but plain', 'plain', INDEX, 'PII_ENCRYPTION_KEYS names no key'],
    ['a key named plain', `plain:${keyOf('a')}`, INDEX, 'PII_ENCRYPTION_KEYS (entry 1) has the id plain'],
    [
      'a key that is no key',
      `a:${Buffer.alloc(32, 7).toString('base64')}`,
      INDEX,
      'PII_ENCRYPTION_KEYS (entry 1) is not random',
    ],
    ['one key for both', A, `i:${keyOf('a')}`, 'PII_INDEX_KEYS holds a key of PII_ENCRYPTION_KEYS'],
    ['plain in the index', A, 'plain', 'PII_INDEX_KEYS (entry 1) is no named key'],
    ['no index', A, undefined, 'PII_INDEX_KEYS is missing'],
    ['nothing but an index', undefined, INDEX, 'PII_ENCRYPTION_KEYS is missing'],
  ])('refuse the start with %s', (_, keys, indexKeys, beginning) => {
    const problems = problemsOf(keys, indexKeys);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${beginning.replace(/[()]/g, '\\$&')}`));
    expect(problems.join()).not.toContain(keyOf('a').slice(0, 12));
  });
});
