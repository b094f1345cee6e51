import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

/** `contextId` becomes `context_id`; tables, keys and indexes are named by hand as the DBAs know them. */
export class SnakeCaseNames extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined): string {
    return customName ?? propertyName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  }
}
