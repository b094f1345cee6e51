import { v7 } from 'uuid';
import { kid, sha256, signEs256, signHs256 } from './signing.js';

const ACCESS_SECONDS = 900;
export const SESSION_SECONDS = 24 * 3600;
export const FAMILY_SECONDS = 14 * 24 * 3600;
const CLIENT_ID = 'tuvens';
const SCOPE = 'openid profile email';

/** The one person of the baseline's directory. */
export const PERSON = {
  cupid: '00000000-0000-4000-8000-000000000001',
  guid: '00000000-0000-4000-8000-000000001001',
  username: 'testuser',
  email: 'testuser@example.test',
  givenName: 'testuser',
  familyName: 'Simulated',
  roles: ['user'],
};

export interface Grant {
  readonly sessionId: string;
  readonly authTime: number;
  readonly amr: readonly string[];
  readonly acr: string;
  readonly absoluteExpiresAt: Date;
}

export interface Generation {
  /** `id, hash, claims` of the access, the id and the refresh token, as the statements take them. */
  readonly values: readonly string[];
  readonly kid: string;
  readonly expiresAt: Date;
  readonly absoluteExpiresAt: Date;
  readonly answer: object;
}

const secondsOf = (instant: Date) => Math.floor(instant.getTime() / 1000);

/** Two ES256 signatures and one HS256, over the same claims as the product's. */
export function issue({ sessionId, authTime, amr, acr, absoluteExpiresAt }: Grant, now: Date): Generation {
  const expiresAt = new Date(now.getTime() + ACCESS_SECONDS * 1000);
  const { cupid: sub, username, email, givenName, familyName, roles } = PERSON;
  const common = { iss: 'http://localhost:8080', sub, sid: sessionId, iat: secondsOf(now) };
  const how = { auth_time: authTime, amr, acr, preferred_username: username, roles };
  const short = { ...common, exp: secondsOf(expiresAt) };
  const access = { ...short, ...how, jti: v7(), aud: 'sallyport', client_id: CLIENT_ID, scope: SCOPE };
  const names = { email, email_verified: true, given_name: givenName, family_name: familyName };
  const id = { ...short, ...how, ...names, jti: v7(), aud: CLIENT_ID };
  const refresh = { ...common, jti: v7(), exp: secondsOf(absoluteExpiresAt), client_id: CLIENT_ID };
  const signedAccess = signEs256('access', access);
  const signedId = signEs256('id', id);
  const refreshToken = signHs256(refresh);
  return {
    values: [
      ...[access.jti, signedAccess.hash, JSON.stringify(access)],
      ...[id.jti, signedId.hash, JSON.stringify(id)],
      ...[refresh.jti, sha256(refreshToken), JSON.stringify(refresh)],
    ],
    kid,
    expiresAt,
    absoluteExpiresAt,
    answer: {
      access_token: signedAccess.token,
      id_token: signedId.token,
      token_type: 'Bearer',
      expires_in: ACCESS_SECONDS,
      refresh_token: refreshToken,
    },
  };
}
