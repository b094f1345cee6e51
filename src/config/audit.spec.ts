import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { ConfigurationError } from './configuration-error.js';
import { loadConfig } from './load-config.js';

const newKey = (namedCurve = 'P-256') => generateKeyPairSync('ec', { namedCurve }).privateKey;
const pem = (key: KeyObject) =>
  key.export({ type: key.type === 'private' ? 'pkcs8' : 'spki', format: 'pem' }).toString();
const PRIVATE = newKey();
const PUBLIC = createPublicKey(PRIVATE);
const POSTGRES = {
  USE_MOCK_DB: 'false',
  DATABASE_URL: 'postgres://u:p@localhost/db',
  IDENTITY_PROVIDER: 'simulator',
  OTP_SENDER: 'simulator',
  PUSH_SENDER: 'simulator',
  RISK_SERVICE: 'simulator',
};

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    loadConfig(env);
    return [];
  } catch (error) {
    return (error as ConfigurationError).problems;
  }
}

describe('the settings of the audit', () => {
  it('seal nothing and send nothing unless they are told to', () =>
    expect(loadConfig({}).audit).toEqual({ sealing: false, sealKeys: [], sealLag: 300 }));

  it('take private and public keys, in their order', () => {
    const other = newKey();
    const { sealKeys } = loadConfig({ AUDIT_SEAL_KEYS: pem(other) + pem(PUBLIC) }).audit;
    expect(sealKeys.map(({ type }) => type)).toEqual(['private', 'public']);
    const [first, second] = sealKeys;
    expect([first?.equals(other), second?.equals(PUBLIC)]).toEqual([true, true]);
  });

  it.each([
    ['of another curve', pem(newKey('P-384')), 'key 1 is of another kind'],
    ['public, of another curve', pem(createPublicKey(newKey('P-384'))), 'key 1 is of another kind'],
    ['that is there twice', pem(PRIVATE) + pem(PUBLIC), 'key 2 is there twice'],
    ['that is none', 'garbage', 'holds neither PEM blocks nor a JWK Set'],
  ])('take no key %s', (_, keys, problem) =>
    expect(problemsOf({ AUDIT_SEAL_KEYS: keys })).toEqual([expect.stringContaining(problem)]),
  );

  it('take no public key where tokens are to be signed', () =>
    expect(problemsOf({ JWT_PRIVATE_KEYS: pem(PUBLIC) })).toHaveLength(1));

  it('make a key where seals do not outlive the process', () =>
    expect(loadConfig({ AUDIT_SEALING: 'true' }).audit.sealKeys).toHaveLength(1));

  it('need one where they do', () =>
    expect(problemsOf({ ...POSTGRES, AUDIT_SEALING: 'true' })).toEqual([
      expect.stringContaining('AUDIT_SEAL_KEYS is missing'),
    ]));

  it('need a private one in the first place', () =>
    expect(problemsOf({ AUDIT_SEALING: 'true', AUDIT_SEAL_KEYS: pem(PUBLIC) })).toEqual([
      expect.stringContaining('AUDIT_SEAL_KEYS begins with a public key'),
    ]));

  it('share no key with the tokens, not even its public half', () =>
    expect(problemsOf({ JWT_PRIVATE_KEYS: pem(PRIVATE), AUDIT_SEAL_KEYS: pem(PUBLIC) })).toEqual([
      expect.stringContaining('holds a key of JWT_PRIVATE_KEYS'),
    ]));

  const SIEM_WEBHOOK_URL = 'https://siem.example.com/events';
  const SIEM_WEBHOOK_SECRET = 'a secret of the SIEM, long enough.';

  it('send events to a URL, signed with a secret', () => {
    expect(problemsOf({ SIEM_WEBHOOK_URL })).toEqual([
      expect.stringContaining('SIEM_WEBHOOK_SECRET is missing'),
    ]);
    expect(problemsOf({ SIEM_WEBHOOK_SECRET })).toEqual([
      expect.stringContaining('SIEM_WEBHOOK_URL is missing'),
    ]);
    expect(
      loadConfig({ SIEM_WEBHOOK_URL, SIEM_WEBHOOK_SECRET, SIEM_MIN_SEVERITY: 'WARN' }).audit.siem,
    ).toEqual({
      url: SIEM_WEBHOOK_URL,
      secret: SIEM_WEBHOOK_SECRET,
      minSeverity: 'WARN',
    });
  });

  it('send nothing in clear in production', () => {
    const env = { NODE_ENV: 'production', SIEM_WEBHOOK_URL: 'http://siem.example.com', SIEM_WEBHOOK_SECRET };
    expect(problemsOf(env)).toContain('SIEM_WEBHOOK_URL is plain http: it must be https in production');
  });
});
