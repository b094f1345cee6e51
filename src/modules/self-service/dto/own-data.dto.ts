import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

const rows = (description: string): PropertyDecorator =>
  ApiProperty({ description, type: 'array', items: { type: 'object', additionalProperties: true } });

type Rows = readonly Readonly<Record<string, unknown>>[];

/** Everything that the server holds of a person, as rows of tables; no secrets and no hashes. */
export class OwnDataDto {
  @ApiProperty({ format: 'date-time' })
  exported_at!: string;

  @ApiProperty({ format: 'uuid' })
  cupid!: string;

  @rows('One row: names, e-mail, status')
  profile!: Rows;

  @rows('Numbers that codes are sent to')
  phones!: Rows;

  @rows('Roles, those of the past too')
  roles!: Rows;

  @rows('Organisations')
  memberships!: Rows;

  @rows('Each time the password was entered, right or wrong')
  login_attempts!: Rows;

  @rows('Sessions, those of the past too')
  sessions!: Rows;

  @rows('Logins, finished or not')
  logins!: Rows;

  @rows('Devices that are trusted, or were')
  devices!: Rows;

  @rows('What the risk service said of logins')
  risk_evaluations!: Rows;

  @rows('Documents signed or declined')
  document_decisions!: Rows;

  @rows('Failures and locks of the second factor')
  second_factors!: Rows;

  @rows('Hand-offs to other apps')
  hand_offs!: Rows;

  @rows('Older hand-offs')
  archived_hand_offs!: Rows;

  @rows('What the audit trail says of the person')
  audit_events!: Rows;
}

export class EraseOwnDataDto {
  @ApiProperty({ description: 'The current password', minLength: 1, maxLength: 1024 })
  @IsString()
  @Length(1, 1024)
  password!: string;
}
