import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How somebody signs in: by the password alone, with a code, or with everything that a login can ask for. */
export const HABITS = ['simple', 'code', 'full'] as const;
export type Habit = (typeof HABITS)[number];

export const AUDIENCE = 'customers';
export const PASSWORD = 'password';
export const SECRET = 'the secret of the directory that the fault suite is';

/** Anybody whose name begins with a habit exists, and is another person under every name. */
function personCalled(username: string): object | null {
  const habit = HABITS.find((one) => username.startsWith(`${one}-`));
  if (!habit) return null;
  const needsCode = habit !== 'simple';
  return {
    cupid: username,
    guid: null,
    username,
    email: `${username}@example.test`,
    email_verified: true,
    given_name: 'Some',
    family_name: 'Body',
    roles: ['user'],
    standing: 'ACTIVE',
    mfa_required: needsCode,
    mfa_locked: false,
    otp_methods: needsCode ? [{ option_id: 1, destination: '+15550101234' }] : [],
    push: 'NOT_REGISTERED',
    audiences: habit === 'full' ? [AUDIENCE] : [],
    accounts: [{ id: 'a-1', name: 'One', slug: 'one', permissions: ['events:read'] }],
    password_changed_at: null,
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, string | undefined>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return JSON.parse(Buffer.concat(parts).toString()) as Record<string, string>;
}

/** The directory that servers ask: as many people as there are names, so that no login finds what another has left. */
export class Directory {
  private constructor(private readonly server: Server) {}

  static async start(): Promise<Directory> {
    const server = createServer((request, response) => {
      void bodyOf(request).then(({ type, username = '', password, cupid = '' }) => {
        const isKnown = type === 'find' || password === PASSWORD;
        const person = isKnown ? personCalled(type === 'find' ? cupid : username) : null;
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ person }));
      });
    });
    server.keepAliveTimeout = 60_000;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new Directory(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}
