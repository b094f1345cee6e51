import { Body, Controller, Delete, Get, HttpCode, Param, Patch } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, CHANGES_STATE, TAKES_BEARER, TAKES_BODY, TAKES_ID } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { OwnDeviceDto, OwnDevicesDto, RenameDeviceDto } from './dto/own-device.dto.js';
import { OwnDevicesService } from './own-devices.service.js';

@ApiTags('device')
@ApiBearerAuth()
@Authenticated()
@Controller('auth/devices')
export class OwnDevicesController {
  constructor(private readonly devices: OwnDevicesService) {}

  @Get()
  @ApiOperation({ summary: 'The devices that the person trusts' })
  @ApiOkResponse({ type: OwnDevicesDto })
  @ApiErrors(TAKES_BEARER)
  async list(@CurrentPrincipal() principal: Principal): Promise<OwnDevicesDto> {
    const devices = await this.devices.list(principal);
    return { devices: devices.map((device) => OwnDeviceDto.of(device, principal.deviceFingerprintHash)) };
  }

  @Patch(':device_id')
  @ApiOperation({ summary: 'Renames a device' })
  @ApiOkResponse({ type: OwnDeviceDto })
  @ApiErrors(TAKES_BODY, TAKES_BEARER, { 404: ['CIAM_E01_05_004'] })
  async rename(
    @CurrentPrincipal() principal: Principal,
    @Param('device_id') deviceId: string,
    @Body() { device_name: name }: RenameDeviceDto,
  ): Promise<OwnDeviceDto> {
    return OwnDeviceDto.of(
      await this.devices.rename(principal, deviceId, name),
      principal.deviceFingerprintHash,
    );
  }

  @Delete(':device_id')
  @HttpCode(204)
  @ApiOperation({ summary: 'Trusts a device no more' })
  @ApiNoContentResponse()
  @ApiErrors(CHANGES_STATE, TAKES_BEARER, TAKES_ID, { 404: ['CIAM_E01_05_004'] })
  remove(@CurrentPrincipal() principal: Principal, @Param('device_id') deviceId: string): Promise<void> {
    return this.devices.remove(principal, deviceId);
  }
}
