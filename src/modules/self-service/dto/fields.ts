import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { Repeats } from './repeats.js';

const TOKEN = /^[\w-]{43}$/;
/** E.164. */
const PHONE = /^\+[1-9]\d{6,14}$/;
/** RFC 5321 §4.5.3.1.3, without the brackets. */
const LONGEST_EMAIL = 254;
/** What the policy says of length it says with its reason; this only bounds the work. */
const LONGEST_PASSWORD = 1_024;

export const EmailField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ example: 'ann@example.com', format: 'email', maxLength: LONGEST_EMAIL }),
    IsEmail({}, { message: 'must be an e-mail address' }),
    MaxLength(LONGEST_EMAIL),
    IsString(),
  );

export const TokenField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ description: 'The end of the link in the mail', pattern: TOKEN.source }),
    Matches(TOKEN, { message: 'must be the end of the link in the mail' }),
    IsString(),
  );

export const NewPasswordField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      example: 'tangle quartz lemon',
      description: '15 to 128 characters, or from 8 where there is a second factor; no other rules of form',
      maxLength: LONGEST_PASSWORD,
    }),
    Length(1, LONGEST_PASSWORD),
    IsString(),
  );

export const CurrentPasswordField = (): PropertyDecorator =>
  applyDecorators(ApiProperty({ maxLength: LONGEST_PASSWORD }), Length(1, LONGEST_PASSWORD), IsString());

export const RepeatField = (field: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ description: `The same as \`${field}\``, maxLength: LONGEST_PASSWORD }),
    Repeats(field),
    IsString(),
  );

export const NameField = (example: string): PropertyDecorator =>
  applyDecorators(ApiPropertyOptional({ example, maxLength: 128 }), IsOptional(), MaxLength(128), IsString());

export const PhoneField = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({ example: '+15550101234', pattern: PHONE.source, description: 'E.164' }),
    IsOptional(),
    Matches(PHONE, { message: 'must be in E.164 form, such as +15550101234' }),
    IsString(),
  );
