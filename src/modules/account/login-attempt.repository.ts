import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { LoginAttempt } from './login-attempt.entity.js';

@Injectable()
export class LoginAttemptRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** Adds an attempt when the unit ends. */
  add(attempt: LoginAttempt): void {
    this.unitOfWork.insert(LoginAttempt, [attempt]);
  }
}
