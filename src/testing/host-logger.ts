import { Logger } from '@nestjs/common';

/** Nest has one logger for the whole process: the newest application's. */
class NestLogger extends Logger {
  static get current() {
    return Logger.staticInstanceRef;
  }
}

let starting = 0;
let ofTheHost: typeof NestLogger.current;

/** Starts an application and gives Nest's logger back: the code under test may be an application of Nest as well. */
export async function keepingNestLogger<T>(start: () => Promise<T>): Promise<T> {
  if (starting === 0) ofTheHost = NestLogger.current;
  starting += 1;
  try {
    return await start();
  } finally {
    starting -= 1;
    if (starting === 0 && ofTheHost) Logger.overrideLogger(ofTheHost);
  }
}
