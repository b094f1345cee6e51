import { Injectable } from '@nestjs/common';
import { sha256 } from '../../common/digest.js';
import { RequestInvalid } from '../../common/errors.js';
import type { Principal } from '../../common/principal.js';
import { Random } from '../../common/random.js';
import type { Person } from '../identity/person.js';
import { AppDirectory } from './app-directory.js';
import { AccountNotAllowed } from './cross-app-session.errors.js';
import { HandOffPeople } from './hand-off-people.js';
import { HandOffRecord } from './hand-off-record.js';

const TOKEN_BYTES = 32;

export interface HandOffRequest {
  readonly accountId: string | undefined;
  readonly targetApp: string | undefined;
  readonly state: string | null;
}

export interface HandOff {
  /** 64 hexadecimal characters: shown this once, stored as its hash. */
  readonly token: string;
  readonly expiresAt: Date;
  readonly accountId: string | null;
}

function chooseAccount({ accounts }: Person, accountId: string | undefined): string | null {
  if (accountId === undefined) return accounts[0]?.id ?? null;
  if (!accounts.some(({ id }) => id === accountId)) throw new AccountNotAllowed();
  return accountId;
}

/** Hands a signed-in person over to another app. */
@Injectable()
export class HandOffService {
  constructor(
    private readonly apps: AppDirectory,
    private readonly people: HandOffPeople,
    private readonly record: HandOffRecord,
    private readonly random: Random,
  ) {}

  /** @throws {RequestInvalid | AccountNotAllowed | PersonNotActive | DependencyUnavailable} */
  async generate(principal: Principal, request: HandOffRequest): Promise<HandOff> {
    const sourceApp = principal.clientId;
    const targetApp = this.apps.targetOf(sourceApp, request.targetApp);
    if (targetApp === undefined) {
      throw new RequestInvalid([
        { field: 'target_app', problem: `must be an app that ${sourceApp} may hand over to` },
      ]);
    }
    const person = await this.people.current(principal.cupid);
    const accountId = chooseAccount(person, request.accountId);
    const token = this.random.hex(TOKEN_BYTES);
    const { state } = request;
    const expiresAt = await this.record.create({
      principal,
      sourceApp,
      targetApp,
      accountId,
      state,
      tokenHash: sha256(token),
    });
    return { token, expiresAt, accountId };
  }
}
