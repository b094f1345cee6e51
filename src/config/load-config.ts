import type { AppConfig } from './app-config.js';
import { checkAudit } from './audit-rules.js';
import { buildConfig } from './build-config.js';
import { ConfigurationError } from './configuration-error.js';
import { deepFreeze } from './deep-freeze.js';
import { type Environment, readSettings, type Settings } from './environment.schema.js';
import { Findings } from './findings.js';
import { checkLdap, refuseOpenLdap } from './ldap.js';
import { checkPersonalData } from './personal-data-rules.js';
import { refuseInProduction } from './production-rules.js';
import { checkTogether } from './rules.js';

/**
 * Parses and checks the environment. Beside its argument it reads only the files that variables may name.
 *
 * @returns the configuration, frozen all the way down; the units are in the names and comments of its types
 * @throws {ConfigurationError} with every problem of the environment at once, and no value of it
 */
export function loadConfig(env: Environment): AppConfig {
  const findings = new Findings();
  const draft = readSettings(env, findings);
  checkTogether(draft, findings);
  checkLdap(draft, findings);
  checkPersonalData(draft, findings);
  checkAudit(draft, findings);
  refuseInProduction(draft, findings);
  refuseOpenLdap(draft, findings);
  if (findings.problems.length > 0) throw new ConfigurationError(findings.problems);
  return deepFreeze(buildConfig(draft as Settings));
}
