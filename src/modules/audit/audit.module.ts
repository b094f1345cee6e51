import { Module } from '@nestjs/common';
import { AnomalyController } from './anomaly.controller.js';
import { AnomalyRepository } from './anomaly.repository.js';
import { AnomalyService } from './anomaly.service.js';
import { AuditCursor } from './audit-cursor.js';
import { AuditExportService } from './audit-export.service.js';
import { AuditLogRepository } from './audit-log.repository.js';
import { AuditPartitions } from './audit-partitions.js';
import { AuditPersonalRepository } from './audit-personal.repository.js';
import { AuditReads } from './audit-reads.js';
import { AuditRowMeter } from './audit-row-meter.js';
import { AuditSealRepository } from './audit-seal.repository.js';
import { AuditSearchRepository } from './audit-search.repository.js';
import { AuditSearchService } from './audit-search.service.js';
import { AuditTailController } from './audit-tail.controller.js';
import { AuditTailRepository } from './audit-tail.repository.js';
import { AuditTailService } from './audit-tail.service.js';
import { AuditTails } from './audit-tails.js';
import { AuditTrailRepository } from './audit-trail.repository.js';
import { AuditController } from './audit.controller.js';
import { AuditListener } from './audit.listener.js';
import { ContextStoryController } from './context-story.controller.js';
import { ContextStoryService } from './context-story.service.js';
import { LateRowsService } from './late-rows.service.js';
import { OutboxMessageRepository } from './outbox-message.repository.js';
import { RangeCheck } from './range-check.js';
import { SealKeys } from './seal-keys.js';
import { SealTrailService } from './seal-trail.service.js';
import { SealWriter } from './seal-writer.js';
import { SealingJobs } from './sealing-jobs.js';
import { SealingService } from './sealing.service.js';
import { SiemBacklog } from './siem-backlog.js';
import { SiemDelivery } from './siem-delivery.js';
import { SiemJobs } from './siem-jobs.js';
import { SiemOutbox } from './siem-outbox.js';
import { TailPace } from './tail-pace.js';
import { TailPoll } from './tail-poll.js';
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
const SEARCH = [AuditSearchRepository, AuditSearchService, AuditCursor, AuditReads, AuditExportService];
const TAIL = [AuditTailRepository, AuditTailService, AuditTails, TailPace, TailPoll];
const REPORTS = [ContextStoryService, AnomalyRepository, AnomalyService];

@Module({
  controllers: [AuditController, AuditTailController, ContextStoryController, AnomalyController],
  providers: [
    AuditLogRepository,
    AuditRowMeter,
    AuditPartitions,
    AuditPersonalRepository,
    AuditListener,
    ...SIEM,
    ...SEALING,
    ...SEARCH,
    ...TAIL,
    ...REPORTS,
  ],
})
export class AuditModule {}
