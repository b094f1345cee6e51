import { QueryFailedError } from 'typeorm';
import { DependencyUnavailable } from '../common/errors.js';
import { isUniqueViolation, translateDatabaseError } from './database-errors.js';

const refused = (driverError: object) =>
  new QueryFailedError('SELECT 1', [], Object.assign(new Error('refused'), driverError));

describe('an error of the database', () => {
  it.each([
    [{ code: '08006' }],
    [{ code: '08P01' }],
    [{ code: '53300' }],
    [{ code: '57P01' }],
    [{ code: '57014' }],
    [{ code: '55P03' }],
    [{ code: '40001' }],
    [{ code: '40P01' }],
    [{ code: 'ECONNREFUSED' }],
    [{ code: 'ECONNRESET' }],
    [{ message: 'timeout exceeded when trying to connect' }],
    [{ message: 'Connection terminated unexpectedly' }],
  ])('%j is that of a dependency that cannot serve now, raw or wrapped', (driverError) => {
    for (const error of [refused(driverError), Object.assign(new Error(), driverError)]) {
      const translated = translateDatabaseError(error);
      expect(translated).toBeInstanceOf(DependencyUnavailable);
      expect(translated).toMatchObject({ status: 503, dependency: 'database', cause: error });
    }
  });

  it.each([
    [{ code: '23505' }],
    [{ code: '23503' }],
    [{ code: '23514' }],
    [{ code: '42P01' }],
    [{ code: '22P02' }],
    [{ code: '40003' }],
    [{ message: 'UNIQUE constraint failed: tokens.token_id' }],
  ])('%j is ours, and stays what it is', (driverError) => {
    const error = refused(driverError);
    expect(translateDatabaseError(error)).toBe(error);
  });

  it('may be nothing at all', () => {
    for (const thrown of [undefined, null, 'text']) expect(translateDatabaseError(thrown)).toBe(thrown);
  });

  it('is known for a row that exists already, by either engine', () => {
    expect(isUniqueViolation(refused({ code: '23505' }))).toBe(true);
    expect(isUniqueViolation(refused({ message: 'UNIQUE constraint failed: sessions.session_id' }))).toBe(
      true,
    );
    for (const other of [
      refused({ code: '23503' }),
      refused({ message: 'FOREIGN KEY constraint failed' }),
      undefined,
    ])
      expect(isUniqueViolation(other)).toBe(false);
  });
});
