import { Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';
import { ClockCheck } from './clock-check.js';
import { JobMeters } from './job-meters.js';
import { JobScheduler } from './job-scheduler.js';
import { JobsService } from './jobs.service.js';
import { LeaseKeeper } from './lease-keeper.js';
import { LeaseRepository } from './lease.repository.js';

@Module({
  imports: [ScheduleModule.forRoot({ cronJobs: false, intervals: false, timeouts: false })],
  providers: [LeaseRepository, ClockCheck, LeaseKeeper, JobMeters, JobsService, JobScheduler],
  exports: [JobsService],
})
export class JobsModule {}
