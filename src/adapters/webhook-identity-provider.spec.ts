import { inspect } from 'node:util';
import { FakeClock } from '../../test/support/fake-clock.js';
import {
  answer,
  noAnswer,
  raw,
  webhookConfig,
  WebhookReceiver,
} from '../../test/support/webhook-receiver.js';
import { DependencyUnavailable } from '../common/errors.js';
import { Random } from '../common/random.js';
import { RequestContext } from '../common/request-context.js';
import { WebhookIdentityProvider } from './webhook-identity-provider.js';

const PERSON = {
  cupid: 'c-1',
  guid: 'g-1',
  username: 'somebody',
  email: 'somebody@example.com',
  email_verified: true,
  given_name: 'Some',
  family_name: 'Body',
  roles: ['user'],
  standing: 'ACTIVE',
  mfa_required: true,
  mfa_locked: false,
  otp_methods: [{ option_id: 1, destination: '+15550001234' }],
  push: 'ENABLED',
  audiences: ['customers'],
  accounts: [{ id: 'a-1', name: 'Account One', slug: 'account-one', permissions: ['read'] }],
  password_changed_at: '2025-12-31T23:00:00.5+01:00',
};

describe('the directory behind a webhook', () => {
  let receiver: WebhookReceiver;

  const directoryOf = (env: Record<string, string> = {}) => {
    const config = webhookConfig(receiver.url, env);
    return new WebhookIdentityProvider(config, new FakeClock(), new Random(), new RequestContext());
  };
  const findAnswered = (person: unknown) => {
    receiver.willAnswer(answer({ person }));
    return directoryOf().find('c-1');
  };

  beforeEach(async () => {
    receiver = await WebhookReceiver.start();
  });
  afterEach(() => receiver.stop());

  it('is asked by user name and password', async () => {
    receiver.willAnswer(answer({ person: PERSON }));
    await expect(directoryOf().authenticate('somebody', 'pass wörd')).resolves.toEqual({
      cupid: 'c-1',
      guid: 'g-1',
      username: 'somebody',
      email: 'somebody@example.com',
      emailVerified: true,
      givenName: 'Some',
      familyName: 'Body',
      roles: ['user'],
      standing: 'ACTIVE',
      mfaRequired: true,
      mfaLocked: false,
      otpMethods: [{ optionId: 1, destination: '+15550001234' }],
      push: 'ENABLED',
      audiences: ['customers'],
      accounts: [{ id: 'a-1', name: 'Account One', slug: 'account-one', permissions: ['read'] }],
      passwordChangedAt: new Date('2025-12-31T22:00:00.500Z'),
    });
    expect(receiver.bodies).toEqual([{ type: 'authenticate', username: 'somebody', password: 'pass wörd' }]);
  });

  it('is asked by id', async () => {
    await expect(findAnswered(PERSON)).resolves.toMatchObject({ cupid: 'c-1', username: 'somebody' });
    expect(receiver.bodies).toEqual([{ type: 'find', cupid: 'c-1' }]);
  });

  it('knows nobody when it answers null', async () => {
    receiver.willAnswer(answer({ person: null }));
    await expect(directoryOf().authenticate('somebody', 'wrong')).resolves.toBeNull();
    await expect(directoryOf().find('c-1')).resolves.toBeNull();
  });

  it('may tell more than is asked, and may not know some things', async () => {
    const person = await findAnswered({ ...PERSON, shoe_size: 43, guid: null, password_changed_at: null });
    expect(person).toMatchObject({ guid: null, passwordChangedAt: null });
    expect(person).not.toHaveProperty('shoe_size');
  });

  it('may know people who have neither phone nor account', async () => {
    const none = { otp_methods: [], accounts: [], audiences: [], roles: [], given_name: '' };
    await expect(findAnswered({ ...PERSON, ...none })).resolves.toMatchObject({
      otpMethods: [],
      accounts: [],
    });
  });

  it.each(Object.keys(PERSON))('counts as unavailable when a person has no %s', async (field) => {
    await expect(findAnswered({ ...PERSON, [field]: undefined })).rejects.toThrow(DependencyUnavailable);
  });

  it.each([
    ['a cupid that no column holds', { cupid: 'c'.repeat(65) }],
    ['a guid that no column holds', { guid: 'g'.repeat(65) }],
    ['a cupid with NUL', { cupid: 'c-1\0' }],
    ['an empty user name', { username: '' }],
    ['an unknown standing', { standing: 'ON_HOLIDAY' }],
    ['an unknown registration', { push: 'MAYBE' }],
    ['"true" for true', { mfa_required: 'true' }],
    ['one role that is no list', { roles: 'admin' }],
    ['phone 0', { otp_methods: [{ option_id: 0, destination: '+15550001234' }] }],
    ['phone 7', { otp_methods: [{ option_id: 7, destination: '+15550001234' }] }],
    ['phone 1.5', { otp_methods: [{ option_id: 1.5, destination: '+15550001234' }] }],
    ['a phone without a number', { otp_methods: [{ option_id: 1, destination: '' }] }],
    [
      'two phones 1',
      {
        otp_methods: [
          { option_id: 1, destination: '+15550001234' },
          { option_id: 1, destination: '+15550005678' },
        ],
      },
    ],
    ['an account id that no column holds', { accounts: [{ ...PERSON.accounts[0], id: 'a'.repeat(65) }] }],
    ['a day that does not exist', { password_changed_at: '2026-02-30T00:00:00Z' }],
    ['a time without a zone', { password_changed_at: '2026-01-01T00:00:00' }],
  ])('counts as unavailable when it answers %s', async (_name, changes) => {
    await expect(findAnswered({ ...PERSON, ...changes })).rejects.toThrow(DependencyUnavailable);
  });

  it('counts as unavailable when it answers a question by id with somebody else', async () => {
    await expect(findAnswered({ ...PERSON, cupid: 'c-2' })).rejects.toThrow(DependencyUnavailable);
  });

  it.each([
    ['no person at all', answer({})],
    ['nothing', raw('')],
    ['401', answer({ person: null }, 401)],
    ['404', answer({ person: null }, 404)],
  ])('counts as unavailable, not as knowing nobody, when it answers %s', async (_name, reply) => {
    receiver.willAnswer(reply);
    await expect(directoryOf().authenticate('somebody', 'wrong')).rejects.toThrow(DependencyUnavailable);
  });

  it('is asked about a password as often as configured when it is silent, under one delivery id', async () => {
    receiver.willAnswer(noAnswer);
    const directory = directoryOf({ WEBHOOK_TIMEOUT: '300', WEBHOOK_RETRIES: '1' });
    await expect(directory.authenticate('somebody', 'secret')).rejects.toThrow(DependencyUnavailable);
    expect(receiver.calls).toHaveLength(2);
    expect(new Set(receiver.calls.map(({ headers }) => headers['x-sallyport-delivery'])).size).toBe(1);
  });

  it('puts neither password nor phone number into an error', async () => {
    receiver.willAnswer(answer({ person: { ...PERSON, standing: 'correct horse' } }));
    const error: unknown = await directoryOf()
      .authenticate('somebody', 'correct horse')
      .catch((reason: unknown) => reason);
    const said = inspect(error, { depth: 10, showHidden: true });
    expect(said).toContain('person.standing');
    for (const secret of ['correct horse', 'somebody', '5550001234']) expect(said).not.toContain(secret);
  });
});
