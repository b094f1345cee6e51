import { Controller, Get, Header, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiErrors } from '../common/api-errors.js';
import { AnyClient, RateLimited } from '../common/route-marks.js';
import { MetricsGuard } from './metrics.guard.js';
import { Metrics } from './metrics.js';

@ApiTags('operations')
@AnyClient()
@RateLimited('none')
@Controller('metrics')
@UseGuards(MetricsGuard)
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({
    summary: 'What Prometheus reads; with METRICS_TOKEN only for who presents it as a bearer token',
  })
  // Not @ApiProduces, which would say so of errors too.
  @ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string' } } } })
  @ApiErrors({ 401: ['CIAM_E04_00_010'], 503: [] })
  read(): Promise<string> {
    return this.metrics.read();
  }
}
