import * as argon2 from '@node-rs/argon2';
import { Random } from '../../common/random.js';
import { loadConfig } from '../../config/load-config.js';
import { HashQueue } from './hash-queue.js';
import { PasswordHasher } from './password-hasher.js';

async function hasher(env: Record<string, string> = {}): Promise<PasswordHasher> {
  const made = new PasswordHasher(new HashQueue(2, 100), new Random(), loadConfig(env));
  await made.onModuleInit();
  return made;
}

describe('the hash of a password', () => {
  let passwords: PasswordHasher;

  beforeAll(async () => {
    passwords = await hasher();
  });

  it('is Argon2id with 19 MiB, two passes and one lane (ASVS 6.2.x, OWASP), and its own salt each time', async () => {
    const [one, other] = [await passwords.hash('pw'), await passwords.hash('pw')];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(other).not.toBe(one);
    expect(await argon2.verify(one, 'pw')).toBe(true);
  });

  it('is as costly as the configuration says', async () => {
    const dear = await hasher({ HASH_MEMORY: '65536', HASH_ITERATIONS: '3', HASH_PARALLELISM: '4' });
    expect(await dear.hash('pw')).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/);
  });

  it.each([
    { HASH_MEMORY: '19455' },
    { HASH_MEMORY: '65537' },
    { HASH_ITERATIONS: '1' },
    { HASH_ITERATIONS: '4' },
    { HASH_PARALLELISM: '0' },
    { HASH_PARALLELISM: '5' },
  ])('can be neither cheaper nor dearer than that: %j', (env) => {
    expect(() => loadConfig(env)).toThrow();
  });

  it('tells each of 128 characters, upper from lower case, and counts no letter twice', async () => {
    const long = `${'x'.repeat(127)}a`;
    const stored = await passwords.hash(long);
    expect(await passwords.verify(long, stored)).toBe(true);
    expect(await passwords.verify(`${'x'.repeat(127)}b`, stored)).toBe(false);
    expect(await passwords.verify(long.toUpperCase(), stored)).toBe(false);
  });

  it('takes emoji and letters however a keyboard composed them', async () => {
    const stored = await passwords.hash('cafe\u0301 👩‍👩‍👧 12');
    expect(await passwords.verify('caf\u00e9 👩‍👩‍👧 12', stored)).toBe(true);
    expect(await passwords.verify('cafe 👩‍👩‍👧 12', stored)).toBe(false);
  });

  it('is never right where there is none, or one that cannot be read', async () => {
    expect(await passwords.verify('pw', null)).toBe(false);
    expect(await passwords.verify('pw', 'pw')).toBe(false);
    expect(await passwords.verify('', null)).toBe(false);
  });

  it('is outdated when it was made otherwise than new ones are', async () => {
    const stored = await passwords.hash('pw');
    expect(passwords.isOutdated(stored)).toBe(false);
    expect((await hasher({ HASH_ITERATIONS: '3' })).isOutdated(stored)).toBe(true);
    expect(passwords.isOutdated('$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW')).toBe(true);
  });
});
