import { Controller, Get, Header } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { AnyClient, RateLimited } from '../common/route-marks.js';
import { Metrics } from './metrics.js';

@ApiTags('operations')
@AnyClient()
@RateLimited('none')
@Controller('metrics')
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'What Prometheus reads' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ type: String })
  read(): Promise<string> {
    return this.metrics.read();
  }
}
