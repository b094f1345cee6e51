import { LdapConnection } from '../src/adapters/ldap-connection.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { EsignService } from '../src/modules/esign/esign.service.js';
import { SIMULATED_DOCUMENTS } from '../src/simulator/simulated-world.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { expectRefusal } from './support/error-shape.js';
import { dissect } from './support/forgery.js';
import { LogCapture } from './support/log-capture.js';
import { Slapd, withSlapd } from './support/slapd.js';
import { ROOT, SERVICE } from './support/slapd-files.js';
import { dnOf, GROUPS, PASSWORD } from './support/slapd-people.js';
import { bindDevice, passMfa, refreshTokenOf } from './support/walk.js';

const LAPTOP = { drs_action_token: 'a laptop' };

withSlapd('the login of a person of an LDAP directory', () => {
  const log = new LogCapture();
  let slapd: Slapd;
  let server: TestServer;

  beforeAll(async () => {
    slapd = await Slapd.start();
    server = await createTestServer({
      env: slapd.env(),
      log: { level: 'trace', destination: log },
    });
    const esign = server.app.get(EsignService, { strict: false });
    for (const document of SIMULATED_DOCUMENTS) await esign.publish(document);
  });

  afterEach(() => jest.restoreAllMocks());

  afterAll(async () => {
    await server.close();
    await slapd.remove();
  });

  it('goes through every door: password, code, document, device, tokens, refresh, logout', async () => {
    const { api } = server;
    const login = await api.login('ada', LAPTOP);
    expect(login.body).toMatchObject({
      response_type_code: 'MFA_REQUIRED',
      mobile_approve_status: 'ENABLED',
      otp_methods: [
        { value: '1234', mfa_option_id: 1 },
        { value: '5678', mfa_option_id: 2 },
        { value: '9999', mfa_option_id: 3 },
      ],
    });
    const signing = await passMfa(api, login);
    expect(signing.body.response_type_code).toBe('ESIGN_REQUIRED');
    const binding = await api.accept(ids(login, signing));
    expect(binding.body.response_type_code).toBe('DEVICE_BIND_REQUIRED');
    const done = await api.bind(ids(login, binding));
    expect(done.body).toMatchObject({ response_type_code: 'SUCCESS', device_bound: true });
    const { sub, roles, preferred_username } = dissect(done.body.access_token).claims;
    expect({ sub, roles, preferred_username }).toEqual({
      sub: '11111111-0000-4000-8000-000000000001',
      roles: ['user', 'admin'],
      preferred_username: 'ada',
    });
    expect(dissect(done.body.id_token).claims).toMatchObject({
      email: 'ada@bank.test',
      email_verified: true,
      given_name: 'Ada',
      family_name: 'Lovelace',
    });
    const fresh = await api.refresh(refreshTokenOf(done));
    expect(dissect(fresh.body.access_token).claims).toMatchObject({ sub, roles });
    expect((await api.logout(refreshTokenOf(fresh))).status).toBe(200);
    expectRefusal(await api.refresh(refreshTokenOf(fresh)), 401, 'E04_00_002');
    expect((await api.verifyToken(fresh.body.access_token)).body).toEqual({ active: false });
    expect((await api.login('ada', LAPTOP)).status).toBe(201);
  });

  it('asks the directory while no unit of work is open', async () => {
    const units = server.app.get(UnitOfWork, { strict: false });
    const asked: boolean[] = [];
    const { open } = LdapConnection;
    const { search } = LdapConnection.prototype;
    jest.spyOn(LdapConnection, 'open').mockImplementation((...args) => {
      asked.push(units['isInside']());
      return open.apply(LdapConnection, args);
    });
    jest.spyOn(LdapConnection.prototype, 'search').mockImplementation(function (
      this: LdapConnection,
      ...args
    ) {
      asked.push(units['isInside']());
      return search.apply(this, args);
    });
    const done = await bindDevice(server.api, 'paren(s)', LAPTOP);
    expect((await server.api.refresh(refreshTokenOf(done))).status).toBe(200);
    expect(asked.length).toBeGreaterThan(6);
    expect(asked).not.toContain(true);
  });

  it('is over at the password for one who is exempt from more', async () => {
    const login = await server.api.login('guest');
    expect([login.status, login.body.response_type_code]).toEqual([201, 'SUCCESS']);
  });

  it.each([
    ['disabled', 'E01_01_003'],
    ['locked', 'E01_01_002'],
    ['mfalocked', 'E01_01_005'],
  ])('is refused to one who is %s, after the right password alone', async (username, code) => {
    expectRefusal(await server.api.login(username), 423, code);
    expectRefusal(await server.api.login(username, { password: 'wrong' }), 401, 'E01_01_001');
  });

  it('is refused alike to a stranger, to a wrong password, and to whom the directory keeps out', async () => {
    const attempts = [
      await server.api.login('nobody'),
      await server.api.login('ada', { password: 'wrong' }),
      await server.api.login('frozen'),
      await server.api.login('ada)(|(uid=ada'),
      await server.api.login(dnOf('ada')),
    ];
    for (const attempt of attempts) expectRefusal(attempt, 401, 'E01_01_001');
    expect(new Set(attempts.map(({ body }) => body.message)).size).toBe(1);
  });

  it('is refused to a mask and to an empty password before the directory is asked', async () => {
    expectRefusal(await server.api.login('*)(uid=*'), 401, 'E01_01_016');
    expectRefusal(await server.api.login('ada', { password: '' }), 400, 'E01_05_001');
  });

  it('gives roles that follow the groups at the next refresh', async () => {
    const done = await server.api.login('ada', LAPTOP);
    await slapd.modify(`cn=admins,${GROUPS}`, 'member', ROOT.dn);
    const fresh = await server.api.refresh(refreshTokenOf(done));
    expect(dissect(fresh.body.access_token).claims.roles).toEqual(['user']);
    await slapd.modify(`cn=admins,${GROUPS}`, 'member', dnOf('ada'));
  });

  it('asks for MFA again on a trusted device once the password was changed', async () => {
    const username = 'josé';
    await bindDevice(server.api, username, LAPTOP);
    expect((await server.api.login(username, LAPTOP)).status).toBe(201);
    server.clock.advance(60);
    const now = server.clock
      .now()
      .toISOString()
      .replace(/[-:T]|\.\d+/g, '');
    await slapd.relax(dnOf(username), 'pwdChangedTime', now);
    expect((await server.api.login(username, LAPTOP)).body.response_type_code).toBe('MFA_REQUIRED');
  });

  it.each([
    ['is disabled', (dn: string) => slapd.modify(dn, 'employeeType', 'disabled')],
    ['is locked', (dn: string) => slapd.modify(dn, 'employeeType', 'locked')],
    ['is deleted', (dn: string) => slapd.asRoot((client) => client.del(dn))],
  ])('has a session that ends at the next refresh when the person %s', async (what, change) => {
    const username = `one who ${what}`;
    await slapd.add(username, { employeeType: 'no-mfa' });
    const { body, ...login } = await server.api.login(username);
    await change(dnOf(username));
    expectRefusal(await server.api.refresh(login.cookies.refresh_token.value), 401, 'E04_00_004');
    expect((await server.api.verifyToken(body.access_token)).body).toEqual({ active: false });
  });

  it('ends half way when the person is disabled meanwhile', async () => {
    await slapd.add('late', {});
    const login = await server.api.login('late');
    const sent = await server.api.initiate(ids(login));
    await slapd.modify(dnOf('late'), 'employeeType', 'disabled');
    expectRefusal(await server.api.verify(ids(login, sent)), 423, 'E01_01_003');
  });

  it('leaves no password, phone or name of the directory in the log', () => {
    expect(log.lines.length).toBeGreaterThan(20);
    for (const secret of [
      `"${PASSWORD}"`,
      SERVICE.password,
      SERVICE.dn,
      'uid=',
      '5550101234',
      'ada@bank.test',
    ])
      expect(log.text).not.toContain(secret);
  });
});
