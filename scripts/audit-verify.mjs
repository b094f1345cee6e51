import { verifyAudit } from '../dist/commands/audit-verify.js';

process.exitCode = await verifyAudit(process.argv.slice(2), process);
