import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Jobs } from '../../common/jobs.js';
import { CrossAppArchiveService } from './cross-app-archive.service.js';

/** Hand-offs of the past move to the archive. */
@Injectable()
export class CrossAppJobs implements OnModuleInit {
  constructor(
    private readonly jobs: Jobs,
    private readonly archive: CrossAppArchiveService,
  ) {}

  onModuleInit(): void {
    this.jobs.add({
      name: 'archive-hand-offs',
      description: 'Moves hand-offs that expired a month ago to the archive',
      everySeconds: 600,
      batch: (limit) => this.archive.archiveBatch(limit),
      due: () => this.archive.countDue(),
    });
  }
}
