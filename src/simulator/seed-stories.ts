import type { Lifetimes } from '../config/app-config.js';
import type { Machine, SeedVisitor } from './seed-visitor.js';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Addresses of RFC 5737: nobody's. */
const LAPTOP: Machine = {
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  ipAddress: '192.0.2.17',
};
const PHONE: Machine = {
  userAgent:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
  ipAddress: '198.51.100.23',
};
const STRANGER: Machine = { userAgent: 'curl/8.14.1', ipAddress: '203.0.113.99' };

/** What the stories are told with. */
export interface Stage {
  readonly lifetimes: Lifetimes;
  /** Whose secret is the one that is published for development; with any other, nobody arrives. */
  readonly targetSecret: string | undefined;
  readonly handsOver: boolean;
  readonly visitor: (username: string, machine: Machine, secondsAgo: number) => SeedVisitor;
  /** A device that no other story, nor another run, has named. */
  readonly device: () => string;
}

type Story = (stage: Stage) => Promise<void>;

const activeSessions: Story = async ({ visitor, device }) => {
  const atWork = await visitor('testuser', LAPTOP, 2 * HOUR).signIn();
  await atWork.later(HOUR).refresh();
  await visitor('testuser', PHONE, 20 * MINUTE).signIn();
  await visitor('adminuser', LAPTOP, 5 * MINUTE).signIn();
  // Now: before the server's first start there were no documents to sign.
  const laptop = device();
  await visitor('mfaesignuser', LAPTOP, 0).signIn(laptop);
  await visitor('mfaesignuser', LAPTOP, 0).signIn(laptop);
  await visitor('privacyuser', PHONE, 0).signIn(undefined, {
    ESIGN_REQUIRED: (one, answer) => one.decide('decline', answer),
  });
  await visitor('mfauser', PHONE, 15 * MINUTE).signIn(undefined, {
    MFA_REQUIRED: async (one, answer) => {
      const prompt = await one.challenge(answer, 'push');
      return one.later(6).poll(prompt);
    },
  });
};

const expiredSessions: Story = async ({ visitor, lifetimes }) => {
  // Left alone, and kept going to its absolute end.
  await visitor('testuser', LAPTOP, lifetimes.session + 2 * HOUR).signIn();
  await visitor('complianceuser', PHONE, lifetimes.refreshToken + DAY).signIn();
};

const endedSessions: Story = async ({ visitor }) => {
  const signedOut = await visitor('mfauser', LAPTOP, 5 * HOUR).signIn();
  await signedOut.later(2 * HOUR).logout();
  const lost = await visitor('testuser', PHONE, 4 * HOUR).signIn();
  const owner = await visitor('testuser', LAPTOP, 3 * HOUR).signIn();
  await owner.send('DELETE', `/auth/sessions/${lost.sessionId ?? ''}`, { headers: owner.bearer() });
};

/** A refresh token that has been rotated comes again from elsewhere: its whole family is revoked. */
const stolenToken: Story = async ({ visitor, lifetimes }) => {
  const victim = await visitor('testuser', LAPTOP, 8 * HOUR).signIn();
  const stolen = victim.refreshToken;
  await victim.later(HOUR).refresh();
  const thief = visitor('testuser', STRANGER, 7 * HOUR).later(lifetimes.refreshReuseGrace + MINUTE);
  await thief.refresh(stolen, 401);
};

const devices: Story = async ({ visitor, device, lifetimes }) => {
  await visitor('otponlyuser', LAPTOP, lifetimes.deviceTrust + DAY).signIn(device());
  const owner = await visitor('mfauser', PHONE, 2 * DAY).signIn(device());
  const { devices: trusted = [] } = await owner.send('GET', '/auth/devices', { headers: owner.bearer() });
  const [newest] = trusted;
  if (newest) await owner.send('DELETE', `/auth/devices/${newest.device_id}`, { headers: owner.bearer() });
};

const unfinishedLogins: Story = async ({ visitor }) => {
  await visitor('mfauser', LAPTOP, 2 * MINUTE).login();
  const clumsy = visitor('otponlyuser', PHONE, 6 * HOUR);
  const challenge = await clumsy.challenge(await clumsy.login());
  for (let attempt = 1; attempt <= 5; attempt++) await clumsy.enter(challenge, '9999', 400);
  const suspicious = visitor('pushfail', PHONE, 6 * HOUR);
  const prompt = await suspicious.challenge(await suspicious.login(), 'push');
  await suspicious.later(8).poll(prompt, 410);
};

const refusedLogins: Story = async ({ visitor }) => {
  await visitor('testuser', STRANGER, 9 * HOUR).login(undefined, 'wrong', 401);
  await visitor('denyuser', STRANGER, 9 * HOUR).login(undefined, undefined, 403);
  await visitor('lockeduser', LAPTOP, 9 * HOUR).login(undefined, undefined, 423);
};

const handOffs: Story = async ({ visitor, lifetimes, targetSecret, handsOver }) => {
  if (!handsOver) return;
  const leaving = async (one: SeedVisitor): Promise<object> => {
    const { session_token } = await one.post('/cross-app/generate-session', { headers: one.bearer() });
    return { session_token };
  };
  const past = await visitor('testuser', LAPTOP, lifetimes.crossAppToken + HOUR).signIn();
  await leaving(past);
  const person = await visitor('testuser', LAPTOP, MINUTE).signIn();
  await leaving(person);
  await person.post('/cross-app/revoke-session', { body: await leaving(person), headers: person.bearer() });
  if (targetSecret === undefined) return;
  const headers = { 'x-shared-secret': targetSecret };
  for (const one of [past, person])
    await one.post('/cross-app/validate-session', { body: await leaving(one), headers });
};

export const STORIES: readonly Story[] = [
  expiredSessions,
  devices,
  refusedLogins,
  stolenToken,
  unfinishedLogins,
  endedSessions,
  activeSessions,
  handOffs,
];
