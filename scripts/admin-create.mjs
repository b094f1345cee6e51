import { createAdmin } from '../dist/commands/admin-create.js';

process.exitCode = await createAdmin(process.argv.slice(2), process);
