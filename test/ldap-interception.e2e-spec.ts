import { Client } from 'ldapts';
import { beginningOfResult, BIND, FakeLdap } from './support/fake-ldap.js';
import { withProvider } from './support/ldap-provider.js';
import { Slapd, withSlapd } from './support/slapd.js';
import { SERVICE } from './support/slapd-files.js';
import { dnOf, PASSWORD } from './support/slapd-people.js';

/** Of the answer "invalid credentials" without a word of explanation. */
const REFUSAL_LENGTH = 14;

withSlapd('somebody between the server and its LDAP directory', () => {
  let slapd: Slapd;
  let middle: FakeLdap | undefined;

  beforeAll(async () => {
    slapd = await Slapd.start();
  });

  afterEach(() => middle?.stop());

  afterAll(() => slapd.remove());

  /** Forges the beginning of a success, written before encryption begins, of which the next answer becomes the end. */
  const forging = (id: number) => (answer: Buffer) =>
    Buffer.concat([answer, beginningOfResult(id, BIND.response, 0, REFUSAL_LENGTH)]);

  const encrypted = ({ url }: FakeLdap) => ({
    LDAP_URL: url,
    LDAP_START_TLS: 'true',
    LDAP_TLS_CA: slapd.certificate('ca'),
  });

  it('hears no password, name or answer', async () => {
    const said: Buffer[] = [];
    middle = await FakeLdap.between(
      slapd.url,
      (answer) => answer,
      (bytes) => said.push(bytes),
    );
    await withProvider(slapd, encrypted(middle), ({ provider }) =>
      expect(provider.authenticate('ada', PASSWORD)).resolves.toMatchObject({ username: 'ada' }),
    );
    const text = Buffer.concat(said).toString('latin1');
    expect(text.length).toBeGreaterThan(500);
    for (const secret of [PASSWORD, SERVICE.password, SERVICE.dn, 'uid=ada'])
      expect(text).not.toContain(secret);
  });

  it.each([2, 3, 4])(
    'cannot answer in the directory’s place by words before the encryption: %d',
    async (id) => {
      middle = await FakeLdap.between(slapd.url, forging(id));
      await withProvider(slapd, encrypted(middle), async ({ provider }) => {
        const answer = await provider.authenticate('ada', 'wrong').catch(() => null);
        expect(answer).toBeNull();
      });
    },
  );

  it('could do so where the library’s own StartTLS is used, which is why it is not', async () => {
    middle = await FakeLdap.between(slapd.url, forging(3));
    const client = new Client({ url: middle.url });
    await client.startTLS({ ca: slapd.certificate('ca'), host: '127.0.0.1' });
    await expect(client.bind(dnOf('ada'), 'wrong')).resolves.toBeUndefined();
    await client.unbind();
  });
});
