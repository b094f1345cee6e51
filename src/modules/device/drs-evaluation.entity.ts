import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import {
  Integer,
  NullableInteger,
  NullableVarchar,
  oneOf,
  Timestamp,
  Varchar,
} from '../../database/columns.js';
import { RECOMMENDATIONS, RISK_LEVELS, type Recommendation, type RiskLevel } from './risk-service.port.js';

/** What the device risk service said of one login. */
@Entity('drs_evaluations')
@Check('chk_drs_evaluations_score', 'risk_score BETWEEN 0 AND 100')
@Check('chk_drs_evaluations_level', oneOf('risk_level', RISK_LEVELS))
@Check('chk_drs_evaluations_recommendation', oneOf('recommendation', RECOMMENDATIONS))
@Check('chk_drs_evaluations_behavioral', 'behavioral_score IS NULL OR behavioral_score BETWEEN 0 AND 100')
@Check('chk_drs_evaluations_velocity', 'velocity_score IS NULL OR velocity_score BETWEEN 0 AND 100')
@Index('idx_drs_evaluations_context', ['contextId'])
@Index('idx_drs_evaluations_cupid', ['cupid', 'createdAt'])
@Index('uq_drs_evaluations_token', ['drsActionTokenHash'], {
  unique: true,
  where: 'drs_action_token_hash IS NOT NULL AND device_id IS NOT NULL',
})
@Index('idx_drs_evaluations_high', ['createdAt'], { where: 'risk_score >= 70' })
export class DrsEvaluation {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_drs_evaluations' })
  evaluationId!: string;

  @Varchar(64)
  @ForeignKey('AuthContext', { name: 'fk_drs_evaluations_context', onDelete: 'CASCADE' })
  contextId!: string;

  @Varchar(64)
  cupid!: string;

  @NullableVarchar(64)
  drsActionTokenHash!: string | null;

  @Integer()
  riskScore!: number;

  @Varchar(8)
  riskLevel!: RiskLevel;

  @Varchar(16)
  recommendation!: Recommendation;

  @NullableVarchar(128)
  deviceId!: string | null;

  @NullableVarchar(32)
  deviceReputation!: string | null;

  @NullableInteger()
  behavioralScore!: number | null;

  @NullableInteger()
  velocityScore!: number | null;

  @NullableVarchar(16)
  locationRisk!: string | null;

  @Column({ type: 'jsonb' })
  evaluationMetadata!: Record<string, unknown>;

  @Timestamp()
  createdAt!: Date;
}
