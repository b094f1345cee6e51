import { DataSource, type DataSourceOptions } from 'typeorm';
import { translateDatabaseError } from './database-errors.js';

/** The few connections that jobs have for themselves, so that requests never wait for one; opened by the first job. */
export class MaintenancePool {
  private opening?: Promise<DataSource>;

  /** @param onOpen told of the data source when it is there */
  constructor(
    private readonly options: DataSourceOptions,
    private readonly onOpen: (dataSource: DataSource) => void,
  ) {}

  async open(): Promise<DataSource> {
    this.opening ??= this.connect();
    try {
      return await this.opening;
    } catch (error) {
      // The next job tries again.
      this.opening = undefined;
      throw translateDatabaseError(error);
    }
  }

  private async connect(): Promise<DataSource> {
    const dataSource = await new DataSource(this.options).initialize();
    this.onOpen(dataSource);
    return dataSource;
  }

  async close(): Promise<void> {
    const dataSource = await this.opening?.catch(() => undefined);
    this.opening = undefined;
    if (dataSource?.isInitialized) await dataSource.destroy();
  }
}
