import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { adaptColumnTypes } from './column-types.js';
import { NullableTimestamp, Timestamp } from './columns.js';
import { readTimestamp, renumber, RowCodec, SqlValue, toParameter } from './row-codec.js';
import { Random } from '../common/random.js';
import { Seals } from './seals.js';
import { SnakeCaseNames } from './snake-case.js';

@Entity('parcels')
class Parcel {
  @PrimaryColumn({ type: 'varchar' })
  parcelId!: string;

  @Column({ type: 'int' })
  weightGrams!: number;

  @Column({ type: 'boolean', nullable: true })
  isFragile!: boolean | null;

  @Column({ type: 'jsonb' })
  contents!: readonly string[];

  @Timestamp()
  sentAt!: Date;

  @NullableTimestamp()
  arrivedAt!: Date | null;

  isHere(): boolean {
    return this.arrivedAt !== null;
  }
}

const IN_CLEAR = { personalData: { sealKeys: [], indexKeys: [] } };
const SENT = new Date('2026-03-01T10:00:00.123Z');
const PARCEL = {
  parcelId: 'p-1',
  weightGrams: 0,
  isFragile: false,
  contents: ['a', 'b'],
  sentAt: SENT,
  arrivedAt: null,
};
const COLUMNS = 'parcel_id, weight_grams, is_fragile, contents, sent_at, arrived_at';

describe('the rows of an entity', () => {
  let dataSource: DataSource;
  let sqlite: RowCodec<Parcel>;

  beforeAll(async () => {
    dataSource = new DataSource({
      type: 'sqljs',
      entities: [Parcel],
      namingStrategy: new SnakeCaseNames(),
      synchronize: true,
    });
    await adaptColumnTypes(dataSource).initialize();
    sqlite = new RowCodec(dataSource, Parcel, new Seals(new Random(), IN_CLEAR));
  });

  afterAll(() => dataSource.destroy());

  /** Through a real database, and back. */
  const roundTrip = async (parcel: Partial<Parcel>) => {
    const { sql, parameters } = sqlite.insert([parcel]);
    await dataSource.query('DELETE FROM parcels');
    await dataSource.query(sql.replace(/\$(\d+)/g, '?$1'), [...parameters]);
    const [row] = await dataSource.query<Record<string, unknown>[]>('SELECT * FROM parcels');
    return sqlite.hydrate(row);
  };

  it('come back as they went, to the millisecond, with what an entity can do', async () => {
    const parcel = await roundTrip(PARCEL);
    expect(parcel).toEqual(Object.assign(new Parcel(), PARCEL));
    expect(parcel.isHere()).toBe(false);
  });

  it.each([true, false, null])('keep %s apart from the other two', async (isFragile) => {
    expect((await roundTrip({ ...PARCEL, isFragile })).isFragile).toBe(isFragile);
  });

  it('keep what JSON can hold, text that looks like JSON included', async () => {
    const contents = ['{"a": 1}', 'ü', '"', ''];
    expect((await roundTrip({ ...PARCEL, contents })).contents).toEqual(contents);
  });

  it('compare in SQL as their instants do', async () => {
    const later = toParameter(new Date(SENT.getTime() + 1), true);
    await roundTrip(PARCEL);
    const ask = (sign: string) =>
      dataSource.query<unknown[]>(`SELECT 1 FROM parcels WHERE sent_at ${sign} ?1`, [later]);
    expect(await ask('<')).toHaveLength(1);
    expect(await ask('>=')).toHaveLength(0);
  });

  it('are written by one statement, each value at its own placeholder', () => {
    const { sql, parameters } = sqlite.insert(
      [PARCEL, { ...PARCEL, parcelId: 'p-2' }],
      'ON CONFLICT DO NOTHING',
    );
    expect(sql).toBe(
      `INSERT INTO parcels (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6), ($7, $8, $9, $10, $11, $12) ON CONFLICT DO NOTHING`,
    );
    expect(parameters).toHaveLength(12);
    expect(parameters[6]).toBe('p-2');
  });

  it('may hold a value that the database computes, with placeholders of its own', () => {
    const weight = new SqlValue('SELECT max(weight_grams) + $1 FROM parcels WHERE parcel_id <> $2', [
      1,
      'p-0',
    ]);
    const { sql, parameters } = sqlite.insert([{ ...PARCEL, weightGrams: weight }]);
    expect(sql).toContain(
      'VALUES ($1, (SELECT max(weight_grams) + $2 FROM parcels WHERE parcel_id <> $3), $4,',
    );
    expect(parameters.slice(0, 4)).toEqual(['p-1', 1, 'p-0', 0]);
    expect(sqlite.parametersOf([{ ...PARCEL, weightGrams: weight }, PARCEL])).toBe(parameters.length + 6);
  });

  it('are NULL where a property is missing', () => {
    expect(sqlite.insert([{ parcelId: 'p-1' }]).parameters).toEqual(['p-1', null, null, null, null, null]);
  });

  it('are found behind a prefix in a join', () => {
    expect(sqlite.select('p', 'p_')).toMatch(
      /^p\.parcel_id AS p_parcel_id, p\.weight_grams AS p_weight_grams, /,
    );
    const row = { p_parcel_id: 'p-1', p_weight_grams: 5, parcel_id: 'another' };
    expect(sqlite.hydrate(row, 'p_')).toMatchObject({ parcelId: 'p-1', weightGrams: 5, arrivedAt: null });
  });

  it('name their columns, so that one more in the table breaks no prepared statement', () => {
    expect(sqlite.columnList).toBe(COLUMNS);
  });
});

describe('a parameter of a statement written by hand', () => {
  it.each<[unknown, unknown, unknown]>([
    [SENT, '2026-03-01 10:00:00.123', '2026-03-01T10:00:00.123Z'],
    [true, 1, true],
    [false, 0, false],
    [undefined, null, null],
    [null, null, null],
    [0, 0, 0],
    ['', '', ''],
  ])('%p is %p to SQLite and %p to PostgreSQL', (value, sqlite, postgres) => {
    expect(toParameter(value, true)).toBe(sqlite);
    expect(toParameter(value, false)).toBe(postgres);
  });
});

describe('a timestamp of a statement written by hand', () => {
  it('is the same instant from either engine', () => {
    expect(readTimestamp('2026-03-01 10:00:00.123')).toEqual(SENT);
    expect(readTimestamp(SENT)).toEqual(SENT);
    expect(readTimestamp(null)).toBeNull();
    expect(readTimestamp(undefined)).toBeNull();
  });
});

describe('placeholders behind others', () => {
  it('are moved on, all of them, however many digits they have', () => {
    expect(renumber('$1 $2 $10 $1', 5)).toBe('$6 $7 $15 $6');
    expect(renumber('$1', 0)).toBe('$1');
  });
});
