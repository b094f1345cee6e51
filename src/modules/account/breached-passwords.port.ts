/** A list of passwords that became known, by the SHA-1 of each. */
export abstract class BreachedPasswords {
  /**
   * The digests that begin with `prefix`, each without it, in upper-case hexadecimal. The prefix is all that leaves the
   * server: thousands of passwords share it. Throws when the list cannot be asked.
   */
  abstract suffixesOf(prefix: string): Promise<readonly string[]>;
}
