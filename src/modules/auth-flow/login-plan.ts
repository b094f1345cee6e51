import type { RequestInfo } from '../../common/request-context.js';
import { bindingFingerprint, type DeviceNames } from '../device/device.service.js';
import type { Assessment } from '../device/risk-assessment.service.js';
import type { Person } from '../identity/person.js';
import type { LoginRequest } from './login-request.js';
import type { FlowMemory } from './transaction-metadata.js';

/** What is known when the password has been accepted. */
export interface Circumstances {
  readonly person: Person;
  readonly login: LoginRequest;
  readonly assessment: Assessment;
  readonly request: RequestInfo;
  readonly defaultClientId: string;
  /** The person's trusted device that this login names. */
  readonly trustedDeviceId: string | undefined;
  /** When the password was accepted, and when the login runs out. */
  readonly startedAt: Date;
  readonly expiresAt: Date;
}

export function namesOf(login: LoginRequest, assessment: Assessment): DeviceNames {
  return { riskDeviceId: assessment.riskDeviceId, cookie: login.deviceCookie };
}

/** Whether the device stands in for the second factor: never against a CHALLENGE. */
function isTrusted({ assessment, trustedDeviceId }: Circumstances): boolean {
  const { recommendation } = assessment.answer;
  return recommendation === 'TRUST' || (recommendation === 'ALLOW' && trustedDeviceId !== undefined);
}

function needsMfa(circumstances: Circumstances): boolean {
  if (circumstances.assessment.answer.recommendation === 'CHALLENGE') return true;
  return circumstances.person.mfaRequired && !isTrusted(circumstances);
}

/** The device without whose trust more would be asked: it must be trusted still when the login is written down. */
function standInOf({ person, assessment, trustedDeviceId }: Circumstances): string | undefined {
  const isNeeded = person.mfaRequired && assessment.answer.recommendation === 'ALLOW';
  return isNeeded ? trustedDeviceId : undefined;
}

/** The state in which a login begins. */
export function planLogin(circumstances: Circumstances): FlowMemory {
  const { person, login, assessment, request, defaultClientId, trustedDeviceId } = circumstances;
  const fingerprint = bindingFingerprint(namesOf(login, assessment));
  const standIn = standInOf(circumstances);
  const isKnown = trustedDeviceId !== undefined || assessment.answer.recommendation === 'TRUST';
  return {
    cupid: person.cupid,
    expires_at: circumstances.expiresAt.toISOString(),
    client_id: request.clientId ?? defaultClientId,
    app_id: login.appId ?? '',
    app_version: login.appVersion,
    mfa: needsMfa(circumstances) ? 'REQUIRED' : 'NOT_REQUIRED',
    amr: ['pwd'],
    signed: false,
    answered: [],
    fingerprint,
    bindable: fingerprint !== null && !isKnown,
    device_bound: isKnown,
    ...(standIn !== undefined && { stand_in: standIn }),
  };
}

/** Nobody can answer a challenge without a factor. */
export function hasFactor({ otpMethods, push }: Person): boolean {
  return otpMethods.length > 0 || push === 'ENABLED';
}
