import { DataSource, Entity, PrimaryColumn, type EntityManager } from 'typeorm';
import { RowCodec } from './row-codec.js';
import { type CodecOf, combine, Scope, type ScopeKind } from './scope.js';
import { Random } from '../common/random.js';
import { Seals } from './seals.js';
import type { Statement } from './sql-session.js';

/** Parameters. */
const ENOUGH = 100;
const IN_CLEAR = new Seals(new Random(), { personalData: { sealKeys: [], indexKeys: [] } });

@Entity('fruits')
class Fruit {
  @PrimaryColumn({ type: 'varchar' })
  name!: string;
}

@Entity('nuts')
class Nut {
  @PrimaryColumn({ type: 'varchar' })
  name!: string;
}

describe('a scope', () => {
  let codecOf: CodecOf;
  let sent: string[];
  const connection = {
    manager: {} as EntityManager,
    query: ({ sql }: Statement) => {
      sent.push(sql);
      return sql.includes('broken')
        ? Promise.reject(new Error('refused'))
        : Promise.resolve({ rows: [], affected: 1 });
    },
  };
  const open = (kind: ScopeKind) => new Scope(kind, connection, codecOf);
  const say = (sql: string): Statement => ({ sql, parameters: [] });
  const insert = (entity: typeof Fruit | typeof Nut, name: string, onConflict = '') =>
    ({ kind: 'insert', entity, rows: [{ name }], onConflict, written: [] }) as const;
  const text = (groups: Statement[][]) =>
    groups.flat().map(({ sql, parameters }) => `${sql} ${parameters.join(',')}`.trim());

  beforeAll(async () => {
    const dataSource = new DataSource({ type: 'sqljs', entities: [Fruit, Nut] });
    await dataSource.initialize();
    const codecs = new Map(
      [Fruit, Nut].map((entity) => [entity, new RowCodec(dataSource, entity, IN_CLEAR)] as const),
    );
    codecOf = ((entity: typeof Fruit) => codecs.get(entity)) as unknown as CodecOf;
    await dataSource.destroy();
  });

  beforeEach(() => {
    sent = [];
  });

  describe('of a single statement', () => {
    it('takes one, and refuses the second before it is sent', async () => {
      const scope = open('single');
      await scope.query(say('UPDATE one'));
      await expect(scope.query(say('UPDATE two'))).rejects.toThrow('second statement');
      expect(sent).toEqual(['UPDATE one']);
    });

    it('refuses what it cannot count: rows for later, and TypeORM', () => {
      const scope = open('single');
      expect(() => scope.defer(insert(Fruit, 'fig'))).toThrow('unitOfWork.run');
      expect(() => scope.manager()).toThrow('hand-written');
    });
  });

  describe('that only reads', () => {
    it.each(['UPDATE fruits SET name = $1', 'INSERT INTO fruits VALUES ($1)', ' delete from fruits'])(
      'refuses to write, now: %s',
      async (sql) => {
        await expect(open('read').query(say(sql))).rejects.toThrow('unitOfWork.run');
        expect(sent).toEqual([]);
      },
    );

    it('refuses to write, later', () => {
      expect(() => open('read').defer({ kind: 'statement', statement: say('UPDATE fruits') })).toThrow(
        'unitOfWork.run',
      );
    });

    it('refuses a unit of work inside, and takes another read', async () => {
      await expect(open('read').join('unit', () => Promise.resolve())).rejects.toThrow('inside a read');
      await expect(open('read').join('single', () => Promise.resolve())).rejects.toThrow('inside a read');
      await expect(open('read').join('read', () => Promise.resolve('read'))).resolves.toBe('read');
    });

    it('reads', async () => {
      await open('read').query(say('SELECT 1'));
      await open('read').query(say('\n  SELECT 2'));
      expect(sent).toHaveLength(2);
    });
  });

  describe('that has failed inside', () => {
    it('remembers the first failure of a statement, although it was swallowed', async () => {
      const scope = open('unit');
      await scope.query(say('broken')).catch(() => undefined);
      await scope.query(say('UPDATE one'));
      expect(scope.failure).toEqual(new Error('refused'));
    });

    it('remembers the failure of an inner unit', async () => {
      const scope = open('unit');
      const first = new Error('first');
      await scope.join('unit', () => Promise.reject(first)).catch(() => undefined);
      await scope.join('unit', () => Promise.reject(new Error('second'))).catch(() => undefined);
      expect(scope.failure).toBe(first);
    });
  });

  it('that is over takes nothing any more', async () => {
    const scope = open('unit');
    scope.isOver = true;
    await expect(scope.query(say('UPDATE one'))).rejects.toThrow('not awaited');
    expect(() => scope.defer(insert(Fruit, 'fig'))).toThrow('not awaited');
    expect(() => scope.manager()).toThrow('not awaited');
    expect(sent).toEqual([]);
  });

  describe('whose rows are written at its end', () => {
    const deferred = () => {
      const scope = open('unit');
      scope.defer(insert(Fruit, 'fig'));
      scope.defer(insert(Fruit, 'date'));
      scope.defer(insert(Nut, 'pecan'));
      scope.defer({ kind: 'statement', statement: { sql: 'UPDATE nuts SET name = $1', parameters: ['x'] } });
      scope.defer(insert(Fruit, 'plum'));
      return scope;
    };

    it('keeps their order, and joins neighbours of one table', () => {
      expect(text(deferred().takeDeferred(false, ENOUGH))).toEqual([
        'INSERT INTO fruits (name) VALUES ($1), ($2) fig,date',
        'INSERT INTO nuts (name) VALUES ($1) pecan',
        'UPDATE nuts SET name = $1 x',
        'INSERT INTO fruits (name) VALUES ($1) plum',
      ]);
    });

    it('joins all rows of one table where the engine checks keys at the end of a statement', () => {
      expect(text(deferred().takeDeferred(true, ENOUGH))).toEqual([
        'INSERT INTO fruits (name) VALUES ($1), ($2), ($3) fig,date,plum',
        'INSERT INTO nuts (name) VALUES ($1) pecan',
        'UPDATE nuts SET name = $1 x',
      ]);
    });

    it('does not join rows that treat conflicts differently', () => {
      const scope = open('unit');
      scope.defer(insert(Fruit, 'fig'));
      scope.defer(insert(Fruit, 'date', 'ON CONFLICT DO NOTHING'));
      expect(text(scope.takeDeferred(true, ENOUGH))).toHaveLength(2);
    });

    it('follows up those that are in a statement', () => {
      const scope = open('unit');
      const followed: string[] = [];
      for (const name of ['fig', 'date'])
        scope.defer({ ...insert(Fruit, name), written: [() => followed.push(name)] });
      expect(scope.takeFollowUps()).toEqual([]);
      expect(text(scope.takeDeferred(true, ENOUGH))).toHaveLength(1);
      for (const follow of scope.takeFollowUps()) follow();
      expect(followed).toEqual(['fig', 'date']);
    });

    it('groups them in order by how many parameters a statement can have', () => {
      expect(
        deferred()
          .takeDeferred(true, 3)
          .map((group) => text([group])),
      ).toEqual([
        ['INSERT INTO fruits (name) VALUES ($1), ($2) fig,date', 'INSERT INTO nuts (name) VALUES ($1) pecan'],
        ['UPDATE nuts SET name = $1 x', 'INSERT INTO fruits (name) VALUES ($1) plum'],
      ]);
    });

    it('divides rows that were added at once, and follows them up once', () => {
      const scope = open('unit');
      const followed: string[] = [];
      const rows = ['fig', 'date', 'plum'].map((name) => ({ name }));
      scope.defer({ ...insert(Fruit, ''), rows, written: [() => followed.push('all')] });
      expect(scope.takeDeferred(true, 2).map((group) => text([group]))).toEqual([
        ['INSERT INTO fruits (name) VALUES ($1), ($2) fig,date'],
        ['INSERT INTO fruits (name) VALUES ($1) plum'],
      ]);
      for (const follow of scope.takeFollowUps()) follow();
      expect(followed).toEqual(['all']);
    });

    it('lets a statement stand alone that has more', () => {
      const scope = open('unit');
      const long = { sql: 'UPDATE nuts SET name = $1 || $2 || $3', parameters: ['a', 'b', 'c'] };
      scope.defer(insert(Fruit, 'fig'));
      scope.defer({ kind: 'statement', statement: long });
      expect(scope.takeDeferred(true, 2)).toHaveLength(2);
    });

    it('hands them out once', () => {
      const scope = deferred();
      scope.takeDeferred(true, ENOUGH);
      expect(scope.takeDeferred(true, ENOUGH)).toEqual([]);
    });
  });
});

