import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SimulatedDirectory } from '../adapters/simulated-directory.js';
import { SimulatedOutbox } from '../adapters/simulated-outbox.js';
import { createApp } from '../create-app.js';
import { createLogger } from '../http/logger.js';
import { SimulatedClock } from '../simulator/simulated-clock.js';
import { SimulatedWorld } from '../simulator/simulated-world.js';
import type { Simulation } from '../simulator/simulation.js';
import { SimulatorReset } from '../simulator/simulator-reset.js';
import { keepingNestLogger } from './host-logger.js';
import { assertOneVersionEach, documentsOf } from './documents.js';
import { clockAt, clockControl } from './clock.js';
import { outboxOf, phoneOf } from './messages.js';
import { assertDistinct, peopleOf } from './people.js';
import { toSimulated } from './simulated-person.js';
import { testConfig } from './test-config.js';
import type { TestServer, TestServerOptions } from './test-server.js';

export type { SentMessage } from '../adapters/sent-message.js';
export type { Account, OtpMethod, Person, PushRegistration, Standing } from '../modules/identity/person.js';
export { aDocument, type TestDocument } from './a-document.js';
export {
  aPerson,
  type PersonChanges,
  type PersonOptions,
  type PushAnswer,
  type SecondFactors,
  type TestPerson,
} from './a-person.js';
export type {
  ClockStart,
  DocumentShelf,
  Outbox,
  Phone,
  TestClock,
  TestEnvironment,
  TestPeople,
  TestServer,
  TestServerOptions,
} from './test-server.js';

const MOST_TRIES = 5;

function simulationOf({ people, documents, clock }: TestServerOptions): Simulation {
  if (people) assertDistinct(people);
  if (documents) assertOneVersionEach(documents);
  return { people: people?.map(toSimulated), documents, clock: clockAt(clock) };
}

async function listen(options: TestServerOptions): Promise<NestFastifyApplication> {
  const config = await testConfig(options.env ?? {});
  const app = await createApp(config, createLogger(config.logLevel), simulationOf(options));
  try {
    await app.listen(config.http.port, config.http.host);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Between being found free and being listened on, a port may be taken by somebody else. */
async function listenSomewhere(options: TestServerOptions, tries = 1): Promise<NestFastifyApplication> {
  try {
    return await listen(options);
  } catch (error) {
    const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
    if (!isTaken || options.env?.PORT !== undefined || tries === MOST_TRIES) throw error;
    return listenSomewhere(options, tries + 1);
  }
}

/** Starts a server on a free port, on a database of its own in memory. */
export async function createTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const app = await keepingNestLogger(() => listenSomewhere(options));
  const url = await app.getUrl();
  const [directory, outbox] = [app.get(SimulatedDirectory), app.get(SimulatedOutbox)];
  const clock = app.get(SimulatedClock);
  let closed: Promise<void> | undefined;
  return {
    url,
    clock: clockControl(clock),
    people: peopleOf(directory),
    documents: documentsOf(app.get(SimulatedWorld), clock),
    outbox: outboxOf(outbox, directory),
    phoneOf: (username) => phoneOf(username, outbox, directory, url),
    reset: () => app.get(SimulatorReset).reset(),
    close: () => (closed ??= app.close()),
  };
}
