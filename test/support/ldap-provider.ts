import { LdapConnection } from '../../src/adapters/ldap-connection.js';
import { LdapIdentityProvider } from '../../src/adapters/ldap-identity-provider.js';
import { FakeClock } from './fake-clock.js';
import { SERVICE } from './slapd-files.js';
import type { Slapd } from './slapd.js';
import { testConfig } from './test-config.js';

export interface AskedDirectory {
  readonly provider: LdapIdentityProvider;
  readonly clock: FakeClock;
}

const open: LdapIdentityProvider[] = [];

/** Closes what tests have left open, so that a failed one does not keep the process alive. */
export function closeProviders(): void {
  for (const provider of open.splice(0)) provider.onApplicationShutdown();
}

/** The adapter by itself, asking this directory. */
export function providerOf(slapd: Slapd, more: Readonly<Record<string, string>> = {}): AskedDirectory {
  const clock = new FakeClock();
  const provider = new LdapIdentityProvider(testConfig(slapd.env(more)), clock);
  open.push(provider);
  return { provider, clock };
}

/** Gives `work` an adapter of its own. */
export async function withProvider(
  slapd: Slapd,
  more: Readonly<Record<string, string>>,
  work: (asked: AskedDirectory) => Promise<void>,
): Promise<void> {
  const asked = providerOf(slapd, more);
  try {
    await work(asked);
  } finally {
    asked.provider.onApplicationShutdown();
  }
}

/** What the directory has been asked for, in order: connections, names that a password was tried on, searches. */
export class LdapTraffic {
  private readonly steps: string[] = [];
  private trials = 0;
  /** How many connections there were at once on which a password was tried. */
  mostTrials = 0;

  constructor() {
    const { steps } = this;
    const begin = () => (this.mostTrials = Math.max(this.mostTrials, ++this.trials));
    const end = () => (this.trials -= 1);
    const { open } = LdapConnection;
    const { bind, search } = LdapConnection.prototype;
    jest.spyOn(LdapConnection, 'open').mockImplementation((...args) => {
      steps.push('open');
      return open.apply(LdapConnection, args);
    });
    jest.spyOn(LdapConnection.prototype, 'bind').mockImplementation(function (this: LdapConnection, ...args) {
      steps.push(`bind ${args[0]}`);
      if (args[0] === SERVICE.dn) return bind.apply(this, args);
      begin();
      return bind.apply(this, args).finally(end);
    });
    jest.spyOn(LdapConnection.prototype, 'search').mockImplementation(function (
      this: LdapConnection,
      ...args
    ) {
      steps.push(`search ${args[0].scope}`);
      return search.apply(this, args);
    });
  }

  /** What has been noted since this was last asked. */
  take(): string[] {
    return this.steps.splice(0);
  }
}
