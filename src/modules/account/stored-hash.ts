import { verify as verifyArgon2 } from '@node-rs/argon2';
import { verify as verifyBcrypt } from '@node-rs/bcrypt';
import { pbkdf2, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Whether a password is the one that a stored hash was made of. */
export type Verify = (password: string) => Promise<boolean>;

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
}

interface ScryptOptions extends ScryptCost {
  readonly maxmem: number;
}

const deriveScrypt = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt);
const derivePbkdf2 = promisify(pbkdf2);

const BASE64 = '[A-Za-z0-9+/.]';
/** A number as PHC strings have it; more digits than make sense would only be a way to fill a column. */
const COUNT = '[1-9]\\d{0,9}';
const ARGON2 = new RegExp(
  `^\\$argon2(?:id|i|d)\\$v=19\\$m=(${COUNT}),t=(${COUNT}),p=(${COUNT})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})$`,
);
/** Of the last letter of salt and hash only some bits count; whoever sets the others has made no hash that is ever right. */
const BCRYPT = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{21}[.Oeu][./A-Za-z0-9]{30}[.CGKOSWaeimquy26]$/;
const SCRYPT = new RegExp(
  `^\\$scrypt\\$ln=(${COUNT}),r=(${COUNT}),p=(${COUNT})\\$(${BASE64}{0,86})\\$(${BASE64}{22,86})$`,
);
/** As PHC strings have it, and as passlib does. */
const PBKDF2 = new RegExp(
  `^\\$pbkdf2-sha256\\$(?:i=)?(${COUNT})(?:,l=${COUNT})?\\$(${BASE64}{0,86})\\$(${BASE64}{22,86})$`,
);

/** A hash that was imported names its own cost: more than this would be a way to exhaust the server. */
const MOST = {
  argon2: { memory: 262_144, iterations: 20, lanes: 16 },
  bcryptCost: 15,
  scryptBytes: 2 ** 28,
  scryptLanes: 16,
  pbkdf2Iterations: 2_000_000,
} as const;

/** bcrypt reads no further. */
const BCRYPT_BYTES = 72;

/** passlib writes a dot for the plus of base64. */
function bytesOf(base64: string): Buffer {
  return Buffer.from(base64.replaceAll('.', '+'), 'base64');
}

/** Whether it is the one way in which its bytes are written: the library takes no other, and throws. */
function isCanonical(base64: string): boolean {
  return Buffer.from(base64, 'base64').toString('base64').replaceAll('=', '') === base64;
}

function isFairArgon2(memory: number, iterations: number, lanes: number): boolean {
  const { argon2: most } = MOST;
  // RFC 9106 §3.1: eight blocks for each lane.
  const isSound = memory >= 8 * lanes;
  return isSound && memory <= most.memory && iterations <= most.iterations && lanes <= most.lanes;
}

function argon2(hash: string): Verify | undefined {
  const [, memory, iterations, lanes, salt = '', key = ''] = ARGON2.exec(hash) ?? [];
  const isFair = isFairArgon2(Number(memory), Number(iterations), Number(lanes));
  return isFair && isCanonical(salt) && isCanonical(key)
    ? (password) => verifyArgon2(hash, password)
    : undefined;
}

function bcrypt(hash: string): Verify | undefined {
  const [, cost] = BCRYPT.exec(hash) ?? [];
  if (!(Number(cost) >= 4 && Number(cost) <= MOST.bcryptCost)) return undefined;
  return async (password) => {
    const bytes = Buffer.from(password);
    const begins = await verifyBcrypt(bytes.subarray(0, BCRYPT_BYTES), hash);
    // The rest was never hashed: whoever got it wrong would be let in.
    return begins && bytes.length <= BCRYPT_BYTES;
  };
}

/** @returns the memory it takes, undefined when that is too much or the parameters make no sense */
function scryptMemory({ N, r, p }: ScryptCost): number | undefined {
  // RFC 7914 §2: N is less than 2^(16 r).
  const isSound = Math.log2(N) < 16 * r && p <= MOST.scryptLanes;
  const memory = 128 * r * (N + p);
  return isSound && memory <= MOST.scryptBytes ? memory : undefined;
}

function scryptHash(hash: string): Verify | undefined {
  const [, exponent, r, p, salt = '', key = ''] = SCRYPT.exec(hash) ?? [];
  const cost = { N: 2 ** Number(exponent), r: Number(r), p: Number(p) };
  const memory = scryptMemory(cost);
  if (memory === undefined) return undefined;
  const expected = bytesOf(key);
  const options = { ...cost, maxmem: memory * 2 };
  return async (password) =>
    timingSafeEqual(await deriveScrypt(password, bytesOf(salt), expected.length, options), expected);
}

function pbkdf2Hash(hash: string): Verify | undefined {
  const [, iterations, salt = '', key = ''] = PBKDF2.exec(hash) ?? [];
  const rounds = Number(iterations);
  if (!(rounds > 0 && rounds <= MOST.pbkdf2Iterations)) return undefined;
  const expected = bytesOf(key);
  return async (password) =>
    timingSafeEqual(await derivePbkdf2(password, bytesOf(salt), rounds, expected.length, 'sha256'), expected);
}

/** How to check a password against a stored hash; undefined when it is of no kind, or of no cost, that is taken. */
export function verifierOf(hash: string): Verify | undefined {
  return argon2(hash) ?? bcrypt(hash) ?? scryptHash(hash) ?? pbkdf2Hash(hash);
}
