import { type Client, type Filter, InvalidCredentialsError } from 'ldapts';
import type { Socket } from 'node:net';
import { LdapEntry, OBJECT_GUID } from './ldap-entry.js';
import { failureOf, resultCodeOf, within } from './ldap-failure.js';
import { clientOn, connect, type LdapAddress } from './ldap-transport.js';

/** No such entry, or nothing that could be one's name: there is nobody. */
const NOBODY = [32, 34];

/**
 * How directories say no to a password: invalid credentials, and the codes by which some tell of a missing entry, an
 * entry without a password, an access rule, a policy. RFC 4511, appendix A.
 */
const REFUSALS = [19, 32, 34, 48, 49, 50, 53];

/** Active Directory says so only to the right password: the account is disabled, or has expired. */
const DISABLED = /\bdata (533|701)\b/;

export type Verdict = 'RIGHT' | 'WRONG' | 'RIGHT_BUT_DISABLED';

export interface LdapQuestion {
  readonly base: string;
  readonly scope: 'base' | 'sub';
  readonly filter: Filter;
  readonly attributes: readonly string[];
  /** How many entries are wanted at most; 0: all, and what the directory cuts short is a failure. */
  readonly limit: number;
}

/** One connection, for one question at a time. Referrals and aliases are never followed. */
export class LdapConnection {
  private isGone = false;
  private readonly client: Client;

  private constructor(private readonly socket: Socket) {
    socket.once('close', () => (this.isGone = true));
    this.client = clientOn(socket);
  }

  /** @throws {LdapFailure} */
  static async open(address: LdapAddress, deadline: AbortSignal): Promise<LdapConnection> {
    return new LdapConnection(await connect(address, deadline));
  }

  get isClosed(): boolean {
    return this.isGone || this.socket.destroyed;
  }

  /** Signs the service account in. @throws {LdapFailure} */
  async signIn(dn: string, password: string, deadline: AbortSignal): Promise<void> {
    const verdict = await this.bind(dn, password, deadline);
    // Counts as an outage: asking on and on would lock the account.
    if (verdict !== 'RIGHT') throw failureOf('signing in the service account', { code: 'refused' });
  }

  /** Tries a password. @throws {LdapFailure} */
  async bind(dn: string, password: string, deadline: AbortSignal): Promise<Verdict> {
    // RFC 4513 §5.1.2: no name, or a name with an empty password, binds as nobody, and that succeeds. What has no = is
    // no name either, but the library could take it for that of a SASL mechanism.
    if (!dn.includes('=') || password === '') return 'WRONG';
    try {
      this.refuseWhenClosed();
      await within(deadline, 'binding', this.client.bind(dn, password));
      return 'RIGHT';
    } catch (error) {
      return verdictOf(error);
    }
  }

  /** @throws {LdapFailure} */
  async search(question: LdapQuestion, deadline: AbortSignal): Promise<LdapEntry[]> {
    const { base, scope, filter, attributes, limit } = question;
    const options = {
      scope,
      filter,
      attributes: [...attributes],
      explicitBufferAttributes: [OBJECT_GUID],
      sizeLimit: limit,
      derefAliases: 'never' as const,
    };
    try {
      this.refuseWhenClosed();
      const { searchEntries } = await within(deadline, 'searching', this.client.search(base, options));
      return searchEntries.map((entry) => LdapEntry.of(entry));
    } catch (error) {
      if (NOBODY.includes(resultCodeOf(error) ?? -1)) return [];
      throw failureOf('searching', error);
    }
  }

  /** Else the library would wait for the connection to open. */
  private refuseWhenClosed(): void {
    if (this.isClosed) throw failureOf('asking', undefined);
  }

  close(): void {
    this.socket.destroy();
  }
}

function verdictOf(error: unknown): Verdict {
  if (!REFUSALS.includes(resultCodeOf(error) ?? -1)) throw failureOf('binding', error);
  return error instanceof InvalidCredentialsError && DISABLED.test(error.message)
    ? 'RIGHT_BUT_DISABLED'
    : 'WRONG';
}
