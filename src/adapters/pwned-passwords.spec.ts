import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '../config/load-config.js';
import { PwnedPasswords } from './pwned-passwords.js';

const KNOWN = 'A'.repeat(35);
const PADDING = 'B'.repeat(35);

describe('the list of Have I Been Pwned', () => {
  const requests: IncomingMessage[] = [];
  let server: Server;
  let list: PwnedPasswords;
  let status = 200;

  beforeAll(async () => {
    server = createServer((request, response) => {
      requests.push(request);
      response
        .writeHead(status, { location: 'http://127.0.0.1:1/' })
        .end(`${KNOWN.toLowerCase()}:7\r\n${PADDING}:0\r\n`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    list = new PwnedPasswords(loadConfig({ BREACH_CHECK_URL: `http://127.0.0.1:${port}/range` }));
  });

  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is asked for what begins like a digest, with padding; what is padding is left out', async () => {
    expect(await list.suffixesOf('21BD1')).toEqual([KNOWN]);
    expect(requests[0]).toMatchObject({ method: 'GET', url: '/range/21BD1' });
    expect(requests[0]?.headers['add-padding']).toBe('true');
  });

  it.each([500, 429, 404, 302])('has no answer when the status is %i', async (bad) => {
    status = bad;
    await expect(list.suffixesOf('21BD1')).rejects.toThrow();
    status = 200;
  });

  it('has no answer when nobody listens', async () => {
    const gone = new PwnedPasswords(loadConfig({ BREACH_CHECK_URL: 'http://127.0.0.1:1/range' }));
    await expect(gone.suffixesOf('21BD1')).rejects.toThrow();
  });
});
