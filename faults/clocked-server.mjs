/** The server with a clock that the suite moves: everything but the clock is the product, built. */
import { createServer } from 'node:http';
import { loadConfig } from '../dist/config/load-config.js';
import { createApp } from '../dist/create-app.js';
import { createLogger } from '../dist/http/logger.js';
import { SimulatedClock } from '../dist/simulator/simulated-clock.js';

const config = loadConfig(process.env);
const clock = new SimulatedClock();
const app = await createApp(config, createLogger(config.logLevel), { clock });
await app.listen(config.http.port, config.http.host);

const control = createServer((request, response) => {
  clock.advanceBy(Number(new URL(request.url, 'http://control').searchParams.get('seconds')));
  response.end(clock.now().toISOString());
});
control.listen(0, '127.0.0.1', async () => {
  console.log(`The clock is moved at http://127.0.0.1:${control.address().port}/`);
  console.log(`Sallyport listens on ${await app.getUrl()}`);
});
