import { bindingFingerprint, type DeviceNames, knownFingerprints } from './named-device.js';

const RISK = { riskDeviceId: 'risk-device', cookie: null };
const COOKIE = { riskDeviceId: null, cookie: 'cookie-value' };
const BOTH = { riskDeviceId: 'risk-device', cookie: 'cookie-value' };
const NONE = { riskDeviceId: null, cookie: null };

/** Whether a device bound under `bound` is recognised when a login names it by `now`. */
const isKnown = (bound: DeviceNames, now: DeviceNames) =>
  knownFingerprints(now).includes(bindingFingerprint(bound)!);

describe('the device of a login', () => {
  it('has no fingerprint when nothing names it', () => {
    expect(bindingFingerprint(NONE)).toBeNull();
    expect(knownFingerprints(NONE)).toEqual([]);
    expect(bindingFingerprint({ riskDeviceId: '', cookie: '' })).toBeNull();
  });

  it.each([
    ['the risk service', RISK],
    ['a cookie', COOKIE],
    ['both', BOTH],
  ])('is known again by %s', (_, names) => {
    expect(isKnown(names, names)).toBe(true);
  });

  it('is known by one name although the other has come since', () => {
    expect(isKnown(RISK, BOTH)).toBe(true);
    expect(isKnown(COOKIE, BOTH)).toBe(true);
  });

  it('needs both names once it was bound with both', () => {
    expect(isKnown(BOTH, RISK)).toBe(false);
    expect(isKnown(BOTH, COOKIE)).toBe(false);
    expect(isKnown(BOTH, { ...BOTH, cookie: 'another' })).toBe(false);
    expect(isKnown(BOTH, { ...BOTH, riskDeviceId: 'another' })).toBe(false);
  });

  it('is not another one of the same name on the other side', () => {
    expect(isKnown({ riskDeviceId: 'name', cookie: null }, { riskDeviceId: null, cookie: 'name' })).toBe(
      false,
    );
    expect(bindingFingerprint({ riskDeviceId: 'a', cookie: 'b:c' })).not.toBe(
      bindingFingerprint({ riskDeviceId: 'b:c', cookie: 'a' }),
    );
  });

  it('is kept as a hash that does not give its names away', () => {
    for (const names of [RISK, COOKIE, BOTH]) {
      const fingerprint = bindingFingerprint(names)!;
      expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
      expect(fingerprint).not.toContain('risk-device');
    }
  });
});
