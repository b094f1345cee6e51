import type { TestingModuleBuilder } from '@nestjs/testing';
import { MailDispatcher } from '../src/modules/mail/mail-dispatcher.service.js';
import { MailFailure, MailTransport, type RenderedMail } from '../src/modules/mail/mail-transport.port.js';
import { AdminApi, addUser, createAccountServer, PASSWORD, signInAdministrator } from './support/accounts.js';
import type { TestServer } from './support/create-app.js';
import { MIXED } from './support/seal-keys.js';
import { tracesIn } from './support/traces.js';

/** A mail server that is down until it is mended. */
class MendedTransport extends MailTransport {
  isDown = true;
  readonly sent: RenderedMail[] = [];

  send(mail: RenderedMail): Promise<void> {
    if (this.isDown) return Promise.reject(new MailFailure('unreachable', 'down'));
    this.sent.push(mail);
    return Promise.resolve();
  }
}

describe('a letter that waits for the mail server', () => {
  let server: TestServer;
  const transport = new MendedTransport();

  beforeAll(async () => {
    const override = (builder: TestingModuleBuilder) =>
      builder.overrideProvider(MailTransport).useValue(transport);
    server = await createAccountServer({ env: MIXED, override });
  });

  afterAll(() => server.close());

  beforeEach(() => (transport.isDown = true));

  const drain = () => server.app.get(MailDispatcher).drain();
  const reset = (email: string) => server.api.post('/auth/reset-password', { email });
  const waiting = () => server.rows.count('mail_outbox', "status = 'PENDING'");

  async function mend(): Promise<RenderedMail[]> {
    transport.isDown = false;
    server.clock.advance(3_600);
    await drain();
    return transport.sent.splice(0);
  }

  it('holds nothing that was typed where there are keys, also while values in clear are replaced', async () => {
    const email = 'wanderer.of.quillfeather@example.test';
    await reset(email);
    await server.api.post('/auth/register', { email, password: PASSWORD, password_confirmation: PASSWORD });
    await drain();
    expect(await waiting()).toBe(2);
    const rows = await server.rows.select('SELECT reference FROM mail_outbox WHERE reference IS NOT NULL');
    expect(tracesIn(JSON.stringify(rows), { email })).toEqual([]);
    expect((await mend()).map(({ to }) => to)).toEqual([email, email]);
  });

  it('is not sent to somebody who was erased meanwhile, and what it was made from is forgotten at once', async () => {
    const admin = new AdminApi(server, (await signInAdministrator(server)).options);
    const [leaving, staying] = [await addUser(server), await addUser(server)];
    for (const { email } of [leaving, staying]) await reset(email);
    for (let time = 1; time <= 10; time += 1) await server.api.login(leaving.username, { password: 'wrong' });
    await drain();
    expect(await waiting()).toBe(3);
    expect((await admin.post(leaving.userId, 'erase', { reason: 'their letter' })).status).toBe(204);
    expect(await waiting()).toBe(1);
    const discarded = "status = 'DISCARDED' AND reference IS NULL AND ended_at IS NOT NULL";
    expect(await server.rows.count('mail_outbox', discarded)).toBe(2);
    expect((await mend()).map(({ to }) => to)).toEqual([staying.email]);
  });

  it('is sent to whoever has the address now that somebody had who was deleted, and is erased', async () => {
    const admin = new AdminApi(server, (await signInAdministrator(server)).options);
    const { userId, email } = await addUser(server);
    await admin.remove(userId);
    await addUser(server, { email });
    await reset(email);
    await drain();
    expect((await admin.post(userId, 'erase', { reason: 'their letter' })).status).toBe(204);
    expect((await mend()).map(({ to }) => to)).toEqual([email]);
  });
});
