import type { SentMessage } from '../adapters/sent-message.js';
import type { TestDocument } from './a-document.js';
import type { PersonChanges, TestPerson } from './a-person.js';

/** The server's clock, in the test's hands. */
export interface TestClock {
  now(): Date;
  /** Moves it on by seconds, or by a text such as `90s`, `15m`, `24h` or `14d`. */
  advance(by: number | string): void;
}

/** Where the clock stands at the start; or `running`, for the real time. */
export type ClockStart = Date | 'running';

/** Everybody whom the server knows. A reset undoes what is changed here. */
export interface TestPeople {
  add(person: TestPerson): void;
  /** Changes what is known of somebody, such as `{ standing: 'DISABLED' }`; the server learns it when it next asks. */
  change(username: string, changes: PersonChanges): void;
  remove(username: string): void;
}

/** The documents of a running server. */
export interface DocumentShelf {
  /** Publishes a version, which takes the place of the one before: people are asked again. Moves the clock on by a millisecond. */
  publish(document: TestDocument): Promise<void>;
}

/** What the server has sent to people's phones. */
export interface Outbox {
  /** Newest last. */
  readonly messages: readonly SentMessage[];
  /** The newest one-time code that went to a phone of this person. */
  lastCodeTo(username: string): string;
}

/** The phone that a person's push prompts arrive on. It answers the newest one. */
export interface Phone {
  /**
   * Says yes, with the number that is shown where the person signs in (`display_number`).
   * @returns whether it was the right one; a wrong number rejects the prompt
   */
  approve(number: number): Promise<boolean>;
  deny(): Promise<void>;
}

/** Settings by the names of their environment variables. */
export type TestEnvironment = Readonly<Record<string, string>>;

export interface TestServerOptions {
  /** Who can sign in; the people of the simulator unless given. */
  readonly people?: readonly TestPerson[];
  /** What is published at the start; the documents of the simulator unless given. */
  readonly documents?: readonly TestDocument[];
  /** Where the clock stands; 1 January 2026, noon in UTC, unless given. */
  readonly clock?: ClockStart;
  /** Settings by the names of their environment variables. */
  readonly env?: TestEnvironment;
}

/** A whole server in this process, of which nothing outlives `close`. */
export interface TestServer {
  /** Where it listens, such as `http://127.0.0.1:40123`; also the issuer of its tokens. */
  readonly url: string;
  readonly clock: TestClock;
  readonly people: TestPeople;
  readonly documents: DocumentShelf;
  readonly outbox: Outbox;
  phoneOf(username: string): Phone;
  /** Forgets all that has happened: sessions, messages, changes of people and documents, and how far the clock has moved. */
  reset(): Promise<void>;
  close(): Promise<void>;
}
