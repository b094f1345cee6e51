/** Keeps what a server logs. */
export class LogCapture {
  private readonly written: string[] = [];

  write(line: string): void {
    this.written.push(line);
  }

  /** The lines as they were written, each with its line break. */
  get lines(): readonly string[] {
    return this.written;
  }

  get text(): string {
    return this.written.join('');
  }

  get entries(): Record<string, unknown>[] {
    return this.written.map((line) => JSON.parse(line) as Record<string, unknown>);
  }

  /** The entries about requests with this correlation id. */
  about(correlationId: string): Record<string, unknown>[] {
    return this.entries.filter((entry) => entry.correlation_id === correlationId);
  }

  clear(): void {
    this.written.length = 0;
  }
}
