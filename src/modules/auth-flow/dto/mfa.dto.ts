import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsOptional, Matches, Max, Min, ValidateIf } from 'class-validator';
import type { MfaMethod } from '../../mfa/mfa.service.js';
import { ContextDto, StepDto } from './ids.dto.js';

const METHODS: readonly MfaMethod[] = ['sms', 'voice', 'push'];

export class InitiateMfaDto extends StepDto {
  @ApiProperty({ enum: METHODS })
  @IsIn(METHODS)
  method!: MfaMethod;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 6, description: 'Required for sms and voice' })
  @ValidateIf(
    ({ method, mfa_option_id: optionId }: InitiateMfaDto) => method !== 'push' || optionId !== undefined,
  )
  @Min(1)
  @Max(6)
  @IsInt()
  mfa_option_id?: number;
}

export class VerifyCodeDto extends StepDto {
  @ApiProperty({ example: '1234', pattern: '^\\d{4,10}$' })
  @Matches(/^\d{4,10}$/, { message: 'must be 4 to 10 digits' })
  code!: string;
}

export class ApprovePushDto extends ContextDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: 99,
    description: 'The number shown where the person signs in; not needed to deny',
  })
  @ValidateIf(
    ({ decision, selected_number: number }: ApprovePushDto) => decision !== 'deny' || number !== undefined,
  )
  @Min(1)
  @Max(99)
  @IsInt()
  selected_number?: number;

  @ApiPropertyOptional({ enum: ['approve', 'deny'], default: 'approve' })
  @IsOptional()
  @IsIn(['approve', 'deny'])
  decision?: 'approve' | 'deny';
}
