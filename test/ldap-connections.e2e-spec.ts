import { LdapConnection } from '../src/adapters/ldap-connection.js';
import type { LdapEntry } from '../src/adapters/ldap-entry.js';
import { LdapFailure } from '../src/adapters/ldap-failure.js';
import type { LdapIdentityProvider } from '../src/adapters/ldap-identity-provider.js';
import { DependencyUnavailable } from '../src/common/errors.js';
import { FakeLdap } from './support/fake-ldap.js';
import { closeProviders, LdapTraffic, providerOf, withProvider } from './support/ldap-provider.js';
import { Slapd, withSlapd } from './support/slapd.js';
import { SERVICE } from './support/slapd-files.js';
import { PASSWORD } from './support/slapd-people.js';

const ADA = '11111111-0000-4000-8000-000000000001';

/** Asks as often as it takes to open the circuit. */
async function failTimes(provider: LdapIdentityProvider, times: number): Promise<void> {
  for (let time = 1; time <= times; time += 1)
    await expect(provider.find(ADA)).rejects.toThrow(DependencyUnavailable);
}

withSlapd('connections to an LDAP directory', () => {
  let slapd: Slapd;
  let middle: FakeLdap | undefined;

  beforeAll(async () => {
    slapd = await Slapd.start();
  });

  afterEach(() => {
    jest.restoreAllMocks();
    middle?.stop();
    closeProviders();
  });

  afterAll(() => slapd.remove());

  const signsIn = (env: Record<string, string>) =>
    withProvider(slapd, env, ({ provider }) =>
      expect(provider.authenticate('ada', PASSWORD)).resolves.toMatchObject({ username: 'ada' }),
    );
  const fails = (env: Record<string, string>, because: RegExp) =>
    withProvider(slapd, env, async ({ provider }) => {
      const failure = { code: 'CIAM_E05_00_002', cause: { message: expect.stringMatching(because) } };
      await expect(provider.authenticate('ada', PASSWORD)).rejects.toMatchObject(failure);
      await expect(provider.find(ADA)).rejects.toMatchObject(failure);
    });

  describe('are encrypted', () => {
    const startTls = () => ({
      LDAP_URL: slapd.url,
      LDAP_START_TLS: 'true',
      LDAP_TLS_CA: slapd.certificate('ca'),
    });

    it('from the start by ldaps', () => signsIn({}));
    it('before anything is said by StartTLS', () => signsIn(startTls()));
    it('unless development asks for nothing of it', () => signsIn({ LDAP_URL: slapd.url }));

    it('with a directory whose certificate the right authority has signed, and no other', async () => {
      const LDAP_TLS_CA = slapd.certificate('stranger');
      await fails({ LDAP_TLS_CA }, /^connecting: \w*(SIGNATURE|CERT|ISSUER)/);
      await fails({ ...startTls(), LDAP_TLS_CA }, /^connecting: \w*(SIGNATURE|CERT|ISSUER)/);
      await fails({ LDAP_URL: slapd.secureUrl, LDAP_TLS_CA: '' }, /^connecting: \w*(SIGNATURE|CERT|ISSUER)/);
    });

    it('with a directory whose certificate names it', async () => {
      const elsewhere = (url: string) => url.replace('127.0.0.1', 'localhost');
      const LDAP_TLS_CA = slapd.certificate('ca');
      const byName = { LDAP_URL: elsewhere(slapd.secureUrl), LDAP_TLS_CA };
      await fails(byName, /^connecting: ERR_TLS_CERT_ALTNAME_INVALID/);
      const byUpgrade = { ...startTls(), LDAP_URL: elsewhere(slapd.url) };
      await fails(byUpgrade, /^connecting: ERR_TLS_CERT_ALTNAME_INVALID/);
    });
  });

  it('are refused to a service account with a wrong password, which is left alone after five tries', () =>
    withProvider(slapd, { LDAP_BIND_PASSWORD: 'not its password' }, async ({ provider }) => {
      const traffic = new LdapTraffic();
      await failTimes(provider, 8);
      expect(traffic.take().filter((step) => step === 'open')).toHaveLength(5);
    }));

  it('are as many as may be, and those of the service account are used again', () =>
    withProvider(slapd, { LDAP_POOL_MAX: '2' }, async ({ provider }) => {
      const traffic = new LdapTraffic();
      const people = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          provider.authenticate('ada', index % 2 ? PASSWORD : 'wrong'),
        ),
      );
      expect(people.filter(Boolean)).toHaveLength(10);
      const signIns = traffic.take().filter((step) => step === `bind ${SERVICE.dn}`);
      expect(signIns.length).toBeLessThanOrEqual(2);
      expect(traffic.mostTrials).toBe(2);
    }));

  it('that waited too long for their turn fail, and are not held against the directory', () =>
    withProvider(slapd, { LDAP_POOL_MAX: '1', LDAP_TIMEOUT: '1000' }, async ({ provider }) => {
      await provider.find(ADA);
      let answer: (entries: LdapEntry[]) => void = () => undefined;
      const slow = new Promise<LdapEntry[]>((resolve) => (answer = resolve));
      const search = jest.spyOn(LdapConnection.prototype, 'search').mockReturnValue(slow);
      const [first, ...others] = Array.from({ length: 8 }, () => provider.find(ADA));
      for (const { status } of await Promise.allSettled(others)) expect(status).toBe('rejected');
      answer([]);
      await expect(first).resolves.toBeNull();
      search.mockRestore();
      await expect(provider.find(ADA)).resolves.toMatchObject({ username: 'ada' });
    }));

  it('that nobody gave back in time are no sign that a directory is alive, either', () =>
    withProvider(slapd, { LDAP_POOL_MAX: '1', LDAP_TIMEOUT: '1000' }, async ({ provider }) => {
      const down = new LdapFailure('down', true);
      const open = jest.spyOn(LdapConnection, 'open').mockRejectedValue(down);
      await failTimes(provider, 4);
      open.mockRestore();
      let fail: (error: Error) => void = () => undefined;
      const slow = new Promise<LdapEntry[]>((_, reject) => (fail = reject));
      jest.spyOn(LdapConnection.prototype, 'search').mockReturnValue(slow);
      const holding = provider.find(ADA);
      await expect(provider.find(ADA)).rejects.toMatchObject({
        cause: { message: 'waiting for a connection: none is free' },
      });
      fail(down);
      await expect(holding).rejects.toThrow(DependencyUnavailable);
      await expect(provider.find(ADA)).rejects.toMatchObject({ cause: { name: 'CircuitOpen' } });
    }));

  it('are made anew when the directory was restarted, without anybody noticing', async () => {
    const { provider } = providerOf(slapd);
    await Promise.all([provider.find(ADA), provider.find(ADA), provider.find(ADA)]);
    await slapd.stop();
    await slapd.resume();
    await expect(Promise.all([provider.find(ADA), provider.find(ADA)])).resolves.toHaveLength(2);
    await expect(provider.authenticate('ada', PASSWORD)).resolves.toMatchObject({ username: 'ada' });
  });

  it('that end just when something is asked are replaced, and it is asked again', async () => {
    let isToEnd = false;
    middle = await FakeLdap.between(
      slapd.url,
      (answer) => answer,
      () => isToEnd && middle?.drop(),
    );
    await withProvider(slapd, { LDAP_URL: middle.url }, async ({ provider }) => {
      await provider.find(ADA);
      isToEnd = true;
      const asked = provider.find(ADA);
      const open = jest.spyOn(LdapConnection, 'open').mockImplementationOnce(() => {
        isToEnd = false;
        return LdapConnection.open({ url: slapd.url, startTls: false }, AbortSignal.timeout(2000));
      });
      await expect(asked).resolves.toMatchObject({ username: 'ada' });
      expect(open).toHaveBeenCalledTimes(2);
    });
  });

  it('are not tried again for half a minute while it is down', async () => {
    const { provider, clock } = providerOf(slapd);
    await slapd.stop();
    const traffic = new LdapTraffic();
    await failTimes(provider, 5);
    expect(traffic.take()).toEqual(Array<string>(5).fill('open'));
    await slapd.resume();
    await failTimes(provider, 1);
    expect(traffic.take()).toEqual([]);
    clock.advance(30);
    await expect(provider.find(ADA)).resolves.toMatchObject({ username: 'ada' });
  });

  it.each([
    ['rested', true],
    ['new', false],
  ])('that get no answer are given up in time: %s ones', async (_which, isRested) => {
    const { provider } = providerOf(slapd, { LDAP_TIMEOUT: '1000' });
    if (isRested) await provider.find(ADA);
    const { thaw } = slapd.freeze();
    try {
      await expect(provider.find(ADA)).rejects.toMatchObject({
        cause: { message: expect.stringMatching(/: no answer in time$/) },
      });
      await expect(provider.authenticate('ada', PASSWORD)).rejects.toThrow(DependencyUnavailable);
    } finally {
      thaw();
    }
    await expect(provider.find(ADA)).resolves.toMatchObject({ username: 'ada' });
  });

  it('are closed with the server', async () => {
    const { provider } = providerOf(slapd);
    const open = jest.spyOn(LdapConnection, 'open');
    await provider.authenticate('ada', PASSWORD);
    const opened = await Promise.all(open.mock.results.map(({ value }) => value as Promise<LdapConnection>));
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([false, true]);
    provider.onApplicationShutdown();
    expect(opened.map(({ isClosed }) => isClosed)).toEqual([true, true]);
  });
});
