import { ApiProperty } from '@nestjs/swagger';
import { EmailField, NameField, NewPasswordField, PhoneField, RepeatField, TokenField } from './fields.js';

export class RegisterDto {
  @EmailField()
  email!: string;

  @NewPasswordField()
  password!: string;

  @RepeatField('password')
  password_confirmation!: string;

  @NameField('Ann')
  given_name?: string;

  @NameField('Smith')
  family_name?: string;

  @PhoneField()
  phone?: string;
}

export class EmailDto {
  @EmailField()
  email!: string;
}

export class MailTokenDto {
  @TokenField()
  token!: string;
}

/** The same for everybody: what else there is to say, the mail says. */
export class MailSentDto {
  @ApiProperty({ enum: ['MAIL_SENT'] })
  status!: 'MAIL_SENT';

  @ApiProperty({ description: 'Safe to show to a person' })
  message!: string;
}

export const MAIL_SENT: MailSentDto = {
  status: 'MAIL_SENT',
  message: 'If there is something to do, a mail is on its way',
};

export class EmailVerifiedDto {
  @ApiProperty({ enum: ['VERIFIED'] })
  status!: 'VERIFIED';
}
