import { Injectable } from '@nestjs/common';
import { IdentityProvider } from '../identity/identity-provider.port.js';
import type { Person } from '../identity/person.js';
import { AccountDisabled } from './auth-flow.errors.js';
import { FlowGate } from './flow-gate.service.js';
import { whyKeptOut } from './may-sign-in.js';
import type { FlowIds } from './transaction-rules.js';

/** The person in the middle of a login, as the directory knows them now. */
@Injectable()
export class FlowPeople {
  constructor(
    private readonly identity: IdentityProvider,
    private readonly gate: FlowGate,
  ) {}

  /** Refuses, on record, a person who was locked out since the login began. @throws the refusal | DependencyUnavailable */
  async find(ids: FlowIds, cupid: string): Promise<Person> {
    const person = await this.identity.find(cupid);
    if (!person) return this.gate.refuse(ids, new AccountDisabled(), cupid);
    const refusal = whyKeptOut(person);
    return refusal ? this.gate.refuse(ids, refusal, cupid) : person;
  }
}
