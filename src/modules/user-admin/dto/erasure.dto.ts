import { ApiProperty } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

export class EraseUserDto {
  @ApiProperty({
    description: 'Stays with the row of the person: not a place for anything personal',
    example: 'request of 2026-03-01',
    minLength: 1,
    maxLength: 256,
  })
  @IsString()
  @Length(1, 256)
  reason!: string;
}
