import { addUser, IN_CLEAR } from './support/accounts.js';
import { createMailServer, type MailServer } from './support/mailbox.js';
import { MailService } from '../src/modules/mail/mail.service.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';

const HOUR = 3_600_000;

describe('the letter about a lock', () => {
  let server: MailServer;

  beforeAll(async () => {
    server = await createMailServer({ env: IN_CLEAR });
  });

  afterAll(() => server.close());

  const at = (hours: number) => new Date(server.clock.now().getTime() + hours * HOUR);
  const FOREVER = new Date('9999-12-31T00:00:00.000Z');

  /** What is written to somebody with such locks, when the letter is sent; undefined: nothing. */
  async function told(elsewhere: Date | null, devices: Date | null): Promise<string | undefined> {
    const { userId, email } = await addUser(server);
    await server.rows.execute(
      'UPDATE users SET locked_until = $2, device_locked_until = $3 WHERE user_id = $1',
      [userId, elsewhere, devices],
    );
    await server.app.get(UnitOfWork).run(() => {
      server.app.get(MailService).queue({ kind: 'account-locked', reference: userId });
      return Promise.resolve();
    });
    const [mail] = await server.mailsTo(email);
    return mail?.text.replace(/\s+/g, ' ');
  }
  const day = (date: Date) => `until ${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

  it('says where the lock holds, and until when', async () => {
    expect(await told(at(1), null)).toContain(
      `nobody can sign in on a device from which you have not signed in before ${day(at(1))}`,
    );
    expect(await told(null, at(2))).toContain(
      `nobody can sign in on the devices from which you have signed in before ${day(at(2))}`,
    );
    expect(await told(at(1), at(2))).toContain(`nobody can sign in ${day(at(2))}`);
  });

  it('says nothing of a lock that is over', async () => {
    expect(await told(at(-1), at(2))).toContain(
      `on the devices from which you have signed in before ${day(at(2))}`,
    );
  });

  it('is not sent when no lock is left', async () => {
    expect(await told(at(-1), null)).toBeUndefined();
  });

  it('names no day when the lock does not end by itself', async () => {
    const text = await told(FOREVER, null);
    expect(text).toContain('until the lock is lifted');
    expect(text).toContain('ask our support');
    expect(text).not.toContain('9999');
  });
});
