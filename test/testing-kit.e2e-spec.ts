import { decodeJwt } from 'jose';
import {
  aDocument,
  aPerson,
  createTestServer,
  type TestServer,
  type TestServerOptions,
} from '../src/testing/testing.js';
import { type ApiResponse, ids } from './support/api.js';
import { RemoteApi } from './support/remote-api.js';
import { usesPostgres } from './support/test-config.js';

const codeOf = ({ status, body }: ApiResponse) => [status, body.error_code];
const stepOf = ({ body }: ApiResponse) => body.response_type_code;
const otherThan = (number: number) => (number % 99) + 1;

// The kit brings a database of its own, in memory: PostgreSQL would add nothing to it.
(usesPostgres ? describe.skip : describe)(
  'a server of the testing kit, which brings its own SQLite in memory,',
  () => {
    const open: TestServer[] = [];

    async function start(options?: TestServerOptions) {
      const server = await createTestServer(options);
      open.push(server);
      return { server, api: new RemoteApi(server.url) };
    }

    afterEach(async () => {
      for (const server of open.splice(0)) await server.close();
    });

    async function push(api: RemoteApi, username = 'alice') {
      const login = await api.login(username);
      const sent = await api.push(ids(login));
      return { prompt: ids(login, sent), number: sent.body.display_number as number };
    }

    const alice = aPerson({ username: 'Alice', mfa: true });

    describe('with people', () => {
      it('knows those of the simulator, and their documents, unless told otherwise', async () => {
        const { server, api } = await start();
        expect(stepOf(await api.login('complianceuser'))).toBe('ESIGN_REQUIRED');
        server.people.change('mfauser', { roles: ['user'] });
        const { prompt } = await push(api, 'mfauser');
        server.clock.advance(5);
        expect(stepOf(await api.poll(prompt))).toBe('SUCCESS');
      });

      it('knows those that it is given and nobody else', async () => {
        const { api } = await start({ people: [alice, aPerson({ username: 'bob' })] });
        expect(stepOf(await api.login('ALICE'))).toBe('MFA_REQUIRED');
        expect(decodeJwt((await api.login('bob')).body.access_token)).toMatchObject({
          sub: aPerson({ username: 'bob' }).cupid,
          roles: ['user'],
        });
        expect((await api.login('testuser')).status).toBe(401);
      });

      it('treats each as the test says', async () => {
        const { api } = await start({
          people: [
            aPerson({ username: 'secretive', password: 'another' }),
            aPerson({ username: 'denied', risk: 'DENY' }),
            aPerson({ username: 'trusted', risk: 'TRUST', mfa: true }),
            aPerson({ username: 'locked', standing: 'LOCKED' }),
            aPerson({ username: 'callable', mfa: { phones: ['+15550109999', '+15550108888'] } }),
            aPerson({ username: 'prompted', mfa: { push: true } }),
            aPerson({ username: 'prompt', mfa: true, pushAnswer: { afterSeconds: 0, decision: 'APPROVED' } }),
          ],
        });
        expect((await api.login('secretive')).status).toBe(401);
        expect((await api.login('secretive', { password: 'another' })).status).toBe(201);
        expect(codeOf(await api.login('denied'))).toEqual([403, 'CIAM_E01_01_010']);
        expect((await api.login('trusted')).body.device_bound).toBe(true);
        expect((await api.login('locked')).status).toBe(423);
        expect((await api.login('callable')).body).toMatchObject({
          otp_methods: [
            { value: '9999', mfa_option_id: 1 },
            { value: '8888', mfa_option_id: 2 },
          ],
          mobile_approve_status: 'NOT_REGISTERED',
        });
        expect((await api.login('prompted')).body).toMatchObject({
          otp_methods: [],
          mobile_approve_status: 'ENABLED',
        });
        expect(stepOf(await api.poll((await push(api, 'prompt')).prompt))).toBe('SUCCESS');
      });

      it('hears of changes when it next asks', async () => {
        const { server, api } = await start({ people: [alice] });
        server.people.change('alice', { mfa: false, password: 'changed', roles: ['admin'] });
        const answer = await api.login('alice', { password: 'changed' });
        expect(decodeJwt(answer.body.access_token)).toMatchObject({ sub: alice.cupid, roles: ['admin'] });
        server.people.remove('alice');
        expect((await api.login('alice', { password: 'changed' })).status).toBe(401);
        server.people.add(aPerson({ username: 'carol' }));
        expect((await api.login('carol')).status).toBe(201);
      });

      it('refuses two who cannot be told apart, and changes of nobody', async () => {
        const twins = [alice, aPerson({ username: 'ALICE', cupid: 'another' })];
        await expect(createTestServer({ people: twins })).rejects.toThrow('user name alice');
        const same = [alice, aPerson({ username: 'bob', cupid: alice.cupid })];
        await expect(createTestServer({ people: same })).rejects.toThrow(`cupid ${alice.cupid}`);
        const { server } = await start({ people: [alice] });
        expect(() => server.people.add(alice)).toThrow('There is a alice already');
        expect(() => server.people.change('bob', {})).toThrow('Nobody is called bob; there are: alice');
      });
    });

    describe('with phones', () => {
      it('shows the newest code of each person, whatever their numbers end with', async () => {
        const mobile = (username: string, number: string) => aPerson({ username, mfa: { phones: [number] } });
        const people = [mobile('ann', '+15551110000'), mobile('ben', '+15552220000')];
        const { server, api } = await start({ people });
        expect(() => server.outbox.lastCodeTo('ann')).toThrow('No code has been sent to ann');
        const login = await api.login('ann');
        const sent = ids(login, await api.initiate(ids(login)));
        expect(() => server.outbox.lastCodeTo('ben')).toThrow('No code has been sent to ben');
        expect(stepOf(await api.verify(sent, server.outbox.lastCodeTo('ann')))).toBe('SUCCESS');
        expect(server.outbox.messages).toMatchObject([{ kind: 'otp', to: '0000' }]);
      });

      it('lets a person say yes, but for the wrong number', async () => {
        const { server, api } = await start({ people: [alice] });
        const phone = server.phoneOf('alice');
        await expect(phone.approve(1)).rejects.toThrow('No push has been sent to alice');
        const first = await push(api);
        expect(await phone.approve(otherThan(first.number))).toBe(false);
        expect((await api.poll(first.prompt)).body.transaction_status).toBe('REJECTED');
        const second = await push(api);
        server.clock.advance(60);
        expect(stepOf(await api.poll(second.prompt))).toBe('MFA_PENDING');
        expect(await phone.approve(second.number)).toBe(true);
        expect(stepOf(await api.poll(second.prompt))).toBe('SUCCESS');
      });

      it('lets a person say no, and complains of what comes too late', async () => {
        const { server, api } = await start({ people: [alice] });
        const { prompt } = await push(api);
        await server.phoneOf('alice').deny();
        expect((await api.poll(prompt)).body.transaction_status).toBe('REJECTED');
        const { number } = await push(api);
        server.clock.advance('2m');
        await expect(server.phoneOf('alice').approve(number)).rejects.toThrow('410 CIAM_E01_03_002');
      });
    });

    describe('with documents', () => {
      const rules = (version: string) => aDocument({ documentId: 'rules', version });
      const bob = aPerson({ username: 'bob' });

      it('asks everybody to sign them, and again after a new version', async () => {
        const { server, api } = await start({ people: [bob], documents: [rules('1.0')] });
        await api.accept(ids(await api.login('bob')), 'rules');
        expect(stepOf(await api.login('bob'))).toBe('SUCCESS');
        await server.documents.publish(rules('1.1'));
        const login = await api.login('bob');
        expect(login.body).toMatchObject({ esign_document_id: 'rules', esign_document_version: '1.1' });
        expect(stepOf(await api.accept(ids(login), 'rules'))).toBe('SUCCESS');
      });

      it('asks for the newest version alone', async () => {
        const { server, api } = await start({ people: [bob], documents: [rules('1.0')] });
        await server.documents.publish(rules('1.1'));
        const login = await api.login('bob');
        expect(login.body.esign_document_version).toBe('1.1');
        await api.accept(ids(login), 'rules');
        expect(stepOf(await api.login('bob'))).toBe('SUCCESS');
      });

      it('refuses to publish a version twice, or two versions at once', async () => {
        const { server } = await start({ people: [bob], documents: [rules('1.0')] });
        await expect(server.documents.publish(rules('1.0'))).rejects.toThrow('rules 1.0 has been published');
        const both = createTestServer({ documents: [rules('1.0'), rules('2.0')] });
        await expect(both).rejects.toThrow('Two documents are called rules');
      });
    });

    it('is after a reset as it was at the start', async () => {
      const { server, api } = await start({ people: [alice, aPerson({ username: 'bob' })] });
      const began = server.clock.now();
      const old = await api.login('bob');
      await push(api);
      server.people.remove('bob');
      server.people.change('alice', { mfa: false });
      await server.documents.publish(aDocument());
      server.clock.advance('14d');

      await server.reset();

      expect(server.clock.now()).toEqual(began);
      expect(server.outbox.messages).toEqual([]);
      expect(stepOf(await api.login('alice'))).toBe('MFA_REQUIRED');
      expect(stepOf(await api.login('bob'))).toBe('SUCCESS');
      expect((await api.verifyToken(old.body.access_token)).body).toEqual({ active: false });
    });
  },
);
