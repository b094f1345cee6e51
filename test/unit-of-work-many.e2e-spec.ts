import { UnitOfWork } from '../src/database/unit-of-work.js';
import { MfaFactor } from '../src/modules/mfa/mfa-factor.entity.js';
import { createTestServer, type TestServer } from './support/create-app.js';
import { factorRow } from './support/factor-row.js';

/** With eight columns each, more than one statement has parameters for. */
const MANY = Array.from({ length: 10_000 }, (_, index) => `person ${index}`);

describe('a unit of work with very many rows for its end', () => {
  let server: TestServer;
  let unit: UnitOfWork;

  beforeAll(async () => {
    server = await createTestServer();
    unit = server.app.get(UnitOfWork);
  });

  afterEach(() => server.rows.execute('DELETE FROM mfa_factors'));
  afterAll(() => server.close());

  const count = () => server.rows.count('mfa_factors');
  const addLater = (cupids: readonly string[]) => {
    for (const cupid of cupids) unit.insert(MfaFactor, [factorRow(cupid)]);
  };
  const afterAnother = (cupids: readonly string[]) =>
    unit.run(async () => {
      await unit.insertNow(MfaFactor, factorRow('somebody before'), '');
      addLater(cupids);
    });
  const alone = (cupids: readonly string[]) => unit.run(async () => addLater(cupids));

  it.each([
    ['that only adds them', alone, MANY.length],
    ['that has written before', afterAnother, MANY.length + 1],
  ])(
    '%s, adds all of them or none',
    async (_which, add, expected) => {
      await expect(add([...MANY, 'person 0'])).rejects.toThrow();
      expect(await count()).toBe(0);
      await add(MANY);
      expect(await count()).toBe(expected);
    },
    60_000,
  );

  it('takes them at once, too', async () => {
    const followed: string[] = [];
    await unit.run(async () =>
      unit.insert(MfaFactor, MANY.map(factorRow), '', () => followed.push('written')),
    );
    expect(await count()).toBe(MANY.length);
    expect(followed).toEqual(['written']);
  });
});
