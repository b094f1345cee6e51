import {
  createHash,
  createHmac,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  timingSafeEqual,
  verify,
} from 'node:crypto';

export type Claims = Readonly<Record<string, unknown>>;

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const publicKey = createPublicKey(privateKey);
const jwk = publicKey.export({ format: 'jwk' });
const refreshSecret = randomBytes(32);

export const kid = sha256(JSON.stringify(jwk)).slice(0, 43);
export const jwks = JSON.stringify({ keys: [{ ...jwk, kid, alg: 'ES256', use: 'sig' }] });

const encode = (content: object) => Buffer.from(JSON.stringify(content)).toString('base64url');
const decode = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;

const headers = {
  access: encode({ alg: 'ES256', typ: 'at+jwt', kid }),
  id: encode({ alg: 'ES256', typ: 'JWT', kid }),
  refresh: encode({ alg: 'HS256', typ: 'refresh+jwt' }),
};

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Equal in constant time, as secrets must be compared. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(createHash('sha256').update(a).digest(), createHash('sha256').update(b).digest());
}

/** A signed token, and the hash of its signing input. */
export function signEs256(type: 'access' | 'id', claims: Claims): { token: string; hash: string } {
  const input = `${headers[type]}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return { token: `${input}.${signature.toString('base64url')}`, hash: sha256(input) };
}

export function signHs256(claims: Claims): string {
  const input = `${headers.refresh}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', refreshSecret).update(input).digest('base64url')}`;
}

export function verifyEs256(token: string): Claims | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  if (header !== headers.access) return undefined;
  const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
  const isGenuine = verify(
    'sha256',
    Buffer.from(`${header}.${payload}`),
    key,
    Buffer.from(signature, 'base64url'),
  );
  return isGenuine ? decode(payload) : undefined;
}

export function verifyHs256(token: string): Claims | undefined {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const expected = createHmac('sha256', refreshSecret).update(`${header}.${payload}`).digest('base64url');
  return header === headers.refresh && isSame(signature, expected) ? decode(payload) : undefined;
}
