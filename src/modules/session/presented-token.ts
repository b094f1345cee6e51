import { RequestInvalid } from '../../common/errors.js';
import { RefreshTokenMissing } from '../token/token.errors.js';

/** The refresh token of a request that may carry it in its cookie, its body, or both alike. */
export function chooseRefreshToken(cookie: string | undefined, body: string | undefined): string {
  if (cookie && body && cookie !== body) {
    throw new RequestInvalid([
      { field: 'refresh_token', problem: 'must not differ from the refresh_token cookie' },
    ]);
  }
  const token = cookie || body;
  if (!token) throw new RefreshTokenMissing();
  return token;
}
