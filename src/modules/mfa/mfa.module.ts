import { Module } from '@nestjs/common';
import { FactorLockService } from './factor-lock.service.js';
import { MfaFactorRepository } from './mfa-factor.repository.js';
import { MfaPersonalRepository } from './mfa-personal.repository.js';
import { MfaService } from './mfa.service.js';

@Module({
  providers: [MfaFactorRepository, MfaPersonalRepository, FactorLockService, MfaService],
  exports: [MfaService, FactorLockService],
})
export class MfaModule {}
