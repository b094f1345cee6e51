import { CommandRefused } from './command.js';
import { refuseEmbedded, type Refusal } from './with-server.js';

/** A trail without seals, or without the keys to look at them. */
export const refuseUnsealed: Refusal = (config) => {
  refuseEmbedded(config);
  if (config.audit.sealKeys.length === 0)
    throw new CommandRefused('Seals need keys: set AUDIT_SEAL_KEYS (docs/configuration.md).');
};
