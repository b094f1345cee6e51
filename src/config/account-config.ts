/** Where the links in mails lead; `{token}` stands for the mail's token. */
export interface LinkConfig {
  readonly verifyEmail: string;
  readonly resetPassword: string;
}

/** How the passwords of our own people are hashed and judged. */
export interface PasswordConfig {
  /** Argon2id: memory, passes over it, lanes. */
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly parallelism: number;
  /** Hashes computed at a time, and how many more may wait. */
  readonly concurrency: number;
  readonly queueLength: number;
  /** Whether new passwords are sought in a list of breached ones, and where that list is. */
  readonly breachCheck: boolean;
  readonly breachCheckUrl: string;
}
