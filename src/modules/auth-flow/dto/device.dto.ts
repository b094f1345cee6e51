import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean } from 'class-validator';
import { StepDto } from './ids.dto.js';

export class BindDeviceDto extends StepDto {
  @ApiProperty({ description: 'Whether this device shall be trusted from now on' })
  @IsBoolean()
  bind_device!: boolean;
}
