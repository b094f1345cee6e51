import { Module } from '@nestjs/common';
import { AuditLogRepository } from './audit-log.repository.js';
import { AuditListener } from './audit.listener.js';

@Module({ providers: [AuditLogRepository, AuditListener] })
export class AuditModule {}
