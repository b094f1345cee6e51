import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { AuditSeal } from './audit-seal.entity.js';
import { within } from './audit-trail.repository.js';

/** Of a range as a seal has it, in a statement that names the seal `s`. */
const ROWS_OF_THE_RANGE = within(
  's.after_timestamp',
  's.after_log_id',
  's.through_timestamp',
  's.through_log_id',
);

@Injectable()
export class AuditSealRepository {
  constructor(private readonly unitOfWork: UnitOfWork) {}

  /** @returns false when somebody else has made the seal of that number: then nothing was written */
  async add(seal: AuditSeal): Promise<boolean> {
    const { affected } = await this.unitOfWork.insertNow(AuditSeal, seal, 'ON CONFLICT DO NOTHING');
    return affected === 1;
  }

  async find(sequenceNumber: number): Promise<AuditSeal | undefined> {
    return (await this.select('WHERE sequence_number = $1', [sequenceNumber]))[0];
  }

  async findLast(): Promise<AuditSeal | undefined> {
    return (await this.select('ORDER BY sequence_number DESC LIMIT 1', []))[0];
  }

  /** The last seal that closes a range of its own. */
  async findLastOfARange(before = 2 ** 31 - 1): Promise<AuditSeal | undefined> {
    const where = 'WHERE supplements IS NULL AND sequence_number < $1 ORDER BY sequence_number DESC LIMIT 1';
    return (await this.select(where, [before]))[0];
  }

  findPage(from: number, through: number, limit: number): Promise<AuditSeal[]> {
    const where = `WHERE sequence_number BETWEEN $1 AND $2 ORDER BY sequence_number LIMIT ${limit}`;
    return this.select(where, [from, through]);
  }

  /** The supplements of a seal, of the numbers up to `through`. */
  findSupplements(sequenceNumber: number, through: number): Promise<AuditSeal[]> {
    const where = 'WHERE supplements = $1 AND sequence_number <= $2 ORDER BY sequence_number';
    return this.select(where, [sequenceNumber, through]);
  }

  /** The numbers of the first that was sealed since then, and of the last. */
  async findNumbersSince(since: Date): Promise<{ first: number; last: number } | undefined> {
    // By its time: for the least number PostgreSQL would read all seals in their order until one is young enough.
    const { rows } = await this.unitOfWork.query(
      `SELECT (SELECT sequence_number FROM audit_seals WHERE sealed_at > $1 ORDER BY sealed_at LIMIT 1) AS first,
              (SELECT max(sequence_number) FROM audit_seals) AS last`,
      [since],
    );
    const { first = null, last = null } = rows[0] ?? {};
    return first === null ? undefined : { first: Number(first), last: Number(last) };
  }

  /** The first seal, of the numbers from `first` to `last`, whose range holds more rows than were sealed of it. */
  async findOutgrown(first: number, last: number): Promise<AuditSeal | undefined> {
    const { rows } = await this.unitOfWork.query(
      `SELECT s.sequence_number AS number FROM audit_seals s
        WHERE s.sequence_number BETWEEN $1 AND $2 AND s.supplements IS NULL
          AND (SELECT count(*) FROM audit_logs WHERE ${ROWS_OF_THE_RANGE})
              > s.row_count + (SELECT coalesce(sum(p.row_count), 0) FROM audit_seals p WHERE p.supplements = s.sequence_number)
        ORDER BY s.sequence_number LIMIT 1`,
      [first, last],
    );
    return rows[0] && this.find(Number(rows[0].number));
  }

  private select(where: string, parameters: readonly unknown[]): Promise<AuditSeal[]> {
    return this.unitOfWork.entities(AuditSeal, `SELECT {columns} FROM audit_seals ${where}`, parameters);
  }
}
