import { Inject, Injectable } from '@nestjs/common';
import { equalInConstantTime, sha256 } from '../../common/digest.js';
import type { AppConfig, RegisteredApp } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { SharedSecretInvalid } from './cross-app-session.errors.js';

/** The apps between which people may be handed off; of their secrets only the hashes. */
@Injectable()
export class AppDirectory {
  constructor(@Inject(APP_CONFIG) private readonly config: AppConfig) {}

  /** The app whose secret this is; every known hash is compared, so that time does not tell which. @throws {SharedSecretInvalid} */
  identify(secret: string | undefined): RegisteredApp {
    const hash = sha256(secret ?? '');
    const known = this.config.apps.flatMap((app) =>
      app.secretHashes.map((secretHash) => ({ app, secretHash })),
    );
    const found = known.filter(({ secretHash }) => equalInConstantTime(hash, secretHash)).at(0);
    if (secret === undefined || !found) throw new SharedSecretInvalid();
    return found.app;
  }

  /** The app a person may enter from `sourceApp`: the one asked for, or else the first. */
  targetOf(sourceApp: string, targetApp: string | undefined): string | undefined {
    const targets = this.config.apps.find(({ id }) => id === sourceApp)?.targets ?? [];
    return targetApp === undefined ? targets[0] : targets.find((id) => id === targetApp);
  }
}
