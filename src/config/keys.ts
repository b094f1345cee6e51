import {
  createPrivateKey,
  createPublicKey,
  type JsonWebKeyInput,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';

export interface ParsedKeys {
  readonly keys: readonly KeyObject[];
  /** What is wrong, without a word of the keys themselves; empty when all are usable. */
  readonly problems: readonly string[];
}

type KeySource = string | JsonWebKeyInput;

const PEM_BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g;

/** `\n` written out as two characters, as one-line environment files have it, becomes a line break. */
export function unfoldPem(text: string): string {
  return text.replaceAll('\\r', '').replaceAll('\\n', '\n').trim();
}

function pemSources(text: string): KeySource[] | undefined {
  const pem = unfoldPem(text);
  if (pem.replaceAll(PEM_BLOCK, '').trim() !== '') return undefined;
  // `openssl ecparam -genkey` writes the name of the curve as a block of its own.
  return Array.from(pem.matchAll(PEM_BLOCK)).flatMap(([block, label]) =>
    label === 'EC PARAMETERS' ? [] : [block],
  );
}

function jwksSources(text: string): KeySource[] | undefined {
  try {
    const { keys } = JSON.parse(text) as { keys?: unknown };
    if (!Array.isArray(keys)) return undefined;
    return keys.map((key: JsonWebKeyInput['key']) => ({ key, format: 'jwk' }));
  } catch {
    return undefined;
  }
}

/** A JWK may pair a private number with the public point of another key, and Node imports it. */
function halvesMatch(key: KeyObject): boolean {
  const probe = Buffer.from('sallyport');
  return verify('sha256', probe, createPublicKey(key), sign('sha256', probe, key));
}

const isOfTheCurve = (key: KeyObject) => key.asymmetricKeyDetails?.namedCurve === 'prime256v1';

function readKey(source: KeySource): KeyObject | string {
  try {
    const key = createPrivateKey(source);
    if (!isOfTheCurve(key)) return 'is of another kind';
    return halvesMatch(key) ? key : 'has a public half that is not its own';
  } catch {
    return 'is no readable, unencrypted private key';
  }
}

function readEitherKey(source: KeySource): KeyObject | string {
  const key = readKey(source);
  if (key !== 'is no readable, unencrypted private key') return key;
  try {
    const publicKey = createPublicKey(source);
    return isOfTheCurve(publicKey) ? publicKey : 'is of another kind';
  } catch {
    return 'is no readable, unencrypted key';
  }
}

const publicHalf = (key: KeyObject) => (key.type === 'private' ? createPublicKey(key) : key);

/** Whether the two are a key and itself, or the two halves of one. */
export function isSameKey(one: KeyObject, other: KeyObject): boolean {
  return publicHalf(one).equals(publicHalf(other));
}

function duplicates(keys: readonly KeyObject[]): string[] {
  return keys.flatMap((key, index) =>
    keys.slice(0, index).some((earlier) => isSameKey(earlier, key))
      ? [`key ${index + 1} is there twice`]
      : [],
  );
}

/** EC P-256 private keys from PEM blocks, one after the other, or from a JWK Set (RFC 7517 §5), in their order. */
export function parsePrivateKeys(text: string): ParsedKeys {
  return parseKeys(text, readKey);
}

/** The same of keys of which only the public half may be there: those are good for verifying alone. */
export function parseVerifyingKeys(text: string): ParsedKeys {
  return parseKeys(text, readEitherKey);
}

function parseKeys(text: string, readOne: (source: KeySource) => KeyObject | string): ParsedKeys {
  const sources = (text.trim().startsWith('{') ? jwksSources(text) : pemSources(text)) ?? [];
  if (sources.length === 0) return { keys: [], problems: ['holds neither PEM blocks nor a JWK Set'] };
  const read = sources.map(readOne);
  const keys = read.filter((result) => typeof result !== 'string');
  const unusable = read.flatMap((result, index) =>
    typeof result === 'string' ? [`key ${index + 1} ${result}`] : [],
  );
  return { keys, problems: [...unusable, ...duplicates(keys)] };
}
