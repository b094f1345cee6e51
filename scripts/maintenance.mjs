import { maintenance } from '../dist/commands/maintenance.js';

process.exitCode = await maintenance(process.argv.slice(2), process);
