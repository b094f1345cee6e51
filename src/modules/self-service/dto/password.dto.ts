import { ApiProperty } from '@nestjs/swagger';
import { CurrentPasswordField, NewPasswordField, RepeatField, TokenField } from './fields.js';

export class ConfirmResetDto {
  @TokenField()
  token!: string;

  @NewPasswordField()
  password!: string;

  @RepeatField('password')
  password_confirmation!: string;
}

export class ChangePasswordDto {
  @CurrentPasswordField()
  current_password!: string;

  @NewPasswordField()
  password!: string;

  @RepeatField('password')
  password_confirmation!: string;
}

export class PasswordDto {
  @CurrentPasswordField()
  password!: string;
}

export class PasswordReplacedDto {
  @ApiProperty({ enum: ['PASSWORD_CHANGED'] })
  status!: 'PASSWORD_CHANGED';

  @ApiProperty({ type: 'integer', description: 'Sessions that ended' })
  sessions_ended!: number;
}
