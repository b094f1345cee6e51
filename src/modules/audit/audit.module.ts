import { Module } from '@nestjs/common';
import { AuditLogRepository } from './audit-log.repository.js';
import { AuditPersonalRepository } from './audit-personal.repository.js';
import { AuditListener } from './audit.listener.js';

@Module({ providers: [AuditLogRepository, AuditPersonalRepository, AuditListener] })
export class AuditModule {}
