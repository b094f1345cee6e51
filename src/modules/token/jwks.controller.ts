import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { AnyClient, RateLimited } from '../../common/route-marks.js';
import { SigningKeys } from './signing-keys.js';

@ApiTags('tokens')
@AnyClient()
@RateLimited('none')
@Controller('.well-known')
export class JwksController {
  constructor(private readonly keys: SigningKeys) {}

  @Get('jwks.json')
  @Header('Content-Type', 'application/json; charset=utf-8')
  @Header('Cache-Control', 'public, max-age=300')
  @ApiOperation({ summary: 'Every public key that can still verify a live token (RFC 7517)' })
  @ApiOkResponse({
    description: 'A JWK Set',
    schema: {
      type: 'object',
      required: ['keys'],
      properties: { keys: { type: 'array', items: { type: 'object', additionalProperties: true } } },
    },
  })
  jwks(): string {
    return this.keys.jwks;
  }
}
