import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors, TAKES_BEARER, TAKES_BODY } from '../../common/api-errors.js';
import { CurrentPrincipal } from '../../common/current-principal.js';
import type { Principal } from '../../common/principal.js';
import { Authenticated } from '../../common/route-marks.js';
import { ProfileService } from '../account/profile.service.js';
import { PasswordDto } from './dto/password.dto.js';
import { ChangeProfileDto, ProfileDto } from './dto/profile.dto.js';
import { OwnPasswordService } from './own-password.service.js';

const MAY_BE_GONE = { 404: ['CIAM_E01_05_004'] };

@ApiTags('account')
@ApiBearerAuth()
@Authenticated()
@Controller('auth/me')
export class ProfileController {
  constructor(
    private readonly profiles: ProfileService,
    private readonly passwords: OwnPasswordService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'What is known of the person' })
  @ApiOkResponse({ type: ProfileDto })
  @ApiErrors(TAKES_BEARER, MAY_BE_GONE)
  async find(@CurrentPrincipal() { cupid }: Principal): Promise<ProfileDto> {
    return ProfileDto.of(await this.profiles.find(cupid));
  }

  @Patch()
  @ApiOperation({ summary: 'Changes names, or a number that is not verified yet; what is left out stays' })
  @ApiOkResponse({ type: ProfileDto })
  @ApiErrors(TAKES_BODY, TAKES_BEARER, MAY_BE_GONE, { 409: ['CIAM_E01_05_003'] })
  async change(
    @CurrentPrincipal() { cupid }: Principal,
    @Body() { version, given_name: givenName, family_name: familyName, phone }: ChangeProfileDto,
  ): Promise<ProfileDto> {
    return ProfileDto.of(await this.profiles.change(cupid, { version, givenName, familyName, phone }));
  }

  @Post('deactivate')
  @HttpCode(204)
  @ApiOperation({
    summary: 'Ends every session and keeps the person out until an administrator lets them in again',
  })
  @ApiNoContentResponse()
  @ApiErrors(TAKES_BODY, TAKES_BEARER, { 401: ['CIAM_E01_01_001'] })
  deactivate(@CurrentPrincipal() principal: Principal, @Body() { password }: PasswordDto): Promise<void> {
    return this.passwords.deactivate(principal, password);
  }
}
