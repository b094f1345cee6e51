import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export type Json = Readonly<Record<string, unknown>>;

const encode = (part: unknown): string =>
  Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');

const decode = (part: string | undefined): Json =>
  JSON.parse(Buffer.from(part ?? '', 'base64url').toString()) as Json;

/** The three parts of a token, the first two read. */
export function dissect(token: string): { header: Json; claims: Json; signature: string } {
  const [header, claims, signature = ''] = token.split('.');
  return { header: decode(header), claims: decode(claims), signature };
}

/** A token of these parts; a payload that is no object is put in as it is. */
export function assemble(header: Json, claims: unknown, signature: string): string {
  return `${encode(header)}.${encode(claims)}.${signature}`;
}

export function newKey(namedCurve = 'P-256'): KeyObject {
  return generateKeyPairSync('ec', { namedCurve }).privateKey;
}

/** Signs as ES256 says (RFC 7518 §3.4), whatever the header says. */
export function signES256(header: Json, claims: unknown, key: KeyObject): string {
  const input = `${encode(header)}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

/** Signs as HS256 says (RFC 7518 §3.2), whatever the header says. */
export function signHS256(header: Json, claims: unknown, key: string | Buffer): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
}

/** Every way to spoil a token that takes no key. */
export function spoil(token: string): Record<string, string> {
  const { header, claims, signature } = dissect(token);
  const [head = '', body = ''] = token.split('.');
  const zero = Buffer.alloc(64).toString('base64url');
  const none = (alg: unknown) => ({ ...header, alg });
  return {
    ...Object.fromEntries(
      ['none', 'None', 'NONE', 'nOnE', '', 'null', null, false, 0, [], ['none'], {}].flatMap((alg) => [
        [`alg ${JSON.stringify(alg)} unsigned`, assemble(none(alg), claims, '')],
        [`alg ${JSON.stringify(alg)} with the old signature`, assemble(none(alg), claims, signature)],
      ]),
    ),
    'no alg at all': assemble({ ...header, alg: undefined }, claims, ''),
    'a changed subject': assemble(header, { ...claims, sub: 'somebody-else' }, signature),
    'a changed end': assemble(header, { ...claims, exp: 9_999_999_999 }, signature),
    'a changed header': assemble({ ...header, extra: true }, claims, signature),
    'no signature': `${head}.${body}.`,
    'no signature and no dot': `${head}.${body}`,
    'a signature of zeros': `${head}.${body}.${zero}`,
    'a short signature': `${head}.${body}.${signature.slice(0, -10)}`,
    'a long signature': `${head}.${body}.${signature}AAAA`,
    'a signature of somewhere else': `${head}.${body}.${signature.split('').reverse().join('')}`,
    'no payload': `${head}..${signature}`,
    'no header': `.${body}.${signature}`,
    'a payload that is no JSON': assemble({ ...header, typ: 'JWT' }, 'hello', signature),
    'a header that is no JSON': `${encode('hello')}.${body}.${signature}`,
    'a header that is null': `${encode('null')}.${body}.${signature}`,
    'a payload that is a list': assemble(header, '[]', signature),
    'five parts, as an encrypted one': `${token}.AAAA.AAAA`,
    'four parts': `${token}.x`,
    'NUL at its end': `${token}\0`,
    'NUL in its middle': `${head}\0.${body}.${signature}`,
    'a line break at its end': `${token}\n`,
    'a blank before it': ` ${token}`,
    padding: `${token}==`,
    'the alphabet of plain base64': `${head}.${body}.+/+/${signature.slice(4)}`,
    'half of itself': token.slice(0, token.length / 2),
    'dots alone': '..',
    'itself twice': `${token}${token}`,
    'a huge payload': assemble(header, { ...claims, filler: 'x'.repeat(2500) }, signature),
  };
}
