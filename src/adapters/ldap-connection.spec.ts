import { BIND, EXTENDED, FakeLdap, type Request, result } from '../../test/support/fake-ldap.js';
import { LdapConnection } from './ldap-connection.js';
import { isOutage } from './ldap-failure.js';

const DN = 'uid=ada,dc=bank,dc=test';
const soon = () => AbortSignal.timeout(2000);

describe('a connection to a directory', () => {
  let fake: FakeLdap | undefined;

  async function connect(answer: (request: Request) => Buffer | undefined, startTls = false) {
    fake = await FakeLdap.answering(answer);
    return LdapConnection.open({ url: fake.url, startTls }, soon());
  }

  const bindAnswered = async (code: number, words = '') => {
    const connection = await connect(({ id }) => result(id, BIND.response, code, words));
    return connection.bind(DN, 'password', soon());
  };

  afterEach(() => fake?.stop());

  it.each([
    ['success', 0, 'RIGHT'],
    ['a constraint', 19, 'WRONG'],
    ['no such entry', 32, 'WRONG'],
    ['no name', 34, 'WRONG'],
    ['an entry without a password', 48, 'WRONG'],
    ['invalid credentials', 49, 'WRONG'],
    ['an access rule', 50, 'WRONG'],
    ['a policy', 53, 'WRONG'],
  ])('takes %s for an answer about the password', (_what, code, verdict) =>
    expect(bindAnswered(code)).resolves.toBe(verdict),
  );

  it.each([
    ['52e', 'WRONG'],
    ['525', 'WRONG'],
    ['530', 'WRONG'],
    ['532', 'WRONG'],
    ['533', 'RIGHT_BUT_DISABLED'],
    ['701', 'RIGHT_BUT_DISABLED'],
    ['773', 'WRONG'],
    ['775', 'WRONG'],
  ])('understands what Active Directory means by data %s', (data, verdict) =>
    expect(
      bindAnswered(
        49,
        `80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data ${data}, v3839`,
      ),
    ).resolves.toBe(verdict),
  );

  it.each([
    ['a referral', 10, false],
    ['a demand for encryption', 13, false],
    ['a server that is busy', 51, true],
    ['a server that is about to go', 52, true],
    ['an error of its own', 80, false],
  ])('takes %s for no answer', async (_what, code, isOut) => {
    const failure = await bindAnswered(code, 'uid=ada is at ldap://elsewhere').catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ name: 'LdapFailure', message: `binding: result code ${code}` });
    expect(isOutage(failure)).toBe(isOut);
  });

  it.each([
    ['', 'password'],
    ['PLAIN', 'password'],
    ['EXTERNAL', 'password'],
    [DN, ''],
  ])('does not even ask about the name %j with the password %j', async (dn, password) => {
    const asked = jest.fn();
    const connection = await connect(asked);
    await expect(connection.bind(dn, password, soon())).resolves.toBe('WRONG');
    expect(asked).not.toHaveBeenCalled();
  });

  it('is not used in the clear when the directory refuses to encrypt', async () => {
    const operations: number[] = [];
    const opening = connect(({ id, operation }) => {
      operations.push(operation);
      return result(id, EXTENDED.response, 2);
    }, true);
    await expect(opening).rejects.toThrow('connecting: result code 2');
    expect(operations).toEqual([EXTENDED.request]);
  });

  it('is given up when the answer is none', async () => {
    const connection = await connect(() => Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await expect(connection.bind(DN, 'password', AbortSignal.timeout(200))).rejects.toThrow(
      /^binding: (no answer in time|the connection was lost)$/,
    );
  });

  it('that was lost says so at once', async () => {
    const connection = await connect(() => undefined);
    const asking = connection.bind(DN, 'password', soon());
    fake?.stop();
    await expect(asking).rejects.toThrow('binding: the connection was lost');
    expect(connection.isClosed).toBe(true);
    await expect(connection.bind(DN, 'password', soon())).rejects.toThrow('the connection was lost');
  });

  it('to where nobody listens fails at once', async () => {
    const { url } = (fake = await FakeLdap.answering(() => undefined));
    fake.stop();
    await expect(LdapConnection.open({ url, startTls: false }, soon())).rejects.toThrow(
      'connecting: ECONNREFUSED',
    );
  });
});
