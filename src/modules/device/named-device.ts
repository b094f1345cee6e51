import { sha256 } from '../../common/digest.js';

/** What a login names its device by: the risk service's answer, the browser's cookie, both, or neither. */
export interface DeviceNames {
  readonly riskDeviceId: string | null;
  readonly cookie: string | null;
}

/** The fingerprint that a device would be bound under now, or null when the login names none. */
export function bindingFingerprint({ riskDeviceId, cookie }: DeviceNames): string | null {
  if (riskDeviceId && cookie) return sha256(`both:${riskDeviceId}:${cookie}`);
  if (riskDeviceId) return sha256(`risk:${riskDeviceId}`);
  return cookie ? sha256(`cookie:${cookie}`) : null;
}

/** Every fingerprint these names satisfy: a device bound by one of two names needs that one only, one bound by both needs both. */
export function knownFingerprints({ riskDeviceId, cookie }: DeviceNames): string[] {
  const candidates = [
    bindingFingerprint({ riskDeviceId, cookie }),
    bindingFingerprint({ riskDeviceId, cookie: null }),
    bindingFingerprint({ riskDeviceId: null, cookie }),
  ];
  return [...new Set(candidates.filter((fingerprint) => fingerprint !== null))];
}
