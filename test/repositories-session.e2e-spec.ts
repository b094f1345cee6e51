import { decodeJwt } from 'jose';
import { sha256 } from '../src/common/digest.js';
import { UnitOfWork } from '../src/database/unit-of-work.js';
import { SessionRepository } from '../src/modules/session/session.repository.js';
import { SessionService } from '../src/modules/session/session.service.js';
import { TokenRepository } from '../src/modules/token/token.repository.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { find, newPerson, refreshTokenOf, type SignedIn, signIn } from './support/walk.js';

const HOUR = 60 * 60;

describe('what the repositories of a session find', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await createTestServer();
  });

  afterEach(() => server.close());

  const sessions = () => server.app.get(SessionRepository);
  const tokens = () => server.app.get(TokenRepository);
  const inUnit = <T>(work: () => Promise<T>) => server.app.get(UnitOfWork).run(work);

  async function several(
    count: number,
  ): Promise<{ cupid: string; signedIn: SignedIn[]; sessionIds: string[] }> {
    const { username, cupid } = await newPerson(server, 'testuser');
    const signedIn: SignedIn[] = [];
    for (let time = 1; time <= count; time++) {
      signedIn.push(await signIn(server.api, username));
      server.clock.advance(HOUR);
    }
    return { cupid, signedIn, sessionIds: signedIn.map(({ sessionId }) => sessionId) };
  }

  const idsOf = (rows: readonly { sessionId: string }[]) => rows.map(({ sessionId }) => sessionId);

  it('live sessions of a person, newest first', async () => {
    const { cupid, signedIn, sessionIds } = await several(3);
    await several(1);
    await server.api.logout(signedIn[1]?.refreshToken ?? '');
    const live = await find(server, () => sessions().findActiveByPerson(cupid));
    expect(idsOf(live)).toEqual([sessionIds[2], sessionIds[0]]);
  });

  it('one session by its id', async () => {
    const { cupid, sessionIds } = await several(1);
    const session = await find(server, () => sessions().findById(sessionIds[0] ?? ''));
    expect(session).toMatchObject({ cupid, status: 'ACTIVE', amr: ['pwd'], scope: 'openid profile email' });
    expect(await find(server, () => sessions().findById('sess-unknown'))).toBeNull();
  });

  it('sessions whose idle end has passed, oldest first', async () => {
    const { sessionIds } = await several(3);
    server.clock.advance(22 * HOUR);
    const overdue = (limit: number) => find(server, () => sessions().findOverdue(server.clock.now(), limit));
    expect(idsOf(await overdue(10))).toEqual(sessionIds.slice(0, 2));
    expect(idsOf(await overdue(1))).toEqual(sessionIds.slice(0, 1));
  });

  it('whether a session was alive when it was touched, and its new idle end', async () => {
    const { sessionIds } = await several(1);
    const [sessionId = ''] = sessionIds;
    const touch = async () => {
      const expiresAt = new Date(server.clock.now().getTime() + 24 * HOUR * 1000);
      const activity = { expiresAt, ipAddress: '192.0.2.7', userAgent: 'Touched/1.0' };
      return {
        expiresAt,
        alive: await inUnit(() => sessions().touch(sessionId, activity, server.clock.now())),
      };
    };
    const { expiresAt, alive } = await touch();
    expect(alive).toBe(true);
    expect(await find(server, () => sessions().findById(sessionId))).toMatchObject({
      expiresAt,
      lastActivityAt: server.clock.now(),
      ipAddress: '192.0.2.7',
      userAgent: 'Touched/1.0',
    });
    server.clock.advance(24 * HOUR);
    expect((await touch()).alive).toBe(false);
  });

  it('whether a session was ended by this call', async () => {
    const { sessionIds } = await several(1);
    const service = server.app.get(SessionService);
    const revoke = () => service.revoke(sessionIds[0] ?? '', 'ADMIN', 'the-administrator');
    expect([await revoke(), await revoke()]).toEqual([true, false]);
  });

  it('all live sessions of a person when they are ended, but the one to keep', async () => {
    const [mine, theirs] = [await several(3), await several(1)];
    const service = server.app.get(SessionService);
    expect(await service.revokeAll(mine.cupid, 'ADMIN', 'the-administrator', mine.sessionIds[1])).toBe(2);
    expect(await service.revokeAll(mine.cupid, 'ADMIN', 'the-administrator')).toBe(1);
    expect(await service.revokeAll(mine.cupid, 'ADMIN', 'the-administrator')).toBe(0);
    const left = await find(server, () => sessions().findActiveByPerson(theirs.cupid));
    expect(idsOf(left)).toEqual(theirs.sessionIds);
    expect(await server.rows.count('tokens', `status = 'ACTIVE'`)).toBe(3);
  });

  it('what a token is worth, by its id and by its hash', async () => {
    const { signedIn } = await several(1);
    const [{ accessToken, refreshToken, sessionId }] = signedIn as [SignedIn];
    const jti = decodeJwt(accessToken).jti ?? '';
    const live = await find(server, () => sessions().findLive(jti, server.clock.now()));
    expect(live).toMatchObject({ sessionId });
    await server.api.refresh(refreshToken);
    const byHash = await find(server, () => sessions().findByTokenHash(sha256(refreshToken)));
    expect(byHash).toMatchObject({
      tokenStatus: 'ROTATED',
      rotatedAt: server.clock.now(),
      session: { sessionId },
    });
    expect(await find(server, () => sessions().findByTokenHash(sha256('unknown')))).toBeUndefined();
  });

  it('the chain of tokens, generation by generation', async () => {
    const { signedIn } = await several(1);
    const [{ refreshToken, sessionId }] = signedIn as [SignedIn];
    const second = refreshTokenOf(await server.api.refresh(refreshToken));
    server.clock.advance(HOUR);
    const third = refreshTokenOf(await server.api.refresh(second));
    const chain = await find(server, () => tokens().findChain(sessionId));
    const refreshes = chain.filter(({ tokenType }) => tokenType === 'REFRESH');
    expect(refreshes.map(({ tokenId }) => tokenId)).toEqual(
      [refreshToken, second, third].map((token) => decodeJwt(token).jti),
    );
    expect(refreshes.map(({ parentTokenId }) => parentTokenId)).toEqual([
      null,
      refreshes[0]?.tokenId,
      refreshes[1]?.tokenId,
    ]);
    expect(refreshes.map(({ status }) => status)).toEqual(['ROTATED', 'ROTATED', 'ACTIVE']);
    expect(chain).toHaveLength(9);
  });

  it('tokens by hash, the active ones, and how many of each status', async () => {
    const { signedIn } = await several(1);
    const [{ refreshToken, sessionId }] = signedIn as [SignedIn];
    await server.api.refresh(refreshToken);
    const byHash = await find(server, () => tokens().findByHash(sha256(refreshToken)));
    expect(byHash).toMatchObject({ tokenType: 'REFRESH', status: 'ROTATED', sessionId });
    const active = await find(server, () => tokens().findActiveBySession(sessionId));
    expect(active.map(({ tokenType }) => tokenType).sort()).toEqual(['ACCESS', 'ID', 'REFRESH']);
    for (const [status, count] of [
      ['ACTIVE', 3],
      ['ROTATED', 3],
      ['REVOKED', 0],
    ] as const)
      expect(await find(server, () => tokens().countBySessionAndStatus(sessionId, status))).toBe(count);
  });

  it('whether one token was ended by this call, and no other', async () => {
    const { signedIn } = await several(1);
    const [{ accessToken, sessionId }] = signedIn as [SignedIn];
    const revoke = () =>
      inUnit(() => tokens().revoke(decodeJwt(accessToken).jti ?? '', 'ADMIN', server.clock.now()));
    expect([await revoke(), await revoke()]).toEqual([true, false]);
    expect(await find(server, () => tokens().countBySessionAndStatus(sessionId, 'ACTIVE'))).toBe(2);
  });
});
