import { createTestServer, type TestOptions, type TestServer } from './create-app.js';

export interface ListeningServer extends TestServer {
  readonly url: string;
}

/** A server that real connections reach. */
export async function createListeningServer(options?: TestOptions): Promise<ListeningServer> {
  const server = await createTestServer(options);
  await server.app.listen(0, '127.0.0.1');
  return { ...server, url: await server.app.getUrl() };
}
