import { Module } from '@nestjs/common';
import { DeviceService } from './device.service.js';
import { DrsEvaluationRepository } from './drs-evaluation.repository.js';
import { RiskAssessmentService } from './risk-assessment.service.js';
import { TrustedDeviceRepository } from './trusted-device.repository.js';

@Module({
  providers: [TrustedDeviceRepository, DrsEvaluationRepository, DeviceService, RiskAssessmentService],
  exports: [DeviceService, RiskAssessmentService],
})
export class DeviceModule {}
