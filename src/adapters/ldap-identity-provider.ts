import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../common/clock.js';
import { DependencyUnavailable } from '../common/errors.js';
import type { AppConfig, LdapConfig } from '../config/app-config.js';
import { APP_CONFIG } from '../config/config.module.js';
import { IdentityProvider } from '../modules/identity/identity-provider.port.js';
import type { Person } from '../modules/identity/person.js';
import { CircuitBreaker, CircuitOpen } from './circuit-breaker.js';
import type { Verdict } from './ldap-connection.js';
import { LdapDirectory } from './ldap-directory.js';
import type { LdapEntry } from './ldap-entry.js';
import { isOutage, LdapFailure } from './ldap-failure.js';
import { LdapPersonReader } from './ldap-person.js';

/** Stands for a password that cannot be anybody's. */
const NOBODYS = 'nobody has this password';

/** RFC 4513 §5.1.2 for the empty one; a server written in C may take what begins with a NUL for empty too. */
function mayBeTried(password: string): boolean {
  return password !== '' && !password.includes('\0');
}

/** Asks a directory by LDAP. */
@Injectable()
export class LdapIdentityProvider extends IdentityProvider implements OnApplicationShutdown {
  private readonly reader: LdapPersonReader;
  private readonly directory: LdapDirectory;
  private readonly breaker: CircuitBreaker;
  private readonly timeoutMs: number;

  constructor(
    @Inject(APP_CONFIG) { adapters }: AppConfig,
    private readonly clock: Clock,
  ) {
    super();
    const config = configured(adapters.ldap);
    this.reader = new LdapPersonReader(config.mapping);
    this.directory = new LdapDirectory(config, this.reader.attributes);
    this.breaker = new CircuitBreaker(clock);
    this.timeoutMs = config.timeoutMs;
  }

  authenticate(username: string, password: string): Promise<Person | null> {
    return this.ask(async (deadline) => {
      const found = await this.directory.named(username, deadline);
      const entry = mayBeTried(password) ? found : undefined;
      const tried = mayBeTried(password) ? password : NOBODYS;
      const verdict = await this.directory.tryPassword(entry, tried, deadline);
      return entry && verdict !== 'WRONG' ? this.personOf(entry, deadline, verdict) : null;
    });
  }

  find(cupid: string): Promise<Person | null> {
    return this.ask(async (deadline) => {
      const entry = await this.directory.identifiedBy(cupid, deadline);
      const person = entry ? await this.personOf(entry, deadline) : null;
      // A directory may find what differs in upper and lower case.
      return person?.cupid === cupid ? person : null;
    });
  }

  /** By now the last request has been answered. */
  onApplicationShutdown(): void {
    this.directory.close();
  }

  private async personOf(
    entry: LdapEntry,
    deadline: AbortSignal,
    verdict: Verdict = 'RIGHT',
  ): Promise<Person> {
    const whole = await this.directory.withGroups(entry, deadline);
    const person = this.reader.read(whole, this.clock.now());
    const isRefused = verdict === 'RIGHT_BUT_DISABLED' && person.standing === 'ACTIVE';
    return isRefused ? { ...person, standing: 'DISABLED' } : person;
  }

  private async ask<T>(question: (deadline: AbortSignal) => Promise<T>): Promise<T> {
    try {
      return await this.breaker.run(() => question(AbortSignal.timeout(this.timeoutMs)), isOutage);
    } catch (error) {
      const isTheirs = error instanceof LdapFailure || error instanceof CircuitOpen;
      throw isTheirs ? new DependencyUnavailable('LDAP directory', error) : error;
    }
  }
}

function configured(config: LdapConfig | undefined): LdapConfig {
  if (!config) throw new Error('The LDAP directory has no URL and service account');
  return config;
}
