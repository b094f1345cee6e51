import { wholeChain } from '../clients/typescript/examples/whole-chain.js';
import { enterCode } from '../clients/typescript/examples/wrong-code.js';
import { clientOf, willing } from './support/client.js';
import { createListeningServer, type ListeningServer } from './support/listening.js';
import { newPerson } from './support/walk.js';

describe('the TypeScript client', () => {
  let server: ListeningServer;

  beforeAll(async () => {
    server = await createListeningServer();
  });

  afterAll(() => server.close());

  const person = async (like: string) => (await newPerson(server, like)).username;
  const credentials = async (like: string) => ({ username: await person(like), password: 'password' });

  it('walks the whole chain in the dozen lines of its example', async () => {
    expect(await wholeChain(server.url, async () => '1234')).toBe(1);
    const counts = await server.rows.counts();
    expect(counts).toMatchObject({ sessions: 1, trusted_devices: 1, esign_acceptances: 1 });
    expect(await server.rows.count('sessions', "status = 'REVOKED' AND revoke_reason = 'USER_LOGOUT'")).toBe(
      1,
    );
    // Of the login and of the refresh: access, id and refresh token.
    expect(counts.tokens).toBe(6);
    expect(await server.rows.count('tokens', "status = 'ACTIVE'")).toBe(0);
  });

  it('asks for the code again, in the words of its example, until it is right', async () => {
    const { client } = clientOf(server);
    const hints: string[] = [];
    const codes = ['1111', '2222', '1234'];
    const end = await client.signIn(await credentials('mfauser'), {
      ...willing(client),
      MFA_REQUIRED: (step) =>
        enterCode(client, step, async (hint) => {
          hints.push(hint);
          return codes[hints.length - 1] ?? '';
        }),
    });
    expect(end.response_type_code).toBe('SUCCESS');
    expect(hints.map((hint) => /\d/.exec(hint)?.[0])).toEqual([undefined, '4', '3']);
  });

  it('goes through the doors that the server names, and no others', async () => {
    const { client, sent } = clientOf(server);
    const end = await client.signIn(
      { ...(await credentials('complianceuser')), drs_action_token: 'a tablet' },
      willing(client),
    );
    expect(end.response_type_code).toBe('SUCCESS');
    expect(sent).toEqual(['POST /auth/login', 'POST /auth/esign/accept', 'POST /auth/device/bind']);
  });

  it('shows the text to sign, and ends without tokens when a mandatory one is declined', async () => {
    const { client } = clientOf(server);
    let title = '';
    const end = await client.signIn(await credentials('complianceuser'), {
      ...willing(client),
      ESIGN_REQUIRED: async (step) => {
        title = (await client.document(step)).title;
        return client.declineDocument(step, 'too long');
      },
    });
    expect([title, end.response_type_code, client.tokens]).toEqual([
      'Terms of Service - 2025',
      'ESIGN_DECLINED',
      undefined,
    ]);
  });

  it('waits for a push as long as the server asks it to', async () => {
    const { client, sent } = clientOf(server);
    const end = await client.signIn(await credentials('mfauser'), {
      ...willing(client),
      MFA_REQUIRED: async (step) => client.waitForPush(await client.sendPush(step)),
    });
    expect(end.response_type_code).toBe('SUCCESS');
    // After 5 seconds, asked each second.
    expect(sent.filter((route) => route.includes('/transactions/'))).toHaveLength(6);
  });

  it('lets a person see and end their sessions and devices, and enter another app', async () => {
    const who = { ...(await credentials('mfauser')), drs_action_token: 'a laptop' };
    const { client } = clientOf(server);
    const { client: other } = clientOf(server);
    await client.signIn(who, willing(client));
    await other.signIn(who, willing(other));
    const [device] = await client.devices();
    expect((await client.renameDevice(device.device_id, 'Old laptop')).device_name).toBe('Old laptop');
    await client.removeDevice(device.device_id);
    expect(await client.devices()).toEqual([]);
    expect((await client.handOff()).session_token).toMatch(/^[0-9a-f]{64}$/);
    const theirs = (await client.sessions()).find(({ current }) => !current);
    await client.endSession(theirs!.session_id);
    expect(await client.sessions()).toHaveLength(1);
    expect(await client.logoutOthers()).toBe(0);
    expect(await client.logoutEverywhere()).toBe(1);
    expect(client.tokens).toBeUndefined();
  });
});
