import pg from 'pg';

/**
 * A connection that may end at any time. Between the pool, which stops listening as it hands a connection out, and whoever
 * takes it there is a moment when nobody listens; an `error` that comes then would end the process.
 */
export class SurvivingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    // Nothing to do: whoever has it in hand is told by the next statement, and the pool takes it back no more.
    this.on('error', () => undefined);
  }
}
