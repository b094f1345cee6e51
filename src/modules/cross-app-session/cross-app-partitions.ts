import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Partitions } from '../../database/partitions.js';

/** Has the months of the archive made and removed. */
@Injectable()
export class CrossAppPartitions implements OnModuleInit {
  constructor(private readonly partitions: Partitions) {}

  onModuleInit(): void {
    this.partitions.add('cross_app_sessions_archive');
  }
}
