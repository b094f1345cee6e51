import { Injectable } from '@nestjs/common';
import { sha256 } from '../../common/digest.js';
import { RateLimiter } from '../../common/rate-limiter.js';
import type { Account, Person } from '../identity/person.js';
import { AppDirectory } from './app-directory.js';
import type { CrossAppSession } from './cross-app-session.entity.js';
import { HandOffLedger } from './hand-off-ledger.js';
import { HandOffPeople } from './hand-off-people.js';

/** A person who has arrived at the target app. */
export interface Arrival {
  readonly person: Person;
  readonly handOff: CrossAppSession;
}

/** What the app that a person enters may ask; it names itself by its shared secret. */
@Injectable()
export class TargetAppService {
  constructor(
    private readonly apps: AppDirectory,
    private readonly ledger: HandOffLedger,
    private readonly people: HandOffPeople,
    private readonly limits: RateLimiter,
  ) {}

  /** Takes a hand-off: the first caller alone gets the person. @throws {SharedSecretInvalid | TooManyRequests | HandOffNotFound | DependencyUnavailable} */
  async validate(secret: string | undefined, token: string): Promise<Arrival> {
    const { id: targetApp } = this.apps.identify(secret);
    await this.limits.spend({ policy: 'hand-off-app', key: `validate:${targetApp}` });
    // The person first: a directory that is down must not burn the token, nor count somebody who may not come in.
    const person = await this.personOf(await this.ledger.bearerOf(token, targetApp), targetApp);
    return { person, handOff: await this.ledger.use(token, targetApp) };
  }

  /** @throws {SharedSecretInvalid | TooManyRequests | HandOffNotFound | DependencyUnavailable} */
  async accounts(secret: string | undefined, token: string): Promise<readonly Account[]> {
    const { id: targetApp } = this.apps.identify(secret);
    await this.limits.spend({ policy: 'hand-off-accounts', key: sha256(token) });
    return (await this.arrival(token, targetApp)).person.accounts;
  }

  /**
   * Whether the person may do this in the account they were handed over with: by the permission itself, or by the one for
   * this resource alone, `permission:resource`.
   */
  async hasPermission(
    secret: string | undefined,
    token: string,
    permission: string,
    resourceId: string | undefined,
  ): Promise<boolean> {
    const { id: targetApp } = this.apps.identify(secret);
    await this.limits.spend({ policy: 'hand-off-app', key: `permission:${targetApp}` });
    const { person, handOff } = await this.arrival(token, targetApp);
    const permissions = person.accounts.find(({ id }) => id === handOff.accountId)?.permissions ?? [];
    const isForResource = resourceId !== undefined && permissions.includes(`${permission}:${resourceId}`);
    return permissions.includes(permission) || isForResource;
  }

  /** Ends a hand-off on behalf of the app it leads to. @throws {SharedSecretInvalid} */
  revoke(secret: string | undefined, token: string): Promise<void> {
    return this.ledger.revoke(token, { targetApp: this.apps.identify(secret).id });
  }

  private async arrival(token: string, targetApp: string): Promise<Arrival> {
    const handOff = await this.ledger.findUsed(token, targetApp);
    return { handOff, person: await this.personOf(handOff.userId, targetApp) };
  }

  private async personOf(cupid: string, targetApp: string): Promise<Person> {
    return (await this.people.find(cupid)) ?? this.ledger.refuse(targetApp, { cupid });
  }
}
