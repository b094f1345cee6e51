import { browser, clientOf, refusal, willing } from './support/client.js';
import { createListeningServer, type ListeningServer } from './support/listening.js';
import { newPerson } from './support/walk.js';

describe('the TypeScript client', () => {
  let server: ListeningServer;

  beforeAll(async () => {
    server = await createListeningServer();
  });

  afterAll(() => server.close());

  const credentials = async (like: string) => ({
    username: (await newPerson(server, like)).username,
    password: 'password',
  });

  const page = (send: (request: Request) => Promise<Response>) =>
    clientOf(server, { delivery: 'cookie', fetch: send });

  describe('keeps the tokens fresh', () => {
    const signedIn = async (options: Parameters<typeof clientOf>[1] = {}) => {
      const changes: unknown[] = [];
      const made = clientOf(server, { onTokens: (tokens) => changes.push(tokens), ...options });
      await made.client.login(await credentials('testuser'));
      made.sent.length = 0;
      return { ...made, changes };
    };

    it('sends the access token while it is good', async () => {
      const { client, sent } = await signedIn();
      server.clock.advance(880);
      await client.sessions();
      expect(sent).toEqual(['GET /auth/sessions']);
    });

    it('renews it first when it has run out, once for all who ask', async () => {
      const { client, sent, changes } = await signedIn();
      const { access_token } = client.tokens!;
      server.clock.advance(900);
      const answers = await Promise.all([
        client.sessions(),
        client.devices(),
        client.sessions(),
        client.refresh(),
      ]);
      expect(answers[0]).toHaveLength(1);
      expect(sent.filter((route) => route === 'POST /auth/refresh')).toHaveLength(1);
      expect(sent).toHaveLength(4);
      expect(client.tokens?.access_token).not.toBe(access_token);
      expect(changes.at(-1)).toEqual(client.tokens);
    });

    it('renews it once and asks again when the server refuses it before its time', async () => {
      const { client, sent } = await signedIn();
      const slow = clientOf(server, { tokens: { ...client.tokens!, expires_at: Number.MAX_SAFE_INTEGER } });
      server.clock.advance(900);
      expect(await slow.client.renameDevice('nobody', 'x').catch((error: unknown) => error)).toMatchObject({
        status: 404,
      });
      expect(slow.sent).toEqual([
        'PATCH /auth/devices/nobody',
        'POST /auth/refresh',
        'PATCH /auth/devices/nobody',
      ]);
      expect(sent).toEqual([]);
    });

    it('forgets them when the session has ended elsewhere', async () => {
      const { client, sent, changes } = await signedIn();
      const { client: elsewhere } = clientOf(server, { tokens: client.tokens! });
      await elsewhere.logout();
      const error = await refusal(client.sessions());
      expect([error.status, error.error_code]).toEqual([401, 'CIAM_E04_00_002']);
      expect(sent).toEqual(['GET /auth/sessions', 'POST /auth/refresh']);
      expect([client.tokens, changes.at(-1)]).toEqual([undefined, undefined]);
      expect(await refusal(client.sessions())).toMatchObject({ error_code: 'CIAM_E01_02_001' });
    });

    it('keeps them when the server cannot be asked for new ones', async () => {
      let isDown = false;
      const flaky = (request: Request) => (isDown ? Promise.reject(new TypeError('down')) : fetch(request));
      const { client } = await signedIn({ fetch: flaky });
      const { tokens } = client;
      isDown = true;
      server.clock.advance(900);
      expect((await refusal(client.sessions())).error_code).toBe('UNREACHABLE');
      expect(client.tokens).toBe(tokens);
      isDown = false;
      expect(await client.sessions()).toHaveLength(1);
    });

    it('does not mistake the tokens of whoever has signed in meanwhile', async () => {
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      const slow = async (request: Request) => {
        if (request.url.endsWith('/refresh')) await held;
        return fetch(request);
      };
      const { client } = await signedIn({ fetch: slow });
      const renewal = client.refresh();
      await client.login(await credentials('testuser'));
      const { tokens } = client;
      letGo();
      expect(await renewal).toBe(tokens);
      expect(client.tokens).toBe(tokens);
    });
  });

  describe('signs out', () => {
    it('with a renewal in flight, and nothing is left', async () => {
      const { client } = clientOf(server);
      await client.login(await credentials('testuser'));
      const renewal = client.refresh();
      await client.logout();
      const { access_token, refresh_token } = await renewal;
      expect(client.tokens).toBeUndefined();
      expect((await server.api.verifyToken(access_token)).body).toEqual({ active: false });
      expect((await server.api.refresh(refresh_token!)).status).toBe(401);
    });

    it('only when a renewal has come back, or its tokens would come after', async () => {
      const send = browser();
      await page(send).client.login(await credentials('testuser'));
      let letGo: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (letGo = resolve));
      const { client, sent } = page(async (request) => {
        const response = await send(request);
        if (request.url.endsWith('/refresh')) await held;
        return response;
      });
      const renewal = client.refresh();
      const logout = client.logout();
      await new Promise(setImmediate);
      expect(sent).toEqual(['POST /auth/refresh']);
      letGo();
      await Promise.all([renewal, logout]);
      expect(sent).toEqual(['POST /auth/refresh', 'POST /auth/logout']);
      expect(client.tokens).toBeUndefined();
    });

    it('again after it could not', async () => {
      let isDown = false;
      const flaky = (request: Request) => (isDown ? Promise.reject(new TypeError('down')) : fetch(request));
      const { client } = clientOf(server, { fetch: flaky });
      await client.login(await credentials('testuser'));
      const { access_token } = client.tokens!;
      isDown = true;
      expect((await refusal(client.logout())).error_code).toBe('UNREACHABLE');
      isDown = false;
      await client.logout();
      expect((await server.api.verifyToken(access_token)).body).toEqual({ active: false });
    });
  });

  describe('in a browser', () => {
    it('never sees the refresh token, and is signed in again after a reload', async () => {
      const send = browser();
      const before = page(send);
      await before.client.login(await credentials('testuser'));
      expect(before.client.tokens).toMatchObject({ refresh_token: undefined });
      const after = page(send);
      expect(await after.client.sessions()).toHaveLength(1);
      expect(after.sent).toEqual(['POST /auth/refresh', 'GET /auth/sessions']);
      await after.client.logout();
      expect(await refusal(page(send).client.refresh())).toMatchObject({ error_code: 'CIAM_E04_00_008' });
    });

    it('is trusted by its cookie the next time', async () => {
      const send = browser();
      const who = await credentials('mfauser');
      const first = page(send).client;
      // The first login gives the browser its name, the second has it trusted.
      await first.signIn(who, willing(first));
      await first.signIn(who, willing(first));
      expect((await page(send).client.login(who)).response_type_code).toBe('SUCCESS');
    });
  });
});
