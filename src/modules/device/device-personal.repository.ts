import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PersonalTables } from '../../database/personal-tables.js';
import { DrsEvaluation } from './drs-evaluation.entity.js';
import { TrustedDevice } from './trusted-device.entity.js';

/** What devices, and what the risk service said of them, hold of a person. */
@Injectable()
export class DevicePersonalRepository implements OnModuleInit {
  constructor(private readonly tables: PersonalTables) {}

  onModuleInit(): void {
    this.addDevices();
    this.addEvaluations();
  }

  private addDevices(): void {
    this.tables.add({
      entity: TrustedDevice,
      whose: 'cupid = $1',
      shown: {
        as: 'devices',
        key: 'deviceId',
        properties: [
          'deviceId',
          'deviceName',
          'deviceType',
          'osVersion',
          'appId',
          'status',
          'trustedAt',
          'lastUsedAt',
          'expiresAt',
        ],
      },
      erased: 'device_name = NULL, device_type = NULL, os_version = NULL',
    });
  }

  private addEvaluations(): void {
    this.tables.add({
      entity: DrsEvaluation,
      whose: 'cupid = $1',
      shown: {
        as: 'risk_evaluations',
        key: 'evaluationId',
        properties: [
          'evaluationId',
          'contextId',
          'riskScore',
          'riskLevel',
          'recommendation',
          'deviceId',
          'deviceReputation',
          'behavioralScore',
          'velocityScore',
          'locationRisk',
          'createdAt',
        ],
      },
      // An action token that has named a device must not do so again: that there was one stays known.
      erased: `device_id = CASE WHEN device_id IS NULL THEN NULL ELSE 'erased' END, device_reputation = NULL,
        behavioral_score = NULL, velocity_score = NULL, location_risk = NULL, evaluation_metadata = '{}'`,
    });
  }
}
