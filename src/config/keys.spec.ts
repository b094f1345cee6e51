import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { parsePrivateKeys } from './keys.js';

const makeKey = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve }).privateKey;
const pem = (key: KeyObject, type: 'pkcs8' | 'sec1' = 'pkcs8') =>
  key.export({ type, format: 'pem' }) as string;
const jwk = (key: KeyObject) => key.export({ format: 'jwk' });
const jwks = (...keys: unknown[]) => JSON.stringify({ keys });

const first = makeKey();
const second = makeKey();

function expectKeys(text: string, ...expected: KeyObject[]) {
  const { keys, problems } = parsePrivateKeys(text);
  expect(problems).toEqual([]);
  expect(keys.map((key, index) => key.equals(expected[index]))).toEqual(expected.map(() => true));
}

describe('private keys', () => {
  it('are read from one PEM block', () => expectKeys(pem(first), first));

  it('are read from several PEM blocks in their order', () =>
    expectKeys(pem(second) + pem(first), second, first));

  it('are read from PEM with written-out line breaks', () =>
    expectKeys((pem(first) + pem(second)).replaceAll('\n', '\\n'), first, second));

  it('are read from the older EC form, past the block of curve parameters', () =>
    expectKeys(
      `-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n${pem(first, 'sec1')}`,
      first,
    ));

  it('are read from a JWK Set in their order', () =>
    expectKeys(jwks(jwk(second), jwk(first)), second, first));

  it.each([
    ['P-384', pem(makeKey('P-384'))],
    ['secp256k1', pem(makeKey('secp256k1'))],
    ['RSA', pem(generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey)],
    ['Ed25519', pem(generateKeyPairSync('ed25519').privateKey)],
    ['P-384 in a JWK Set', jwks(jwk(makeKey('P-384')))],
  ])('of another kind are refused: %s', (_kind, text) =>
    expect(parsePrivateKeys(text)).toEqual({ keys: [], problems: ['key 1 is of another kind'] }),
  );

  it.each([
    [
      'a public key',
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' }),
    ],
    [
      'an encrypted key',
      first.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
    ],
    [
      'an encrypted key of the older form',
      first.export({ type: 'sec1', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' }),
    ],
    ['a broken block', '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'],
    ['a JWK without the private part', jwks({ ...jwk(first), d: undefined })],
    ['a number in a JWK Set', jwks(1)],
    ['null in a JWK Set', jwks(null)],
  ])('that are %s are refused', (_kind, text) =>
    expect(parsePrivateKeys(text as string)).toEqual({
      keys: [],
      problems: ['key 1 is no readable, unencrypted private key'],
    }),
  );

  it.each([
    'garbage',
    '{',
    '{}',
    '{"keys":{}}',
    '{"keys":[]}',
    '-----BEGIN PRIVATE KEY-----',
    `${pem(first)} and more`,
  ])('are not found in %j', (text) =>
    expect(parsePrivateKeys(text).problems).toEqual(['holds neither PEM blocks nor a JWK Set']),
  );

  it('whose halves belong to different keys are refused', () =>
    expect(parsePrivateKeys(jwks({ ...jwk(first), d: jwk(second).d })).problems).toEqual([
      'key 1 has a public half that is not its own',
    ]));

  it('are each named that cannot be used', () =>
    expect(parsePrivateKeys(jwks(1, jwk(first), jwk(makeKey('P-384')))).problems).toEqual([
      'key 1 is no readable, unencrypted private key',
      'key 3 is of another kind',
    ]));

  it('are refused when one is there twice', () =>
    expect(parsePrivateKeys(pem(first) + pem(second) + pem(first)).problems).toEqual([
      'key 3 is there twice',
    ]));
});
