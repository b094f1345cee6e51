import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './measure.js';
import { memoryOf } from './process-cpu.js';
import { startSallyport } from './server-process.js';
import { STARTS } from './settings.js';

export interface StartUp {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** From the spawn of the embedded default to its first 200, and its resident memory a second later. */
export async function measureStartUp(): Promise<StartUp> {
  const milliseconds: number[] = [];
  const megabytes: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const server = await startSallyport();
    milliseconds.push(server.startMs);
    await sleep(1000);
    megabytes.push(memoryOf(server.pid));
    await server.stop();
  }
  return { milliseconds: median(milliseconds), megabytes: median(megabytes) };
}
