import { SIMULATED_PASSWORD, simulatedPeople } from '../adapters/simulated-people.js';
import type { AppConfig } from '../config/app-config.js';

/** What the operator is told when the server has started. */
export function welcome(config: AppConfig, url: string): string {
  const engine = config.database.kind === 'embedded' ? 'SQLite in memory' : 'PostgreSQL';
  const lines = [`Sallyport listens on ${url} (${engine}). API: ${url}/docs`];
  if (config.adapters.identityProvider === 'simulator') {
    const users = simulatedPeople().map(({ username }) => username);
    lines.push(
      `Simulated users, password "${SIMULATED_PASSWORD}", one-time code 1234:`,
      `  ${users.join(', ')}`,
    );
  }
  return lines.join('\n');
}
