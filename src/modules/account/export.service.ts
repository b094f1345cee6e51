import { Injectable } from '@nestjs/common';
import { Clock } from '../../common/clock.js';
import { EventBus } from '../../common/event-bus.js';
import { PersonalTables } from '../../database/personal-tables.js';
import { UnitOfWork } from '../../database/unit-of-work.js';
import { UserExported } from './account.events.js';

/** Hands a person all that is held of them. */
@Injectable()
export class ExportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tables: PersonalTables,
    private readonly events: EventBus,
    private readonly clock: Clock,
  ) {}

  /** What the export consists of, beside whom it is of and when it was made. */
  get sections(): readonly string[] {
    return this.tables.sections;
  }

  /** @returns JSON in pieces, read as they are fetched: however much there is, the server holds little of it at a time */
  async export(cupid: string, sessionId: string): Promise<AsyncGenerator<string>> {
    const exportedAt = this.clock.now();
    await this.unitOfWork.run(() => {
      this.events.publish(new UserExported({ cupid, sessionId }));
      return Promise.resolve();
    });
    return this.write(cupid, exportedAt);
  }

  private async *write(cupid: string, exportedAt: Date): AsyncGenerator<string> {
    yield `{"exported_at":${JSON.stringify(exportedAt)},"cupid":${JSON.stringify(cupid)}`;
    for (const section of this.sections) {
      yield `,${JSON.stringify(section)}:[`;
      let between = '';
      for await (const row of this.tables.rowsOf(section, cupid)) {
        yield between + JSON.stringify(row);
        between = ',';
      }
      yield ']';
    }
    yield '}';
  }
}
