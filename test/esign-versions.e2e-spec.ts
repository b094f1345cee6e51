import { sha256 } from '../src/common/digest.js';
import { EsignRepository } from '../src/modules/esign/esign.repository.js';
import { EsignService } from '../src/modules/esign/esign.service.js';
import { ids } from './support/api.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { find } from './support/walk.js';

const TERMS = 'terms-v1-2025';
const NEW_TEXT = 'The new terms and conditions. Übrigens: each byte of them counts — 漢字 too.\r\n';

describe('versions of a document', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await createTestServer();
  });

  afterEach(() => server.close());

  const publish = (version: string, content = NEW_TEXT) => {
    server.clock.advance(60);
    return server.app.get(EsignService).publish({
      documentId: TERMS,
      version,
      title: 'New terms',
      content,
      mandatory: true,
      audience: 'customers',
    });
  };
  const decisions = async () => {
    const person = await server.directory.authenticate('complianceuser', 'password');
    return find(server, () => server.app.get(EsignRepository).findDecisions(person?.cupid ?? ''));
  };
  const login = () => server.api.login('complianceuser');

  it('has a new version signed by those who had signed the old one', async () => {
    const { api } = server;
    await api.accept(ids(await login()));
    expect((await login()).status).toBe(201);
    expect(await publish('2.0')).toBe(true);
    const asked = await login();
    expect(asked.body).toMatchObject({
      response_type_code: 'ESIGN_REQUIRED',
      esign_document_id: TERMS,
      esign_document_version: '2.0',
      esign_url: `/auth/esign/documents/${TERMS}?version=2.0`,
    });
    expect((await api.accept(ids(asked))).status).toBe(201);
    expect((await login()).status).toBe(201);
    expect((await decisions()).map(({ version }) => version)).toEqual(['1.0', '2.0']);
  });

  it('stores the hash of the bytes that the URL of the step serves', async () => {
    const { api } = server;
    await publish('2.0');
    const asked = await login();
    const served = await api.get(asked.body.esign_url);
    expect(served.body.content).toBe(NEW_TEXT);
    await api.accept(ids(asked));
    expect((await decisions()).at(-1)?.contentSha256).toBe(sha256(served.body.content));
  });

  it('accepts what was offered, although a newer version came out meanwhile', async () => {
    const { api } = server;
    const asked = await login();
    const shown = await api.get(asked.body.esign_url);
    await publish('2.0');
    expect((await api.get(asked.body.esign_url)).body).toEqual(shown.body);
    const answer = await api.accept(ids(asked));
    const [decision] = await decisions();
    expect(decision).toMatchObject({ version: '1.0', contentSha256: sha256(shown.body.content) });
    // The same login is not held up a second time, but the next one is.
    expect(answer.status).toBe(201);
    expect((await login()).body.esign_document_version).toBe('2.0');
  });

  it('serves the newest version where none is named, and every version by its name', async () => {
    const { api } = server;
    await publish('2.0');
    const versionAt = async (query: string) =>
      (await api.get(`/auth/esign/documents/${TERMS}${query}`)).body.version;
    expect([await versionAt(''), await versionAt('?version=1.0'), await versionAt('?version=2.0')]).toEqual([
      '2.0',
      '1.0',
      '2.0',
    ]);
  });

  it('never changes a version that is out', async () => {
    const before = await server.api.get(`/auth/esign/documents/${TERMS}?version=1.0`);
    expect(await publish('1.0', 'Something else under the same number')).toBe(false);
    const after = await server.api.get(`/auth/esign/documents/${TERMS}?version=1.0`);
    expect(after.body).toEqual(before.body);
  });

  it('shows and asks for nothing before it is published', async () => {
    const { api, clock } = server;
    await publish('2.0');
    clock.advance(-1);
    expect((await login()).body.esign_document_version).toBe('1.0');
    const early = await api.get(`/auth/esign/documents/${TERMS}?version=2.0`);
    expect([early.status, early.body.error_code]).toEqual([404, 'CIAM_E01_04_001']);
  });
});
