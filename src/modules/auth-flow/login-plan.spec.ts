import { addSeconds } from '../../common/clock.js';
import type { Assessment } from '../device/risk-assessment.service.js';
import type { Person } from '../identity/person.js';
import { type Circumstances, hasFactor, planLogin } from './login-plan.js';

const STARTED = new Date('2026-03-01T10:00:00.000Z');

interface Given {
  readonly mfaRequired?: boolean;
  readonly recommendation?: Assessment['answer']['recommendation'];
  readonly trusted?: boolean;
  readonly riskDeviceId?: string | null;
  readonly cookie?: string | null;
  readonly clientId?: string | null;
}

function circumstances(given: Given): Circumstances {
  const { mfaRequired = true, recommendation = 'ALLOW', trusted = false } = given;
  return {
    person: { cupid: 'person-1', mfaRequired } as Person,
    login: { deviceCookie: given.cookie ?? null, appId: null, appVersion: '2.1' },
    assessment: { answer: { recommendation }, riskDeviceId: given.riskDeviceId ?? null },
    request: { clientId: given.clientId ?? null },
    defaultClientId: 'tuvens',
    trustedDeviceId: trusted ? 'device-1' : undefined,
    startedAt: STARTED,
    expiresAt: addSeconds(STARTED, 900),
  } as Circumstances;
}

describe('how a login begins', () => {
  it.each<[string, Given, 'REQUIRED' | 'NOT_REQUIRED']>([
    ['a person who has one', {}, 'REQUIRED'],
    ['nobody else', { mfaRequired: false }, 'NOT_REQUIRED'],
    ['no trusted device', { trusted: true }, 'NOT_REQUIRED'],
    ['nobody whom the risk service trusts', { recommendation: 'TRUST' }, 'NOT_REQUIRED'],
    [
      'anybody whom the risk service challenges',
      { mfaRequired: false, recommendation: 'CHALLENGE' },
      'REQUIRED',
    ],
    ['a trusted device that is challenged', { trusted: true, recommendation: 'CHALLENGE' }, 'REQUIRED'],
    ['a trusted device that is denied', { trusted: true, recommendation: 'DENY' }, 'REQUIRED'],
  ])('asks for a second factor: %s', (_, given, mfa) => {
    expect(planLogin(circumstances(given)).mfa).toBe(mfa);
  });

  it.each<[string, Given, boolean, boolean]>([
    ['a named device that is new', { riskDeviceId: 'd' }, true, false],
    ['a device that is named by its cookie', { cookie: 'c' }, true, false],
    ['a device that is trusted already', { riskDeviceId: 'd', trusted: true }, false, true],
    ['a device that the risk service trusts', { riskDeviceId: 'd', recommendation: 'TRUST' }, false, true],
    [
      'a trusted device that is challenged',
      { riskDeviceId: 'd', trusted: true, recommendation: 'CHALLENGE' },
      false,
      true,
    ],
    ['no device', {}, false, false],
  ])('offers to bind, or knows: %s', (_, given, bindable, bound) => {
    expect(planLogin(circumstances(given))).toMatchObject({ bindable, device_bound: bound });
  });

  it('remembers when the login runs out, and nothing that has not happened yet', () => {
    expect(planLogin(circumstances({}))).toMatchObject({
      cupid: 'person-1',
      expires_at: '2026-03-01T10:15:00.000Z',
      amr: ['pwd'],
      answered: [],
      fingerprint: null,
      app_id: '',
      app_version: '2.1',
    });
  });

  it('belongs to the client that the request names, or else to the usual one', () => {
    expect(planLogin(circumstances({})).client_id).toBe('tuvens');
    expect(planLogin(circumstances({ clientId: 'hi-events' })).client_id).toBe('hi-events');
  });

  it.each<[Person['otpMethods'], Person['push'], boolean]>([
    [[{ optionId: 1, destination: '+15550101234' }], 'NOT_REGISTERED', true],
    [[], 'ENABLED', true],
    [[], 'DISABLED', false],
    [[], 'NOT_REGISTERED', false],
  ])('with phones %j and push %s: a factor is there %s', (otpMethods, push, expected) => {
    expect(hasFactor({ otpMethods, push } as Person)).toBe(expected);
  });
});
