import { sealAudit } from '../dist/commands/audit-seal.js';

process.exitCode = await sealAudit(process.argv.slice(2), process);
