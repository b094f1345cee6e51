import type { AuditLog } from './audit-log.entity.js';
import { canonicalJson, canonicalRow, digestOf, packDigests, unpackDigests } from './row-digest.js';

const ROW: AuditLog = {
  logId: '0195508a-2d00-7000-8000-000000000001',
  eventTimestamp: new Date('2026-03-01T10:00:00.123Z'),
  eventType: 'auth.login.completed',
  eventCategory: 'AUTH',
  eventSeverity: 'INFO',
  eventOutcome: 'SUCCESS',
  contextId: 'sess-1',
  transactionId: null,
  sessionId: 'sess-1',
  cupid: 'c-1',
  correlationId: '7f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60',
  ipAddress: '192.0.2.7',
  userAgent: 'Browser/1.0',
  eventDetails: { zebra: 1, an: ['Öl', null, 1.5, { b: true, a: '"' }] },
  errorCode: null,
  errorMessage: null,
};

describe('the digest of a row', () => {
  it('is what it always was: seals of years ago are made of it', () => {
    expect(canonicalRow(ROW)).toBe(
      String.raw`["0195508a-2d00-7000-8000-000000000001","2026-03-01T10:00:00.123Z","auth.login.completed","AUTH","INFO","SUCCESS","sess-1",null,"sess-1","c-1","7f0c2a4e-7a53-4d38-9f4e-1d2c3b4a5f60","192.0.2.7","Browser/1.0","{\"an\":[\"Öl\",null,1.5,{\"a\":\"\\\"\",\"b\":true}],\"zebra\":1}",null,null]`,
    );
    expect(digestOf(ROW).digest.toString('hex')).toBe(
      'b9a2f5c5fc40a8997905f5040d4fc53eb17696877f4287604d434c67b12399ff',
    );
  });

  it('differs whatever is changed', () => {
    const changes: Partial<AuditLog>[] = [
      { contextId: null, transactionId: 'sess-1' },
      { userAgent: null },
      { userAgent: '' },
      { errorMessage: 'null' },
      { eventDetails: { zebra: '1', an: ROW.eventDetails.an } },
      { eventTimestamp: new Date('2026-03-01T10:00:00.124Z') },
    ];
    const digests = [{}, ...changes].map((change) =>
      digestOf(Object.assign({}, ROW, change)).digest.toString('hex'),
    );
    expect(new Set(digests).size).toBe(digests.length);
  });

  it.each([
    [{ b: 1, a: 2 }, '{"a":2,"b":1}'],
    [{ aa: 1, b: 2 }, '{"aa":1,"b":2}'],
    [JSON.parse('{"__proto__":1,"a":2}'), '{"__proto__":1,"a":2}'],
    [[], '[]'],
    [{}, '{}'],
    [[1, [2]], '[1,[2]]'],
    ['\n', String.raw`"\n"`],
    [JSON.parse('1.0'), '1'],
    [1e21, '1e+21'],
    [JSON.parse('1000000000000000000000'), '1e+21'],
  ])('writes %j as %s', (value, text) => expect(canonicalJson(value)).toBe(text));

  it('comes back from how a seal keeps it', () => {
    const digests = [
      digestOf(ROW),
      digestOf(Object.assign({}, ROW, { logId: 'ffffffff-ffff-4fff-bfff-ffffffffffff' })),
    ];
    expect(packDigests(digests)).toHaveLength(96);
    expect(unpackDigests(packDigests(digests))).toEqual(digests);
  });
});
