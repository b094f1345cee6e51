import { importUsers } from '../dist/commands/users-import.js';

process.exitCode = await importUsers(process.argv.slice(2), process);
