import { Module } from '@nestjs/common';
import { SessionModule } from '../session/session.module.js';
import { AppDirectory } from './app-directory.js';
import { CrossAppArchiveRepository } from './cross-app-archive.repository.js';
import { CrossAppPartitions } from './cross-app-partitions.js';
import { CrossAppPersonalRepository } from './cross-app-personal.repository.js';
import { CrossAppStoryRepository } from './cross-app-story.repository.js';
import { CrossAppArchiveService } from './cross-app-archive.service.js';
import { CrossAppJobs } from './cross-app.jobs.js';
import { CrossAppSessionRepository } from './cross-app-session.repository.js';
import { HandOffLedger } from './hand-off-ledger.js';
import { HandOffPeople } from './hand-off-people.js';
import { HandOffRecord } from './hand-off-record.js';
import { HandOffRevocation } from './hand-off-revocation.js';
import { HandOffService } from './hand-off.service.js';
import { SourceAppController } from './source-app.controller.js';
import { StatisticsService } from './statistics.service.js';
import { TargetAppController } from './target-app.controller.js';
import { TargetAppService } from './target-app.service.js';

@Module({
  imports: [SessionModule],
  controllers: [SourceAppController, TargetAppController],
  providers: [
    AppDirectory,
    CrossAppSessionRepository,
    CrossAppArchiveRepository,
    CrossAppPartitions,
    CrossAppPersonalRepository,
    CrossAppStoryRepository,
    CrossAppArchiveService,
    CrossAppJobs,
    HandOffLedger,
    HandOffPeople,
    HandOffRecord,
    HandOffRevocation,
    HandOffService,
    StatisticsService,
    TargetAppService,
  ],
  exports: [CrossAppArchiveService],
})
export class CrossAppSessionModule {}
