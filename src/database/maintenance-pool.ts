import { DataSource, type DataSourceOptions } from 'typeorm';
import { translateDatabaseError } from './database-errors.js';

/** The few connections that jobs have for themselves, so that requests never wait for one; opened by the first job. */
export class MaintenancePool {
  private opening?: Promise<DataSource>;

  constructor(private readonly options: DataSourceOptions) {}

  async open(): Promise<DataSource> {
    this.opening ??= new DataSource(this.options).initialize();
    try {
      return await this.opening;
    } catch (error) {
      // The next job tries again.
      this.opening = undefined;
      throw translateDatabaseError(error);
    }
  }

  async close(): Promise<void> {
    const dataSource = await this.opening?.catch(() => undefined);
    this.opening = undefined;
    if (dataSource?.isInitialized) await dataSource.destroy();
  }
}
