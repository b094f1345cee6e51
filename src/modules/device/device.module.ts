import { Module } from '@nestjs/common';
import { DeviceJobs } from './device.jobs.js';
import { DevicePersonalRepository } from './device-personal.repository.js';
import { DeviceStoryRepository } from './device-story.repository.js';
import { DeviceService } from './device.service.js';
import { DrsEvaluationRepository } from './drs-evaluation.repository.js';
import { OwnDevicesController } from './own-devices.controller.js';
import { OwnDevicesService } from './own-devices.service.js';
import { RiskAssessmentService } from './risk-assessment.service.js';
import { TrustedDeviceRepository } from './trusted-device.repository.js';

@Module({
  controllers: [OwnDevicesController],
  providers: [
    OwnDevicesService,
    TrustedDeviceRepository,
    DrsEvaluationRepository,
    DevicePersonalRepository,
    DeviceJobs,
    DeviceStoryRepository,
    DeviceService,
    RiskAssessmentService,
  ],
  exports: [DeviceService, RiskAssessmentService],
})
export class DeviceModule {}