describe('several writes as one statement', () => {
  const write = (sql: string, ...parameters: unknown[]): Statement => ({ sql, parameters });

  it('number their placeholders on, each behind those before it', () => {
    const three = [write('INSERT a ($1, $2)', 1, 2), write('UPDATE b $2, $1', 3, 4), write('UPDATE c $1', 5)];
    expect(combine(three)).toEqual({
      sql: 'WITH w1 AS (INSERT a ($1, $2)), w2 AS (UPDATE b $4, $3) UPDATE c $5',
      parameters: [1, 2, 3, 4, 5],
    });
  });

  it('leave a single one as it is', () => {
    expect(combine([write('UPDATE a $1', 1)])).toEqual(write('UPDATE a $1', 1));
  });

  it('fail together when one that is demanded changes nothing', () => {
    const two = [{ ...write('UPDATE a $1', 1), demand: 'A' }, write('INSERT b $1', 2)];
    expect(combine(two)).toEqual({
      sql: 'WITH w1 AS (UPDATE a $1 RETURNING 1), w2 AS (INSERT b $2) SELECT 1 / CASE WHEN EXISTS (SELECT 1 FROM w1) THEN 1 ELSE 0 END',
      parameters: [1, 2],
    });
  });

  it('count beyond nine', () => {
    const many = Array.from({ length: 12 }, (_, index) => write('UPDATE a $1', index));
    expect(combine(many).sql).toMatch(/w10 AS \(UPDATE a \$10\), w11 AS \(UPDATE a \$11\) UPDATE a \$12$/);
  });
});
