import { AndFilter, EqualityFilter, type Filter } from 'ldapts';
import type { LdapConfig } from '../config/app-config.js';
import { LdapConnection, type LdapQuestion, type Verdict } from './ldap-connection.js';
import { guidBytes, isGuid, type LdapEntry } from './ldap-entry.js';
import { LdapFailure } from './ldap-failure.js';
import { FilterTemplate } from './ldap-filter.js';
import { escapeDnValue } from './ldap-names.js';
import { MEMBER_OF } from './ldap-person.js';
import { LdapPool } from './ldap-pool.js';
import { LdapSlots } from './ldap-slots.js';

/** No attributes at all (RFC 4511 §4.5.1.8). */
const NO_ATTRIBUTES = ['1.1'];

/** Looks people up as the service account, and tries passwords on connections that are used for nothing else. */
export class LdapDirectory {
  private readonly users: FilterTemplate;
  private readonly groups: FilterTemplate;
  private readonly pool: LdapPool;
  private readonly trials: LdapSlots;

  constructor(
    private readonly config: LdapConfig,
    private readonly attributes: readonly string[],
  ) {
    this.users = new FilterTemplate(config.userFilter);
    this.groups = new FilterTemplate(config.groupFilter);
    this.pool = new LdapPool(config.poolMax, (deadline) => this.open(deadline));
    this.trials = new LdapSlots(config.poolMax);
  }

  /** Whom a user name means. @returns undefined for nobody, and for a name that means several */
  async named(username: string, deadline: AbortSignal): Promise<LdapEntry | undefined> {
    const filter = this.users.fill({ username });
    const { userDnTemplate: template, userBase } = this.config;
    const place: Pick<LdapQuestion, 'base' | 'scope'> =
      template === undefined
        ? { base: userBase, scope: 'sub' }
        : { base: template.replace('{username}', () => escapeDnValue(username)), scope: 'base' };
    const found = await this.search({ ...place, filter }, deadline);
    const [entry] = found;
    return found.length === 1 && entry && this.users.isExactly(entry, { username }) ? entry : undefined;
  }

  /** @throws {LdapFailure} also when two have this id */
  async identifiedBy(cupid: string, deadline: AbortSignal): Promise<LdapEntry | undefined> {
    const isTheirs = this.hasCupid(cupid);
    if (!isTheirs) return undefined;
    const filter = new AndFilter({ filters: [isTheirs, this.users.forAnybody] });
    const found = await this.search({ base: this.config.userBase, scope: 'sub', filter }, deadline);
    if (found.length > 1) throw new LdapFailure('two people have one cupid', false);
    return found[0];
  }

  /** Tries a password; on the decoy when there is nobody, so that it takes as long. */
  tryPassword(entry: LdapEntry | undefined, password: string, deadline: AbortSignal): Promise<Verdict> {
    return this.trials.run(deadline, async () => {
      const connection = await LdapConnection.open(this.config, deadline);
      try {
        const verdict = await connection.bind(entry?.dn ?? this.config.decoyDn, password, deadline);
        return entry ? verdict : 'WRONG';
      } finally {
        connection.close();
      }
    });
  }

  /** The entry with the groups that were found besides those it names itself. */
  async withGroups(entry: LdapEntry, deadline: AbortSignal): Promise<LdapEntry> {
    const { groupBase: base, mapping } = this.config;
    if (base === undefined) return entry;
    const username = entry.first(mapping.username) ?? '';
    const filter = this.groups.fill({ dn: entry.dn, username });
    // All of them, or none: among those left out could be one that takes something away.
    const question = { base, scope: 'sub', filter, attributes: NO_ATTRIBUTES, limit: 0 } as const;
    const groups = await this.pool.run(deadline, (service) => service.search(question, deadline));
    return entry.with(
      MEMBER_OF,
      groups.map(({ dn }) => dn),
    );
  }

  close(): void {
    this.pool.close();
  }

  private search(
    question: Pick<LdapQuestion, 'base' | 'scope' | 'filter'>,
    deadline: AbortSignal,
  ): Promise<LdapEntry[]> {
    const attributes = [...new Set([...this.attributes, ...this.users.attributes])];
    // Two, to see that it is not one.
    const whole = { ...question, attributes, limit: 2 };
    return this.pool.run(deadline, (service) => service.search(whole, deadline));
  }

  private hasCupid(cupid: string): Filter | undefined {
    const attribute = this.config.mapping.cupid;
    if (cupid === '') return undefined;
    const value = isGuid(attribute) ? guidBytes(cupid) : cupid;
    return value === undefined ? undefined : new EqualityFilter({ attribute, value });
  }

  private async open(deadline: AbortSignal): Promise<LdapConnection> {
    const { bindDn, bindPassword } = this.config;
    const connection = await LdapConnection.open(this.config, deadline);
    try {
      await connection.signIn(bindDn, bindPassword, deadline);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    }
  }
}
