import { Algorithm, hash, type Options } from '@node-rs/argon2';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { Random } from '../../common/random.js';
import type { AppConfig } from '../../config/app-config.js';
import { APP_CONFIG } from '../../config/config.module.js';
import { HashQueue } from './hash-queue.js';
import { verifierOf } from './stored-hash.js';

const ARGON2ID = Algorithm.Argon2id;

/** The form in which a password is hashed: the same letters, however a keyboard composed them (NIST SP 800-63B-4 §3.1.1.2). */
export function hashable(password: string): string {
  return password.normalize('NFC');
}

/** Makes and checks hashes of passwords. To be asked outside any unit of work: it takes long. */
@Injectable()
export class PasswordHasher implements OnModuleInit {
  private readonly options: Options;
  private readonly current: string;
  private decoy = '';

  constructor(
    private readonly queue: HashQueue,
    private readonly random: Random,
    @Inject(APP_CONFIG) { passwords }: AppConfig,
  ) {
    const { memoryKiB, iterations, parallelism } = passwords;
    this.options = { algorithm: ARGON2ID, memoryCost: memoryKiB, timeCost: iterations, parallelism };
    this.current = `$argon2id$v=19$m=${memoryKiB},t=${iterations},p=${parallelism}$`;
  }

  async onModuleInit(): Promise<void> {
    this.decoy = await this.hash(this.random.token(32));
  }

  /** @returns a PHC string @throws {HashingBusy} */
  hash(password: string): Promise<string> {
    return this.queue.run(() => hash(hashable(password), this.options));
  }

  /**
   * Compares with a hash that nobody's password has where there is none: that takes as long as with a right one.
   * @throws {HashingBusy}
   */
  async verify(password: string, stored: string | null | undefined): Promise<boolean> {
    const known = typeof stored === 'string' ? verifierOf(stored) : undefined;
    const verify = known ?? verifierOf(this.decoy);
    if (!verify) throw new Error('The decoy hash cannot be read');
    const isRight = await this.queue.run(() => verify(hashable(password)));
    return isRight && known !== undefined;
  }

  /** Whether a hash was made otherwise than new ones are. */
  isOutdated(stored: string): boolean {
    return !stored.startsWith(this.current);
  }
}
