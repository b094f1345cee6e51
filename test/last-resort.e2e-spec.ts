import { ServerProcess, until } from './support/server-process.js';

/** Has the server, when it gets the signal, forget to await a promise that fails. */
const CARELESS =
  '--import=data:text/javascript,process.on(`SIGUSR2`,()=>void(Promise.reject(new(Error)(`nobody-awaited-it`))))';

describe('a failure that no request is there to answer for', () => {
  let server: ServerProcess;

  beforeAll(async () => {
    server = await ServerProcess.start({ NODE_OPTIONS: CARELESS });
  }, 60_000);

  afterAll(() => server.close());

  it('is written to the log, and the process lives on', async () => {
    server.signal('SIGUSR2');
    await until('the log tells of it', () => server.output.includes('unhandled rejection'));
    const line = server.output.split('\n').find((one) => one.includes('unhandled rejection')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'error', err: { message: 'nobody-awaited-it' } });
    expect((await fetch(`${server.url}/health`)).status).toBe(200);
  });
});
