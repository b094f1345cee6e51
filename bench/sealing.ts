/** What sealed rows cost a login in CPU: `node --import tsx bench/sealing.ts`. */
import { createHash } from 'node:crypto';
import { Random } from '../src/common/random.js';
import { loadConfig } from '../src/config/load-config.js';
import { Seals } from '../src/database/seals.js';
import { Lookups } from '../src/modules/account/lookups.js';

const ROUNDS = 20_000;
const RUNS = 5;

const keyNamed = (id: string) => `${id}:${createHash('sha256').update(id).digest('base64')}`;
const config = (isSealed: boolean) =>
  loadConfig(isSealed ? { PII_ENCRYPTION_KEYS: keyNamed('a'), PII_INDEX_KEYS: keyNamed('i') } : {});

const COLUMNS = {
  username: 'ann.smith',
  email: 'ann.smith@example.com',
  given_name: 'Ann',
  family_name: 'Smith',
};
/** As long as the claims of an access token, an id token and a refresh token. */
const CLAIMS = [560, 640, 230].map((length) => 'x'.repeat(length));
const ID = '019ca8d7-30e8-7593-8828-1039b6148280';

/** All that differs in a login by a code: one look-up, a person with a phone read at both steps, three tokens written. */
function login(seals: Seals, lookups: Lookups, person: ReadonlyMap<string, string>): void {
  lookups.loginName(COLUMNS.email);
  for (let step = 0; step < 3; step += 1)
    for (const [column, stored] of person) seals.open(`users.${column}.${ID}`, stored);
  for (const claims of CLAIMS) seals.seal(`tokens.claims.${ID}`, claims);
}

function microseconds(isSealed: boolean): number {
  const seals = new Seals(new Random(), config(isSealed));
  const lookups = new Lookups(config(isSealed));
  const stored = [...Object.entries(COLUMNS), ['phone', '+15550101234'] as const].map(
    ([column, value]) => [column, seals.seal(`users.${column}.${ID}`, value)] as const,
  );
  const person = new Map(stored);
  const before = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round += 1) login(seals, lookups, person);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / ROUNDS;
}

const least = (isSealed: boolean) => Math.min(...Array.from({ length: RUNS }, () => microseconds(isSealed)));
const [plain, sealed] = [least(false), least(true)];
console.log(
  `in clear ${plain.toFixed(1)} µs, sealed ${sealed.toFixed(1)} µs: ${(sealed - plain).toFixed(1)} µs more a login`,
);
