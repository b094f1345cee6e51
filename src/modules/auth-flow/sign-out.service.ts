import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { DeviceService } from '../device/device.service.js';
import { SessionService } from '../session/session.service.js';
import { OpenLogins } from './open-logins.js';

/** Whom to sign out, and on whose word. */
export interface SignOut {
  readonly cupid: string;
  readonly reason: string;
  /** A cupid, or the name of a tool. */
  readonly by: string;
  /** A session that goes on. */
  readonly except?: string;
}

/** Ends what a person has begun: for whoever changes a password, or keeps somebody out. */
@Injectable()
export class SignOutService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly logins: OpenLogins,
    private readonly sessions: SessionService,
    private readonly devices: DeviceService,
  ) {}

  /** Ends logins in progress, sessions and tokens. @returns how many sessions */
  end({ cupid, reason, by, except }: SignOut): Promise<number> {
    return this.unitOfWork.run(async () => {
      // Logins first: one that is just being completed holds its row, and its session is there to be ended after that.
      await this.logins.failAll(cupid);
      return this.sessions.revokeAll(cupid, reason, by, except);
    });
  }

  /** The same, and trusts no device any more. @returns how many sessions */
  endWithTrust(signOut: SignOut): Promise<number> {
    return this.unitOfWork.run(async () => {
      const ended = await this.end(signOut);
      await this.devices.revokeAll(signOut.cupid, signOut.reason);
      return ended;
    });
  }
}
