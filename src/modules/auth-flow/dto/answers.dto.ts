import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { CONTEXT_ID, TRANSACTION_ID } from '../../../common/api-ids.js';

export class SuccessDto {
  @ApiProperty({ enum: ['SUCCESS'] })
  response_type_code!: 'SUCCESS';

  @ApiProperty({ description: 'JWT, ES256, `typ: at+jwt` (RFC 9068)' })
  access_token!: string;

  @ApiProperty({ description: 'JWT, ES256 (OpenID Connect Core)' })
  id_token!: string;

  @ApiProperty({ enum: ['Bearer'] })
  token_type!: 'Bearer';

  @ApiProperty({ type: 'integer', description: 'Life of the access token in seconds', example: 900 })
  expires_in!: number;

  @ApiPropertyOptional({ description: 'Only with `x-token-delivery: body`' })
  refresh_token?: string;

  @ApiProperty({ ...CONTEXT_ID, description: 'From now on also the session_id' })
  context_id!: string;

  @ApiPropertyOptional(TRANSACTION_ID)
  transaction_id?: string;

  @ApiProperty({ description: 'Whether this device is trusted' })
  device_bound!: boolean;
}

export class EsignSuccessDto extends SuccessDto {
  @ApiProperty({ enum: [true] })
  esign_accepted!: true;

  @ApiProperty({ format: 'date-time' })
  esign_accepted_at!: string;
}

export class OtpMethodDto {
  @ApiProperty({ description: 'The last four digits', example: '1234' })
  value!: string;

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 6 })
  mfa_option_id!: number;
}

class PendingStepDto {
  @ApiProperty(CONTEXT_ID)
  context_id!: string;

  @ApiProperty(TRANSACTION_ID)
  transaction_id!: string;
}

export class MfaRequiredDto extends PendingStepDto {
  @ApiProperty({ enum: ['MFA_REQUIRED'] })
  response_type_code!: 'MFA_REQUIRED';

  @ApiProperty({ type: [OtpMethodDto] })
  otp_methods!: OtpMethodDto[];

  @ApiProperty({ enum: ['NOT_REGISTERED', 'ENABLED', 'DISABLED'] })
  mobile_approve_status!: 'NOT_REGISTERED' | 'ENABLED' | 'DISABLED';
}

export class EsignRequiredDto extends PendingStepDto {
  @ApiProperty({ enum: ['ESIGN_REQUIRED'] })
  response_type_code!: 'ESIGN_REQUIRED';

  @ApiProperty({ example: 'terms-v1-2025' })
  esign_document_id!: string;

  @ApiProperty({ example: '1.0' })
  esign_document_version!: string;

  @ApiProperty({ example: '/auth/esign/documents/terms-v1-2025?version=1.0' })
  esign_url!: string;

  @ApiProperty()
  is_mandatory!: boolean;
}

export class DeviceBindRequiredDto extends PendingStepDto {
  @ApiProperty({ enum: ['DEVICE_BIND_REQUIRED'] })
  response_type_code!: 'DEVICE_BIND_REQUIRED';
}

export class EsignDeclinedDto extends PendingStepDto {
  @ApiProperty({ enum: ['ESIGN_DECLINED'] })
  response_type_code!: 'ESIGN_DECLINED';
}

class SentDto {
  @ApiProperty(TRANSACTION_ID)
  transaction_id!: string;

  @ApiProperty({ format: 'date-time' })
  expires_at!: string;
}

export class OtpSentDto extends SentDto {
  @ApiProperty({ enum: ['OTP_VERIFY_REQUIRED'] })
  response_type_code!: 'OTP_VERIFY_REQUIRED';
}

export class PushSentDto extends SentDto {
  @ApiProperty({ enum: ['PUSH_VERIFY_REQUIRED'] })
  response_type_code!: 'PUSH_VERIFY_REQUIRED';

  @ApiProperty({ type: 'integer', minimum: 1, maximum: 99, description: 'To be entered on the phone' })
  display_number!: number;
}

export class MfaPendingDto extends SentDto {
  @ApiProperty({ enum: ['MFA_PENDING'] })
  response_type_code!: 'MFA_PENDING';

  @ApiProperty({ type: 'integer', description: 'Milliseconds to wait before asking again', example: 1000 })
  retry_after!: number;
}

export class ApprovalDto {
  @ApiProperty({ description: 'False when the number was wrong' })
  success!: boolean;

  @ApiProperty(TRANSACTION_ID)
  transaction_id!: string;
}

export class RevealedCodeDto {
  @ApiProperty({ example: '1234' })
  otp!: string;
}
