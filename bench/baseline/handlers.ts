import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import pg from 'pg';
import { v7 } from 'uuid';
import { isSame, sha256, verifyEs256, verifyHs256 } from './signing.js';
import * as sql from './statements.js';
import { FAMILY_SECONDS, type Generation, issue, PERSON, SESSION_SECONDS } from './tokens.js';

export interface Answer {
  readonly status: number;
  readonly body: object;
}

const REFUSED: Answer = { status: 401, body: { error_code: 'REFUSED' } };
const GATEWAY_KEY = 'dev-gateway-key';

/** As many connections as the product takes by default. */
const pool = new pg.Pool({
  connectionString: process.env['DATABASE_URL'],
  min: 10,
  max: 50,
  idleTimeoutMillis: 30_000,
});

const later = (now: Date, seconds: number) => new Date(now.getTime() + seconds * 1000);
const secondsOf = (instant: Date) => Math.floor(instant.getTime() / 1000);
const agentOf = ({ headers }: FastifyRequest) => headers['user-agent'] ?? null;
const fieldOf = ({ body }: FastifyRequest, name: string) => (body as Record<string, string>)[name] ?? '';

export async function login(request: FastifyRequest): Promise<Answer> {
  const isRight = isSame(fieldOf(request, 'password'), 'password');
  if (fieldOf(request, 'username') !== PERSON.username || !isRight) return REFUSED;
  const now = new Date();
  await pool.query({ ...sql.UNSIGNED_DOCUMENTS, values: [PERSON.cupid, now] });
  const contextId = `sess-${randomUUID()}`;
  const absoluteExpiresAt = later(now, FAMILY_SECONDS);
  const how = { authTime: secondsOf(now), amr: ['pwd'], acr: 'aal1' };
  const issued = issue({ sessionId: contextId, ...how, absoluteExpiresAt }, now);
  const person = [contextId, PERSON.cupid, PERSON.guid, randomUUID(), request.ip, agentOf(request)];
  const ends = [now, later(now, 900), v7(), later(now, SESSION_SECONDS), absoluteExpiresAt];
  const tokens = [...issued.values, issued.kid, issued.expiresAt];
  const auditIds = [v7(), v7(), v7(), v7()];
  await pool.query({ ...sql.LOGIN, values: [...person, ...ends, ...tokens, ...auditIds] });
  const outcome = { response_type_code: 'SUCCESS', context_id: contextId, device_bound: false };
  return { status: 201, body: { ...outcome, ...issued.answer } };
}

interface Standing {
  readonly token_id: string;
  readonly token_status: string;
  readonly session_id: string;
  readonly cupid: string;
  readonly status: string;
  readonly amr: readonly string[];
  readonly acr: string;
  readonly auth_time: Date;
  readonly expires_at: Date;
  readonly absolute_expires_at: Date;
}

function successors(
  issued: Generation,
  sessionId: string,
  parent: string,
  now: Date,
  request: FastifyRequest,
) {
  const ends = [issued.kid, issued.expiresAt, issued.absoluteExpiresAt, parent];
  const audit = [
    v7(),
    randomUUID(),
    request.ip,
    agentOf(request),
    JSON.stringify({ parent_token_id: parent }),
  ];
  return [sessionId, PERSON.cupid, now, ...issued.values, ...ends, ...audit];
}

/** Six round trips: look up, BEGIN, hold the session, rotate, insert, COMMIT. */
export async function refresh(request: FastifyRequest): Promise<Answer> {
  const token = fieldOf(request, 'refresh_token');
  if (!verifyHs256(token)) return REFUSED;
  const { rows } = await pool.query<Standing>({ ...sql.STANDING, values: [sha256(token)] });
  const [standing] = rows;
  if (standing?.token_status !== 'ACTIVE' || standing.status !== 'ACTIVE') return REFUSED;
  if (standing.expires_at.getTime() <= Date.now()) return REFUSED;
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const issued = await rotate(client, standing, request);
    await client.query(issued ? 'COMMIT' : 'ROLLBACK');
    return issued ? { status: 200, body: { success: true, ...issued.answer } } : REFUSED;
  } finally {
    client.release();
  }
}

async function rotate(
  client: pg.PoolClient,
  standing: Standing,
  request: FastifyRequest,
): Promise<Generation | undefined> {
  const now = new Date();
  const {
    session_id: sessionId,
    token_id: tokenId,
    amr,
    acr,
    absolute_expires_at: absoluteExpiresAt,
  } = standing;
  const touch = [sessionId, now, later(now, SESSION_SECONDS), request.ip, agentOf(request)];
  const { rowCount: held } = await client.query({ ...sql.TOUCH, values: touch });
  const { rowCount: rotated } = await client.query({ ...sql.ROTATE, values: [sessionId, tokenId, now] });
  if (!held || !rotated) return undefined;
  const authTime = secondsOf(standing.auth_time);
  const issued = issue({ sessionId, authTime, amr, acr, absoluteExpiresAt }, now);
  await client.query({ ...sql.SUCCESSORS, values: successors(issued, sessionId, tokenId, now, request) });
  return issued;
}

/** One round trip: what it signs it takes from the presented token, before it knows whether that is still good. */
export async function refreshAtOnce(request: FastifyRequest): Promise<Answer> {
  const claims = verifyHs256(fieldOf(request, 'refresh_token')) as
    { sid: string; jti: string; exp: number } | undefined;
  if (!claims) return REFUSED;
  const now = new Date();
  const absoluteExpiresAt = new Date(claims.exp * 1000);
  const how = { authTime: claims.exp - FAMILY_SECONDS, amr: ['pwd'], acr: 'aal1' };
  const issued = issue({ sessionId: claims.sid, ...how, absoluteExpiresAt }, now);
  const values = [...successors(issued, claims.sid, claims.jti, now, request), later(now, SESSION_SECONDS)];
  const { rowCount } = await pool.query({ ...sql.REFRESH_AT_ONCE, values });
  return rowCount ? { status: 200, body: { success: true, ...issued.answer } } : REFUSED;
}

type Live = Pick<Standing, 'session_id' | 'cupid'>;

export async function checkSession(request: FastifyRequest): Promise<Answer> {
  if (!isSame(String(request.headers['x-api-key']), GATEWAY_KEY)) return REFUSED;
  const claims = verifyEs256(fieldOf(request, 'token'));
  const now = new Date();
  if (!claims || Number(claims['exp']) <= secondsOf(now)) return { status: 200, body: { active: false } };
  const { rows } = await pool.query<Live>({ ...sql.LIVE_SESSION, values: [claims['jti'], now] });
  if (!rows[0]) return { status: 200, body: { active: false } };
  const expiresIn = Number(claims['exp']) - secondsOf(now);
  const { cupid: sub, session_id: sessionId } = rows[0];
  const state = { active: true, expires_in: expiresIn, sub, session_id: sessionId, scope: claims['scope'] };
  return { status: 200, body: state };
}
