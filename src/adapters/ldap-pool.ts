import type { LdapConnection } from './ldap-connection.js';
import { isOutage } from './ldap-failure.js';
import { LdapSlots } from './ldap-slots.js';

/** Firewalls forget a connection that rests for long without telling either end. */
const LONGEST_REST_MS = 60_000;

interface Resting {
  readonly connection: LdapConnection;
  readonly since: number;
}

/** Connections of the service account: opened when needed, kept while they work. */
export class LdapPool {
  private resting: Resting[] = [];
  private readonly slots: LdapSlots;

  constructor(
    size: number,
    private readonly open: (deadline: AbortSignal) => Promise<LdapConnection>,
  ) {
    this.slots = new LdapSlots(size);
  }

  /** @param work must be good to run twice: what fails on a rested connection is tried on a new one */
  run<T>(deadline: AbortSignal, work: (connection: LdapConnection) => Promise<T>): Promise<T> {
    return this.slots.run(deadline, async () => {
      const rested = this.wake();
      if (!rested) return this.use(await this.open(deadline), work);
      try {
        return await this.use(rested, work);
      } catch (error) {
        // The directory may just have been restarted, and this be how we hear of it.
        if (!isOutage(error) || deadline.aborted) throw error;
        return this.use(await this.open(deadline), work);
      }
    });
  }

  close(): void {
    for (const { connection } of this.resting) connection.close();
    this.resting = [];
  }

  private async use<T>(connection: LdapConnection, work: (c: LdapConnection) => Promise<T>): Promise<T> {
    try {
      const result = await work(connection);
      this.resting.push({ connection, since: performance.now() });
      return result;
    } catch (error) {
      connection.close();
      throw error;
    }
  }

  /** The one used last, so that in quiet times the others grow old. */
  private wake(): LdapConnection | undefined {
    const oldest = performance.now() - LONGEST_REST_MS;
    for (const { connection, since } of this.resting) if (since < oldest) connection.close();
    this.resting = this.resting.filter(({ connection }) => !connection.isClosed);
    return this.resting.pop()?.connection;
  }
}
