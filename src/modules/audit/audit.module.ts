import { Module } from '@nestjs/common';
import { AuditLogRepository } from './audit-log.repository.js';
import { AuditPartitions } from './audit-partitions.js';
import { AuditPersonalRepository } from './audit-personal.repository.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { AuditListener } from './audit.listener.js';
import { LateRowsService } from './late-rows.service.js';
import { OutboxMessageRepository } from './outbox-message.repository.js';
import { RangeCheck } from './range-check.js';
import { SealTrailService } from './seal-trail.service.js';
import { SealKeys } from './seal-keys.js';
import { SealWriter } from './seal-writer.js';
import { SealingJobs } from './sealing-jobs.js';
import { SealingService } from './sealing.service.js';
import { SiemBacklog } from './siem-backlog.js';
import { SiemDelivery } from './siem-delivery.js';
import { SiemJobs } from './siem-jobs.js';
import { SiemOutbox } from './siem-outbox.js';
import { VerificationService } from './verification.service.js';

const SEALING = [
  AuditSealRepository,
  AuditTrailRepository,
  SealKeys,
  SealWriter,
  SealingService,
  LateRowsService,
  SealTrailService,
  RangeCheck,
  VerificationService,
  SealingJobs,
];

const SIEM = [OutboxMessageRepository, SiemOutbox, SiemDelivery, SiemBacklog, SiemJobs];

@Module({
  providers: [
    AuditLogRepository,
    AuditPartitions,
    AuditPersonalRepository,
    AuditListener,
    ...SIEM,
    ...SEALING,
  ],
})
export class AuditModule {}
