import { Body, Controller, Get, HttpCode, Post, UseGuards } from '@nestjs/common';
import { ApiExcludeController, ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { SentMessage } from '../adapters/sent-message.js';
import { SimulatedOutbox } from '../adapters/simulated-outbox.js';
import { AnyClient, RateLimited } from '../common/route-marks.js';
import { SimulatedClock } from './simulated-clock.js';
import { SimulatorGuard } from './simulator.guard.js';
import { SimulatorReset } from './simulator-reset.js';
import { type Seeded, SimulatorSeed } from './simulator-seed.js';

const LONGEST_ADVANCE = 10 * 365 * 24 * 60 * 60;

export class AdvanceClockDto {
  @ApiProperty({ minimum: 1, maximum: LONGEST_ADVANCE })
  @IsInt()
  @Min(1)
  @Max(LONGEST_ADVANCE)
  seconds!: number;
}

/** Controls for whoever writes tests against a running server; only with the embedded engine. */
@ApiExcludeController()
@AnyClient()
@UseGuards(SimulatorGuard)
@RateLimited('none')
@Controller('simulator')
export class SimulatorController {
  constructor(
    private readonly clock: SimulatedClock,
    private readonly outbox: SimulatedOutbox,
    private readonly resets: SimulatorReset,
    private readonly seeding: SimulatorSeed,
  ) {}

  @Post('clock/advance')
  @HttpCode(200)
  advance(@Body() { seconds }: AdvanceClockDto): { now: string } {
    this.clock.advanceBy(seconds);
    return { now: this.clock.now().toISOString() };
  }

  @Get('outbox')
  sent(): { messages: readonly SentMessage[] } {
    return { messages: this.outbox.messages };
  }

  @Post('seed')
  @HttpCode(200)
  seed(): Promise<Seeded> {
    return this.seeding.run();
  }

  @Post('reset')
  @HttpCode(200)
  async reset(): Promise<{ success: true }> {
    await this.resets.reset();
    return { success: true };
  }
}
